//! Node selectors (`core/v1.NodeSelector`) of pods and PersistentVolumes.
//!
//! Follows component-helpers `scheduling/corev1/nodeaffinity/nodeaffinity.go` and `pkg/apis/core/validation`.

use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name;

/// Whether any term of a `NodeSelector` selects a node. `node_name` is what `matchFields` looks at; without a name
/// (PersistentVolumes look at labels only) `matchFields` is passed over.
pub fn matches_terms(selector: &Value, labels: &Value, node_name: Option<&str>) -> bool {
    selector.get("nodeSelectorTerms").list().iter().any(|term| term_matches(term, labels, node_name))
}

/// Whether one term selects a node; a term without any requirement selects none.
pub fn term_matches(term: &Value, labels: &Value, node_name: Option<&str>) -> bool {
    let (expressions, fields) = (term.get("matchExpressions").list(), term.get("matchFields").list());
    if expressions.is_empty() && fields.is_empty() {
        return false;
    }
    expressions.iter().all(|requirement| {
        let key = requirement.get("key").str();
        requirement_matches(requirement, labels.has(key).then(|| labels.get(key).str()))
    }) && node_name.is_none_or(|node| fields.iter().all(|requirement| requirement_matches(requirement, Some(node))))
}

fn requirement_matches(requirement: &Value, held: Option<&str>) -> bool {
    let values = requirement.get("values").list();
    let listed = |held: &str| values.iter().any(|value| value.str() == held);
    let compared = |wanted: std::cmp::Ordering| {
        let held: Option<i64> = held.and_then(|held| held.parse().ok());
        let bound: Option<i64> = values.first().and_then(|value| value.str().parse().ok());
        matches!((held, bound), (Some(held), Some(bound)) if held.cmp(&bound) == wanted)
    };
    match requirement.get("operator").str() {
        "In" => held.is_some_and(listed),
        "NotIn" => !held.is_some_and(listed),
        "Exists" => held.is_some(),
        "DoesNotExist" => held.is_none(),
        "Gt" => compared(std::cmp::Ordering::Greater),
        "Lt" => compared(std::cmp::Ordering::Less),
        _ => false,
    }
}

/// `ValidateNodeSelector`: there must be a term, and each must be valid.
pub fn validate(selector: &Value, path: &Path, errors: &mut Errors) {
    let terms_path = path.child("nodeSelectorTerms");
    let terms = selector.get("nodeSelectorTerms").list();
    if terms.is_empty() {
        errors.required(&terms_path, "must have at least one node selector term");
    }
    for (index, term) in terms.iter().enumerate() {
        validate_term(term, &terms_path.index(index), errors);
    }
}

/// `ValidateNodeSelectorTerm` of a required term: expressions over labels, then over fields.
pub fn validate_term(term: &Value, path: &Path, errors: &mut Errors) {
    validate_term_with(term, true, path, errors);
}

/// `ValidateNodeSelectorTerm` of a preferred term, whose values may be anything.
pub fn validate_preference(term: &Value, path: &Path, errors: &mut Errors) {
    validate_term_with(term, false, path, errors);
}

fn validate_term_with(term: &Value, values: bool, path: &Path, errors: &mut Errors) {
    for (index, requirement) in term.get("matchExpressions").list().iter().enumerate() {
        validate_requirement(requirement, values, &path.child("matchExpressions").index(index), errors);
    }
    for (index, requirement) in term.get("matchFields").list().iter().enumerate() {
        validate_field(requirement, &path.child("matchFields").index(index), errors);
    }
}

fn validate_requirement(requirement: &Value, check_values: bool, path: &Path, errors: &mut Errors) {
    let values = requirement.get("values").list();
    match requirement.get("operator").str() {
        "In" | "NotIn" => {
            if values.is_empty() {
                errors.required(&path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
            }
        }
        "Exists" | "DoesNotExist" => {
            if !values.is_empty() {
                errors.forbidden(
                    &path.child("values"),
                    "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
                );
            }
        }
        "Gt" | "Lt" => {
            if values.len() != 1 {
                errors
                    .required(&path.child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
            }
        }
        other => errors.invalid(&path.child("operator"), other, "not a valid selector operator"),
    }
    let key = requirement.get("key").str();
    for message in name::qualified_name(key) {
        errors.invalid(&path.child("key"), key, &message);
    }
    if check_values {
        for (index, value) in values.iter().enumerate() {
            for message in name::label_value(value.str()) {
                errors.invalid(&path.child("values").index(index), value, &message);
            }
        }
    }
}

/// `ValidateNodeFieldSelectorRequirement`: only `metadata.name` is a field, and it takes exactly one value.
fn validate_field(requirement: &Value, path: &Path, errors: &mut Errors) {
    let values = requirement.get("values").list();
    match requirement.get("operator").str() {
        "In" | "NotIn" => {
            if values.len() != 1 {
                errors.required(
                    &path.child("values"),
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
                );
            }
        }
        other => errors.invalid(&path.child("operator"), other, "not a valid selector operator"),
    }
    let key = requirement.get("key").str();
    match key {
        "metadata.name" => {
            for (index, value) in values.iter().enumerate() {
                for message in name::dns1123_subdomain(value.str()) {
                    errors.invalid(&path.child("values").index(index), value, &message);
                }
            }
        }
        other => errors.invalid(&path.child("key"), other, "not a valid field selector key"),
    }
}
