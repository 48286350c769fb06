//! Pod: defaults, validation, update rules.

use super::Rules;

/// The rules of Pod.
pub static RULES: Rules = Rules { ..Rules::NONE };
