//! Namespace: defaults, validation, update rules.

use super::Rules;

/// The rules of Namespace.
pub static RULES: Rules = Rules { ..Rules::NONE };
