//! ReplicaSet: defaults, validation, update rules.

use super::Rules;

/// The rules of ReplicaSet.
pub static RULES: Rules = Rules { ..Rules::NONE };
