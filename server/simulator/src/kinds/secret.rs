//! Secret: defaults, validation, update rules.

use super::Rules;

/// The rules of Secret.
pub static RULES: Rules = Rules { ..Rules::NONE };
