//! PodDisruptionBudget: defaults, validation, update rules.

use super::Rules;

/// The rules of PodDisruptionBudget.
pub static RULES: Rules = Rules { ..Rules::NONE };
