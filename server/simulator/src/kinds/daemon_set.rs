//! DaemonSet: defaults, validation, update rules.

use super::Rules;

/// The rules of DaemonSet.
pub static RULES: Rules = Rules { ..Rules::NONE };
