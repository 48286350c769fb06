//! PersistentVolume: defaults, validation, update rules.

use super::Rules;

/// The rules of PersistentVolume.
pub static RULES: Rules = Rules { ..Rules::NONE };
