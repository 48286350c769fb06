//! PodDisruptionBudget: validation, update rules (`pkg/apis/policy/validation`).

use super::{Rules, workload};
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{int_or_percent, label_selector, metadata, name};

/// The rules of PodDisruptionBudget.
pub static RULES: Rules = Rules { prepare: workload::keep_status, validate, validate_update, ..Rules::NONE };

fn validate(budget: &Value, errors: &mut Errors) {
    metadata::validate(budget.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(budget.get("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_spec(new.get("spec"), errors);
}

fn validate_spec(spec: &Value, errors: &mut Errors) {
    const POLICIES: &[&str] = &["AlwaysAllow", "IfHealthyBudget"];
    let path = Path::new("spec");
    let bounds = ["minAvailable", "maxUnavailable"];
    if bounds.iter().all(|key| !spec.get(key).is_null()) {
        let shown = Shown::Bare(schema::internal_json("policy.PodDisruptionBudgetSpec", spec));
        errors.invalid(&path, shown, "minAvailable and maxUnavailable cannot be both set");
    }
    for key in bounds {
        if !spec.get(key).is_null() {
            int_or_percent::validate(spec.get(key), &path.child(key), errors);
            int_or_percent::validate_at_most_all(spec.get(key), &path.child(key), errors);
        }
    }
    label_selector::validate(spec.get("selector"), &path.child("selector"), errors);
    if let Some(policy) = spec.get("unhealthyPodEvictionPolicy").as_str().filter(|policy| !POLICIES.contains(policy)) {
        errors.not_supported(&path.child("unhealthyPodEvictionPolicy"), policy, POLICIES);
    }
}
