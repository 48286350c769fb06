//! PodTemplate: defaults, validation, update rules.

use super::Rules;

/// The rules of PodTemplate.
pub static RULES: Rules = Rules { ..Rules::NONE };
