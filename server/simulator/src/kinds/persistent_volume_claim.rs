//! PersistentVolumeClaim: defaults, validation, update rules.

use super::Rules;

/// The rules of PersistentVolumeClaim.
pub static RULES: Rules = Rules { ..Rules::NONE };
