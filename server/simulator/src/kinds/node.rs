//! Node: defaults, validation, update rules.

use super::Rules;

/// The rules of Node.
pub static RULES: Rules = Rules { ..Rules::NONE };
