//! Service: defaults, validation, update rules.

use super::Rules;

/// The rules of Service.
pub static RULES: Rules = Rules { ..Rules::NONE };
