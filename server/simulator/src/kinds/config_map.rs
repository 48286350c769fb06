//! ConfigMap: defaults, validation, update rules.

use super::Rules;

/// The rules of ConfigMap.
pub static RULES: Rules = Rules { ..Rules::NONE };
