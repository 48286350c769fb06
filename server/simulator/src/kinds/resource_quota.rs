//! ResourceQuota: defaults, validation, update rules.

use super::Rules;

/// The rules of ResourceQuota.
pub static RULES: Rules = Rules { ..Rules::NONE };
