//! Endpoints: defaults, validation, update rules.

use super::Rules;

/// The rules of Endpoints.
pub static RULES: Rules = Rules { ..Rules::NONE };
