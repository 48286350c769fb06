//! StatefulSet: defaults, validation, update rules.

use super::Rules;

/// The rules of StatefulSet.
pub static RULES: Rules = Rules { ..Rules::NONE };
