//! ReplicationController: defaults, validation, update rules.

use super::Rules;

/// The rules of ReplicationController.
pub static RULES: Rules = Rules { ..Rules::NONE };
