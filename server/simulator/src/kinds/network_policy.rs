//! NetworkPolicy: defaults, validation, update rules.

use super::Rules;

/// The rules of NetworkPolicy.
pub static RULES: Rules = Rules { ..Rules::NONE };
