//! IngressClass: defaults, validation, update rules.

use super::Rules;

/// The rules of IngressClass.
pub static RULES: Rules = Rules { ..Rules::NONE };
