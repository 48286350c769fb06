//! Numbers or percentages (`intstr.IntOrString`), as rollouts and disruption budgets count with.

use super::field::{Errors, Path, Shown};
use super::name;
use crate::value::Value;

/// `ValidatePositiveIntOrPercent`: a number that is not negative, or a percentage.
pub fn validate(value: &Value, path: &Path, errors: &mut Errors) {
    match value.as_str() {
        Some(text) => {
            for message in name::percent(text) {
                errors.invalid(path, Shown::from(text), &message);
            }
        }
        None if value.int() < 0 => {
            errors.invalid(path, value.int(), "must be greater than or equal to 0");
        }
        None => {}
    }
}

/// `IsNotMoreThan100Percent`.
pub fn validate_at_most_all(value: &Value, path: &Path, errors: &mut Errors) {
    if percent(value).is_some_and(|percent| percent > 100) {
        errors.invalid(path, value, "must not be greater than 100%");
    }
}

/// The number, or the number before the percent sign.
pub fn number(value: &Value) -> i64 {
    percent(value).unwrap_or_else(|| value.int())
}

fn percent(value: &Value) -> Option<i64> {
    value.as_str()?.strip_suffix('%')?.parse().ok()
}

/// `GetScaledValueFromIntOrPercent`: a percentage of `total`, rounded up or down.
pub fn scaled(value: &Value, total: i64, round_up: bool) -> i64 {
    match percent(value) {
        Some(percent) if round_up => (percent.saturating_mul(total)).saturating_add(99).div_euclid(100),
        Some(percent) => percent.saturating_mul(total).div_euclid(100),
        None => value.int(),
    }
}
