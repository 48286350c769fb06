//! Making and deleting pods for workloads, and what a pod is like for them (`pkg/controller/controller_utils.go`,
//! `pkg/api/v1/pod/util.go`).

use super::ownership::controller_reference;
use crate::change::{Act, Change, Event};
use crate::object::Object;
use crate::value::Value;
use serde_json::json;

/// What stands before the server's words in the event about a pod that was refused.
pub(super) const REFUSED: &str = "Error creating: ";

/// A pod for the owner as its template describes it, named after it.
pub(super) fn from_template(owner: &Object, template: &Value) -> Value {
    let mut pod: Value = json!({
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"namespace": owner.namespace(), "generateName": format!("{}-", owner.name())},
    })
    .into();
    let metadata = pod.entry("metadata");
    for member in ["labels", "annotations", "finalizers"] {
        let given = template.at(&["metadata", member]);
        if !given.is_empty() {
            metadata.set(member, given.clone());
        }
    }
    metadata.set("ownerReferences", vec![controller_reference(owner)]);
    pod.set("spec", template.get("spec").clone());
    pod
}

/// Creates a pod, with the events that say so.
pub(super) fn create(owner: &Object, pod: Value, by: &'static str) -> Change {
    let event = |severity, reason: &'static str, message: &str| Event {
        about: owner.id(),
        severity,
        reason,
        message: message.to_owned().into(),
        by,
    };
    let act = Act::Create {
        object: pod,
        created: Some(Box::new(event("Normal", "SuccessfulCreate", "Created pod: "))),
        refused: Some(Box::new(event("Warning", "FailedCreate", REFUSED))),
    };
    Change::new(act, vec![owner.id()]).because(owner.spec("template").origin)
}

/// Deletes a pod, with the event that says so.
pub(super) fn delete(owner: &Object, pod: &Object, by: &'static str) -> [Change; 2] {
    let event = Event {
        about: owner.id(),
        severity: "Normal",
        reason: "SuccessfulDelete",
        message: format!("Deleted pod: {}", pod.name()).into(),
        by,
    };
    let read = || vec![owner.id(), pod.id()];
    [Change::new(Act::Delete(pod.id()), read()), Change::new(Act::Event(event), read())]
}

/// Whether the pod counts for those that want a number of pods (`IsPodActive`).
pub(super) fn is_active(pod: &Object) -> bool {
    !has_ended(pod) && !pod.is_terminating()
}

/// Whether it has come to an end.
pub(super) fn has_ended(pod: &Object) -> bool {
    matches!(pod.status("phase").str(), "Succeeded" | "Failed")
}

/// Whether its condition Ready holds. It has then been available long enough: a cluster at rest has waited.
pub(super) fn is_ready(pod: &Object) -> bool {
    pod.condition("Ready").get("status").str() == "True"
}
