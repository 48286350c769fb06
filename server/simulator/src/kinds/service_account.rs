//! ServiceAccount: defaults, validation, update rules.

use super::Rules;

/// The rules of ServiceAccount.
pub static RULES: Rules = Rules { ..Rules::NONE };
