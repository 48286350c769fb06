//! Affinity and tolerations (`validateAffinity`, `ValidateTolerations`).

use crate::schema;
use crate::submit::admission::default_toleration_seconds;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{label_selector, name, node_selector};

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";

/// Checks the three kinds of affinity.
pub(super) fn validate(affinity: &Value, path: &Path, errors: &mut Errors) {
    validate_node(affinity.get("nodeAffinity"), &path.child("nodeAffinity"), errors);
    for kind in ["podAffinity", "podAntiAffinity"] {
        validate_pod(affinity.get(kind), &path.child(kind), errors);
    }
}

fn validate_node(affinity: &Value, path: &Path, errors: &mut Errors) {
    if !affinity.get(REQUIRED).is_null() {
        node_selector::validate(affinity.get(REQUIRED), &path.child(REQUIRED), errors);
    }
    for (index, term) in affinity.get(PREFERRED).list().iter().enumerate() {
        let path = path.child(PREFERRED).index(index);
        validate_weight(term, &path, errors);
        node_selector::validate_preference(term.get("preference"), &path.child("preference"), errors);
    }
}

fn validate_pod(affinity: &Value, path: &Path, errors: &mut Errors) {
    for (index, term) in affinity.get(REQUIRED).list().iter().enumerate() {
        validate_term(term, &path.child(REQUIRED).index(index), errors);
    }
    for (index, term) in affinity.get(PREFERRED).list().iter().enumerate() {
        let path = path.child(PREFERRED).index(index);
        validate_weight(term, &path, errors);
        validate_term(term.get("podAffinityTerm"), &path.child("podAffinityTerm"), errors);
    }
}

fn validate_weight(term: &Value, path: &Path, errors: &mut Errors) {
    let weight = term.get("weight").int();
    if !(1..=100).contains(&weight) {
        errors.invalid(&path.child("weight"), weight, "must be in the range 1-100");
    }
}

/// `validatePodAffinityTerm`.
fn validate_term(term: &Value, path: &Path, errors: &mut Errors) {
    for key in ["labelSelector", "namespaceSelector"] {
        label_selector::validate(term.get(key), &path.child(key), errors);
    }
    for namespace in term.get("namespaces").list() {
        for message in name::dns1123_label(namespace.str()) {
            errors.invalid(&path.child("namespace"), namespace.str(), &message);
        }
    }
    validate_label_keys(term, path, errors);
    let (key, path) = (term.get("topologyKey").str(), path.child("topologyKey"));
    if key.is_empty() {
        errors.required(&path, "can not be empty");
    }
    for message in name::qualified_name(key) {
        errors.invalid(&path, key, &message);
    }
}

/// `validateMatchLabelKeysAndMismatchLabelKeys`.
fn validate_label_keys(term: &Value, path: &Path, errors: &mut Errors) {
    for list in ["matchLabelKeys", "mismatchLabelKeys"] {
        let (keys, path) = (term.get(list).list(), path.child(list));
        if keys.is_empty() {
            continue;
        }
        if term.get("labelSelector").is_null() {
            errors.forbidden(&path, "must not be specified when labelSelector is not set");
            continue;
        }
        for (index, key) in keys.iter().enumerate() {
            for message in name::qualified_name(key.str()) {
                errors.invalid(&path.index(index), key.str(), &message);
            }
        }
    }
    let mismatched = term.get("mismatchLabelKeys").list();
    for (index, key) in term.get("matchLabelKeys").list().iter().enumerate() {
        if mismatched.contains(key) {
            let path = path.child("matchLabelKeys").index(index);
            errors.invalid(&path, key.str(), "exists in both matchLabelKeys and mismatchLabelKeys");
        }
    }
}

/// `ValidateTolerations`.
pub(super) fn validate_tolerations(tolerations: &Value, path: &Path, errors: &mut Errors) {
    if default_toleration_seconds::are_own(tolerations) {
        return;
    }
    for (index, toleration) in tolerations.list().iter().enumerate() {
        validate_toleration(toleration, &path.index(index), errors);
    }
}

fn validate_toleration(toleration: &Value, path: &Path, errors: &mut Errors) {
    let member = |key: &str| toleration.get(key).str();
    let (key, operator, value, effect) = (member("key"), member("operator"), member("value"), member("effect"));
    let operator_path = path.child("operator");
    if !key.is_empty() {
        for message in name::qualified_name(key) {
            errors.invalid(&path.child("key"), key, &message);
        }
    }
    if key.is_empty() && operator != "Exists" {
        let why = "operator must be Exists when `key` is empty, which means \"match all values and all keys\"";
        errors.invalid(&operator_path, operator, why);
    }
    if !toleration.get("tolerationSeconds").is_null() && effect != "NoExecute" {
        errors.invalid(&path.child("effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    match operator {
        "" | "Equal" => {
            let messages = name::label_value(value);
            if !messages.is_empty() {
                errors.invalid(&operator_path, value, &messages.join(";"));
            }
        }
        "Exists" if !value.is_empty() => {
            let shown = Shown::Bare(schema::internal_json("core.Toleration", toleration));
            errors.invalid(&operator_path, shown, "value must be empty when `operator` is 'Exists'");
        }
        "Exists" => {}
        other => errors.not_supported(&operator_path, other, &["Equal", "Exists"]),
    }
    if !effect.is_empty() {
        validate_taint_effect(effect, &path.child("effect"), errors);
    }
}

/// `validateTaintEffect`.
pub(crate) fn validate_taint_effect(effect: &str, path: &Path, errors: &mut Errors) {
    const EFFECTS: &[&str] = &["NoSchedule", "PreferNoSchedule", "NoExecute"];
    if !EFFECTS.contains(&effect) {
        errors.not_supported(path, effect, EFFECTS);
    }
}
