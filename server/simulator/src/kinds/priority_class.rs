//! PriorityClass: defaults, validation, update rules.

use super::Rules;

/// The rules of PriorityClass.
pub static RULES: Rules = Rules { ..Rules::NONE };
