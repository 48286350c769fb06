//! namespace-controller: empties a namespace that is being deleted, pods first, then lets go of it
//! (`pkg/controller/namespace/deletion/namespaced_resources_deleter.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::value::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("namespace-controller", &[], reconcile);

/// The finalizer in the namespace's spec that this controller takes off.
const FINALIZER: &str = "kubernetes";

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    cluster
        .list("Namespace")
        .filter(|namespace| namespace.is_terminating())
        .flat_map(|namespace| empty(cluster, namespace))
        .collect()
}

fn empty(cluster: &Cluster, namespace: &Arc<Object>) -> Vec<Change> {
    let held = |finalizer: &Value| finalizer.str() == FINALIZER;
    if !namespace.spec("finalizers").list().iter().any(held) {
        return Vec::new();
    }
    let contents: Vec<&Arc<Object>> =
        cluster.kinds().flat_map(|kind| cluster.list_in(kind, namespace.name())).collect();
    let going = |object: &&&Arc<Object>| !object.is_terminating();
    let pods_first = contents.iter().any(|object| object.kind.kind == "Pod");
    let mut changes: Vec<Change> = contents
        .iter()
        .filter(going)
        .filter(|object| !pods_first || object.kind.kind == "Pod")
        .map(|object| Change::new(Act::Delete(object.id()), vec![namespace.id()]))
        .collect();
    if changes.is_empty() {
        let mut value = namespace.value.clone();
        value.entry("status").set("conditions", conditions(cluster, namespace, &contents));
        if contents.is_empty() {
            value.entry_at(&["spec", "finalizers"]).list_mut().retain(|finalizer| !held(finalizer));
        }
        if value != namespace.value {
            let read = contents.iter().map(|object| object.id()).chain([namespace.id()]).collect();
            changes.push(Change::new(Act::Update(value), read));
        }
    }
    changes
}

/// What the namespace says of its deletion (`status_condition_utils.go`).
fn conditions(cluster: &Cluster, namespace: &Object, contents: &[&Arc<Object>]) -> Vec<Value> {
    let mut remaining: BTreeMap<String, usize> = BTreeMap::new();
    let mut finalizers: BTreeMap<String, usize> = BTreeMap::new();
    for object in contents {
        *remaining.entry(object.kind.resource()).or_default() += 1;
        for finalizer in object.meta("finalizers").list() {
            *finalizers.entry(finalizer.str().to_owned()).or_default() += 1;
        }
    }
    let listed = |counts: &BTreeMap<String, usize>, words: &str| {
        let texts = counts.iter().map(|(name, count)| format!("{name}{words} {count} resource instances"));
        texts.collect::<Vec<_>>().join(", ")
    };
    let rows = [
        (
            "NamespaceDeletionDiscoveryFailure",
            false,
            "ResourcesDiscovered",
            "All resources successfully discovered".to_owned(),
        ),
        (
            "NamespaceDeletionGroupVersionParsingFailure",
            false,
            "ParsedGroupVersions",
            "All legacy kube types successfully parsed".to_owned(),
        ),
        (
            "NamespaceDeletionContentFailure",
            false,
            "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization".to_owned(),
        ),
        match remaining.is_empty() {
            true => {
                ("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed".to_owned())
            }
            false => (
                "NamespaceContentRemaining",
                true,
                "SomeResourcesRemain",
                format!("Some resources are remaining: {}", listed(&remaining, ". has")),
            ),
        },
        match finalizers.is_empty() {
            true => (
                "NamespaceFinalizersRemaining",
                false,
                "ContentHasNoFinalizers",
                "All content-preserving finalizers finished".to_owned(),
            ),
            false => (
                "NamespaceFinalizersRemaining",
                true,
                "SomeFinalizersRemain",
                format!("Some content in the namespace has finalizers remaining: {}", listed(&finalizers, " in")),
            ),
        },
    ];
    rows.into_iter()
        .map(|(kind, holds, reason, message)| {
            let status = if holds { "True" } else { "False" };
            let before = namespace.condition(kind);
            let since = match before.get("status").str() == status {
                true => before.get("lastTransitionTime").clone(),
                false => cluster.now().into(),
            };
            let mut condition: Value =
                json!({"type": kind, "status": status, "reason": reason, "message": message}).into();
            condition.set("lastTransitionTime", since);
            condition
        })
        .collect()
}
