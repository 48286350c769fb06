//! EndpointSlice: defaults, validation, update rules.

use super::Rules;

/// The rules of EndpointSlice.
pub static RULES: Rules = Rules { ..Rules::NONE };
