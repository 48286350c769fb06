//! Claims of a StatefulSet's pods: made before the pod, kept or given away as the retention policy says
//! (`pkg/controller/statefulset/stateful_set_utils.go`, `stateful_pod_control.go`).

use super::Set;
use super::pods::{event, of};
use crate::change::{Act, Change};
use crate::object::Object;
use crate::value::Value;
use serde_json::json;
use std::collections::BTreeMap;

/// `<template>-<set>-<ordinal>`.
pub(super) fn name(set: &Object, template: &str, ordinal: i64) -> String {
    format!("{template}-{}-{ordinal}", set.name())
}

/// The templates of claims by name: of those with the same name, the last one (`getPersistentVolumeClaims`).
pub(super) fn templates(set: &Object) -> BTreeMap<&str, &Value> {
    let templates = set.spec("volumeClaimTemplates").list().iter();
    templates.map(|template| (template.at(&["metadata", "name"]).str(), template)).collect()
}

/// Whether a claim of an ordinal is being deleted: its pod waits until a new one can be made.
pub(super) fn any_leaves(set: &Set<'_>, ordinal: i64) -> bool {
    templates(set.object).keys().any(|template| {
        let claim = name(set.object, template, ordinal);
        let claim = set.cluster.get("PersistentVolumeClaim", set.object.namespace(), &claim);
        claim.is_some_and(|claim| claim.is_terminating())
    })
}

/// Makes the claims that the pod of an ordinal needs and that are not there.
pub(super) fn missing(set: &Set<'_>, ordinal: i64) -> Vec<Change> {
    let pod = format!("{}-{ordinal}", set.object.name());
    let mut changes = Vec::new();
    for template in templates(set.object).into_values() {
        let claim = name(set.object, template.at(&["metadata", "name"]).str(), ordinal);
        if set.cluster.get("PersistentVolumeClaim", set.object.namespace(), &claim).is_some() {
            continue;
        }
        let created = format!("Create Claim {claim} Pod {pod} in {} success", of(set));
        let refused = format!("Create Claim {claim} for Pod {pod} in {} failed error: ", of(set));
        let act = Act::Create {
            object: from_template(set.object, template, &claim),
            created: Some(Box::new(event(set, "Normal", "SuccessfulCreate", created))),
            refused: Some(Box::new(event(set, "Warning", "FailedCreate", refused))),
        };
        changes.push(Change::new(act, vec![set.object.id()]).because(template.origin));
    }
    changes
}

fn from_template(set: &Object, template: &Value, claim: &str) -> Value {
    let mut value: Value = json!({
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": claim, "namespace": set.namespace()},
    })
    .into();
    let metadata = value.entry("metadata");
    for member in ["labels", "annotations"] {
        let given = template.at(&["metadata", member]);
        if !given.is_empty() {
            metadata.set(member, given.clone());
        }
    }
    for (key, label) in set.spec("selector").get("matchLabels").members() {
        metadata.entry("labels").set(key, label.clone());
    }
    let whole = set.spec("persistentVolumeClaimRetentionPolicy").get("whenDeleted").str() == "Delete";
    if whole {
        metadata.set("ownerReferences", vec![reference(set)]);
    }
    value.set("spec", template.get("spec").clone());
    value
}

/// Who owns the claims of the set's pods: the set when they go with it, a pod that is scaled away when they go with
/// that, nobody when they stay (`updateClaimOwnerRefForSetAndPod`).
pub(super) fn apply_retention(set: &Set<'_>) -> Vec<Change> {
    let policy = set.object.spec("persistentVolumeClaimRetentionPolicy");
    let goes = |key: &str| policy.get(key).str() == "Delete";
    let wanted = set.wanted();
    let mut changes = Vec::new();
    for (ordinal, pod) in &set.pods {
        let scaled_away = goes("whenScaled") && !wanted.contains(ordinal);
        let owner: Option<&Object> = match (scaled_away, goes("whenDeleted")) {
            (true, _) => Some(pod),
            (false, true) => Some(set.object),
            (false, false) => None,
        };
        for template in templates(set.object).into_keys() {
            let claim = name(set.object, template, *ordinal);
            let Some(claim) = set.cluster.get("PersistentVolumeClaim", pod.namespace(), &claim) else { continue };
            if owner.is_none() && claim.meta("ownerReferences").is_empty() {
                continue;
            }
            let mut value = claim.value.clone();
            own(&mut value, &[set.object, pod], owner);
            if value != claim.value {
                let read = vec![set.object.id(), pod.id(), claim.id()];
                changes.push(Change::new(Act::Update(value), read).because(policy.origin));
            }
        }
    }
    changes
}

/// Of the candidates only `owner` owns the claim.
fn own(claim: &mut Value, candidates: &[&Object], owner: Option<&Object>) {
    let metadata = claim.entry("metadata");
    let held = metadata.get("ownerReferences").list();
    let mut references: Vec<Value> = held
        .iter()
        .filter(|reference| {
            let uid = reference.get("uid").str();
            owner.is_some_and(|owner| owner.uid() == uid) || candidates.iter().all(|candidate| candidate.uid() != uid)
        })
        .cloned()
        .collect();
    if let Some(owner) = owner
        && !references.iter().any(|reference| reference.get("uid").str() == owner.uid())
    {
        references.push(reference(owner));
    }
    match references.is_empty() {
        true => _ = metadata.remove("ownerReferences"),
        false => metadata.set("ownerReferences", references),
    }
}

fn reference(owner: &Object) -> Value {
    crate::controllers::ownership::controller_reference(owner)
}
