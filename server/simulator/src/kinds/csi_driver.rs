//! CSIDriver: defaults, validation, update rules.

use super::Rules;

/// The rules of CSIDriver.
pub static RULES: Rules = Rules { ..Rules::NONE };
