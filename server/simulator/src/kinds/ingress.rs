//! Ingress: defaults, validation, update rules.

use super::Rules;

/// The rules of Ingress.
pub static RULES: Rules = Rules { ..Rules::NONE };
