//! Deployment: defaults, validation, update rules.

use super::Rules;

/// The rules of Deployment.
pub static RULES: Rules = Rules { ..Rules::NONE };
