//! CronJob: defaults, validation, update rules.

use super::Rules;

/// The rules of CronJob.
pub static RULES: Rules = Rules { ..Rules::NONE };
