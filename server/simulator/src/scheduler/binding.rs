//! What the scheduler writes: a binding, a nomination, or why there is no node.

use super::{NodeInfo, Request};
use crate::change::{Act, Change, Event};
use crate::submit::admission::pod_topology_labels;
use crate::value::Value;
use crate::values::condition::{self, Condition};

/// Binds the pod to the node (`plugins/defaultbinder`; the registry's `assignPod` sets the condition).
pub(super) fn bind(request: &Request<'_>, info: &NodeInfo) -> Vec<Change> {
    let (pod, node) = (request.pod, info.node.name());
    let mut bound = pod.value.clone();
    bound.entry("spec").set("nodeName", node);
    if let Some(status) = bound.get_mut("status") {
        status.remove("nominatedNodeName");
    }
    let scheduled = Condition { kind: "PodScheduled", status: "True", reason: "", message: "" };
    condition::set(&mut bound, scheduled, &request.cluster.now());
    pod_topology_labels::copy(&info.node, &mut bound);
    let message = format!("Successfully assigned {}/{} to {node}", pod.namespace(), pod.name());
    vec![write(request, bound, Some(info)), event(request, "Normal", "Scheduled", message)]
}

/// Says which node the pod will get while something it needs there is being made.
pub(super) fn nominate(request: &Request<'_>, info: &NodeInfo) -> Vec<Change> {
    if request.pod.status("nominatedNodeName").str() == info.node.name() {
        return Vec::new();
    }
    let mut nominated = request.pod.value.clone();
    nominated.entry("status").set("nominatedNodeName", info.node.name());
    vec![write(request, nominated, Some(info))]
}

/// Marks the pod unschedulable (`handleSchedulingFailure`); with a node that is being freed for it.
pub(super) fn fail(request: &Request<'_>, message: &str, freed: Option<&NodeInfo>) -> Vec<Change> {
    let condition = Condition { kind: "PodScheduled", status: "False", reason: "Unschedulable", message };
    // A pod that has heard all this before heard it with the event.
    if condition.is_held_by(request.pod) && freed.is_none() {
        return Vec::new();
    }
    let mut changes = vec![event(request, "Warning", "FailedScheduling", message.to_owned())];
    let mut failed = request.pod.value.clone();
    condition::set(&mut failed, condition, &request.cluster.now());
    if let Some(info) = freed {
        failed.entry("status").set("nominatedNodeName", info.node.name());
    }
    if failed != request.pod.value {
        changes.push(write(request, failed, freed));
    }
    changes
}

fn write(request: &Request<'_>, pod: Value, info: Option<&NodeInfo>) -> Change {
    let mut read = vec![request.pod.id()];
    read.extend(info.map(|info| info.node.id()));
    Change::new(Act::Update(pod), read)
}

fn event(request: &Request<'_>, severity: &'static str, reason: &str, message: String) -> Change {
    let about = request.pod.id();
    let read = vec![about.clone()];
    let event = Event { about, severity, reason: reason.to_owned(), message, by: "default-scheduler" };
    Change::new(Act::Event(event), read)
}
