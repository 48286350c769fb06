//! LimitRange: defaults, validation, update rules.

use super::Rules;

/// The rules of LimitRange.
pub static RULES: Rules = Rules { ..Rules::NONE };
