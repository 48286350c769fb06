//! StorageClass: defaults, validation, update rules.

use super::Rules;

/// The rules of StorageClass.
pub static RULES: Rules = Rules { ..Rules::NONE };
