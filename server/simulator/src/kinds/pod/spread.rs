//! Topology spread constraints (`validateTopologySpreadConstraints`).

use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{label_selector, name};

const ACTIONS: &[&str] = &["DoNotSchedule", "ScheduleAnyway"];
const POLICIES: &[&str] = &["Honor", "Ignore"];

/// Checks a pod's constraints.
pub(super) fn validate(constraints: &Value, path: &Path, errors: &mut Errors) {
    let constraints = constraints.list();
    for (index, constraint) in constraints.iter().enumerate() {
        let path = path.index(index);
        let (key, action) = (constraint.get("topologyKey").str(), constraint.get("whenUnsatisfiable").str());
        positive(constraint.get("maxSkew").int(), &path.child("maxSkew"), errors);
        if key.is_empty() {
            errors.required(&path.child("topologyKey"), "can not be empty");
        }
        if !ACTIONS.contains(&action) {
            errors.not_supported(&path.child("whenUnsatisfiable"), action, ACTIONS);
        }
        let same =
            |other: &Value| other.get("topologyKey").str() == key && other.get("whenUnsatisfiable").str() == action;
        if constraints.iter().skip(index + 1).any(same) {
            let pair = format!("{{{key}, {action}}}");
            errors.duplicate(&path.child("{topologyKey, whenUnsatisfiable}"), pair.as_str());
        }
        if let Some(domains) = constraint.get("minDomains").as_int() {
            let path = path.child("minDomains");
            positive(domains, &path, errors);
            if action != "DoNotSchedule" {
                let why = format!("can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}");
                errors.invalid(&path, domains, &why);
            }
        }
        for policy in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
            if let Some(word) = constraint.get(policy).as_str().filter(|word| !POLICIES.contains(word)) {
                errors.not_supported(&path.child(policy), word, POLICIES);
            }
        }
        validate_label_keys(constraint, &path.child("matchLabelKeys"), errors);
        label_selector::validate(constraint.get("labelSelector"), &path.child("labelSelector"), errors);
    }
}

fn positive(number: i64, path: &Path, errors: &mut Errors) {
    if number <= 0 {
        errors.invalid(path, number, "must be greater than zero");
    }
}

/// `validateMatchLabelKeysInTopologySpread`.
fn validate_label_keys(constraint: &Value, path: &Path, errors: &mut Errors) {
    let keys = constraint.get("matchLabelKeys").list();
    if keys.is_empty() {
        return;
    }
    if constraint.get("labelSelector").is_null() {
        errors.forbidden(path, "must not be specified when labelSelector is not set");
    }
    for (index, key) in keys.iter().enumerate() {
        for message in name::qualified_name(key.str()) {
            errors.invalid(&path.index(index), key.str(), &message);
        }
    }
}
