//! VolumeAttributesClass: defaults, validation, update rules.

use super::Rules;

/// The rules of VolumeAttributesClass.
pub static RULES: Rules = Rules { ..Rules::NONE };
