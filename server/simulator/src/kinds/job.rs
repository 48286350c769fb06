//! Job: defaults, validation, update rules.

use super::Rules;

/// The rules of Job.
pub static RULES: Rules = Rules { ..Rules::NONE };
