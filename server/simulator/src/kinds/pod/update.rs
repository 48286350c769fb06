//! What an update may change of a pod (`ValidatePodUpdate`).

use super::{affinity, containers, validation};
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{metadata, name};

const MAY_CHANGE: &str = "pod updates may not change fields other than `spec.containers[*].image`,\
    `spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,\
    `spec.tolerations` (only additions to existing tolerations),\
    `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n<diff>\n";

/// Metadata, the whole pod again, then what changed.
pub(super) fn validate(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validation::validate(new, errors);
    validate_annotations(new, old, errors);
    let (path, new, old) = (Path::new("spec"), new.get("spec"), old.get("spec"));
    for list in ["containers", "initContainers"] {
        if !validate_containers(new.get(list), old.get(list), &path.child(list), errors) {
            return;
        }
    }
    if !validate_deadline(new, old, &path.child("activeDeadlineSeconds"), errors) {
        return;
    }
    validate_tolerations(new, old, &path.child("tolerations"), errors);
    validate_gates(new, old, &path.child("schedulingGates"), errors);
    let masked = mask(new, old, &path, errors);
    if !schema::same("v1.PodSpec", &masked, old) {
        errors.forbidden(&path, MAY_CHANGE);
    }
}

/// The annotation of a mirror pod stays as it is.
fn validate_annotations(new: &Value, old: &Value, errors: &mut Errors) {
    const MIRROR: &str = "kubernetes.io/config.mirror";
    let path = Path::new("metadata").child("annotations");
    let (held, before) = (new.at(&["metadata", "annotations"]), old.at(&["metadata", "annotations"]));
    if held.get(MIRROR) != before.get(MIRROR) {
        let why = match before.has(MIRROR) {
            true => "may not remove or update mirror pod annotation",
            false => "may not add mirror pod annotation",
        };
        errors.forbidden(&path.key(MIRROR), why);
    }
    validation::validate_annotations(held, new.get("spec"), &path, errors);
}

/// `ValidateContainerUpdates`; false when their number changed, which ends the checks.
fn validate_containers(new: &Value, old: &Value, path: &Path, errors: &mut Errors) -> bool {
    if new.list().len() != old.list().len() {
        errors.forbidden(path, "pod updates may not add or remove containers");
        return false;
    }
    for (index, container) in new.list().iter().enumerate() {
        if container.get("image").is_empty() {
            errors.required(&path.index(index).child("image"), "");
        }
        containers::validate_image_padding(container, &path.index(index), errors);
    }
    true
}

/// A deadline may be set once and then only come nearer; false ends the checks.
fn validate_deadline(new: &Value, old: &Value, path: &Path, errors: &mut Errors) -> bool {
    let deadline = |spec: &Value| spec.get("activeDeadlineSeconds").as_int();
    match (deadline(new), deadline(old)) {
        (Some(deadline), _) if !name::in_range(deadline, 0, i64::from(i32::MAX)).is_empty() => {
            for message in name::in_range(deadline, 0, i64::from(i32::MAX)) {
                errors.invalid(path, deadline, &message);
            }
            false
        }
        (Some(deadline), Some(before)) if before < deadline => {
            errors.invalid(path, deadline, "must be less than or equal to previous value");
            false
        }
        (None, Some(_)) => {
            errors.invalid(path, &Value::default(), "must not update from a positive integer to nil value");
            true
        }
        _ => true,
    }
}

/// `validateOnlyAddedTolerations`: of one that is there only the seconds may change.
fn validate_tolerations(new: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    let without_seconds = |toleration: &Value| {
        let mut plain = toleration.clone();
        plain.remove("tolerationSeconds");
        plain
    };
    let kept: Vec<Value> = new.get("tolerations").list().iter().map(without_seconds).collect();
    if !old.get("tolerations").list().iter().all(|toleration| kept.contains(&without_seconds(toleration))) {
        errors.forbidden(path, "existing toleration can not be modified except its tolerationSeconds");
        return;
    }
    affinity::validate_tolerations(new.get("tolerations"), path, errors);
}

/// `validateOnlyDeletedSchedulingGates`.
fn validate_gates(new: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    let before = old.get("schedulingGates").list();
    for (index, gate) in new.get("schedulingGates").list().iter().enumerate() {
        let text = gate.get("name").str();
        if !before.iter().any(|held| held.get("name").str() == text) {
            let why = format!("only deletion is allowed, but found new scheduling gate '{text}'");
            errors.forbidden(&path.index(index).child("name"), &why);
        }
    }
}

/// The new spec with everything that may change as it was before.
fn mask(new: &Value, old: &Value, path: &Path, errors: &mut Errors) -> Value {
    let mut masked = new.clone();
    for list in ["containers", "initContainers"] {
        if masked.get(list).list().is_empty() {
            continue;
        }
        for (container, before) in masked.entry(list).list_mut().iter_mut().zip(old.get(list).list()) {
            container.set("image", before.get("image").clone());
        }
    }
    for key in ["activeDeadlineSeconds", "schedulingGates", "tolerations"] {
        masked.set(key, old.get(key).clone());
    }
    if old.get("terminationGracePeriodSeconds").int() < 0 && new.get("terminationGracePeriodSeconds").int() == 1 {
        masked.set("terminationGracePeriodSeconds", old.get("terminationGracePeriodSeconds").clone());
    }
    if !old.get("schedulingGates").is_empty() {
        mask_placement(&mut masked, old, path, errors);
    }
    masked
}

/// While gates hold a pod back, where it may run can be narrowed.
fn mask_placement(masked: &mut Value, old: &Value, path: &Path, errors: &mut Errors) {
    let selector = masked.get("nodeSelector").clone();
    if !old.get("nodeSelector").members().all(|(key, value)| selector.get(key) == value) {
        let why = "only additions to spec.nodeSelector are allowed (no mutations or deletions)";
        errors.invalid(&path.child("nodeSelector"), &selector, why);
    }
    masked.set("nodeSelector", old.get("nodeSelector").clone());
    let (new, before) = (masked.at(NODE_AFFINITY).clone(), old.at(NODE_AFFINITY));
    if new == *before {
        return;
    }
    validate_terms(&new, before, &path.child("affinity").child("nodeAffinity"), errors);
    match old.get("affinity").is_null() && masked.get("affinity").members().all(|(key, _)| key == "nodeAffinity") {
        true => masked.set("affinity", Value::default()),
        false => masked.entry("affinity").set("nodeAffinity", before.clone()),
    }
}

const NODE_AFFINITY: &[&str] = &["affinity", "nodeAffinity"];

/// `validateNodeAffinityMutation`: terms may get more requirements, nothing else.
fn validate_terms(new: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    const TERMS: &[&str] = &["requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"];
    let (new, old) = (new.at(TERMS), old.at(TERMS));
    let path = TERMS.iter().fold(path.clone(), |path, key| path.child(key));
    if old.list().is_empty() {
        return;
    }
    if old.list().len() != new.list().len() {
        let shown = Shown::Bare(schema::internal_json("core.NodeSelectorTerm", new));
        errors.invalid(&path, shown, "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
        return;
    }
    for (index, (term, before)) in new.list().iter().zip(old.list()).enumerate() {
        let grew = |key: &str| term.get(key).list().starts_with(before.get(key).list());
        let was_empty = before.members().all(|(_, list)| list.is_empty());
        let is_empty = term.members().all(|(_, list)| list.is_empty());
        if was_empty && !is_empty || !grew("matchExpressions") || !grew("matchFields") {
            let shown = Shown::Bare(schema::internal_json("core.NodeSelectorTerm", term));
            errors.invalid(&path.index(index), shown, "only additions are allowed (no mutations or deletions)");
        }
    }
}
