//! What the scheduler writes: a binding, a nomination, or why there is no node.

use super::{NodeInfo, Request};
use crate::change::{Act, Change, Event};
use crate::submit::admission::pod_topology_labels;
use crate::value::{Text, Value};
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
    vec![write(request, bound, Some(info)), event(request, "Normal", "Scheduled", message.into())]
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

/// Why there is no node for a pod and for those that are alike.
#[derive(Debug)]
pub(super) struct Unfit {
    message: Text,
    /// The status of the last pod that was told, before and after: pods that shared the one share the other.
    told: Option<(Value, Value)>,
}

impl Unfit {
    pub(super) fn new(message: String) -> Unfit {
        Unfit { message: message.into(), told: None }
    }

    /// Marks the pod unschedulable (`handleSchedulingFailure`); with a node that is being freed for it.
    pub(super) fn tell(&mut self, request: &Request<'_>, freed: Option<&NodeInfo>) -> Vec<Change> {
        let held = request.pod.value.get("status");
        let status = match &self.told {
            Some((before, after)) if freed.is_none() && before.is_shared_with(held) => after.clone(),
            _ => {
                let status = self.status(request, freed);
                let status = if status == *held { held.clone() } else { status };
                self.told = Some((held.clone(), status.clone()));
                status
            }
        };
        let is_news = !status.is_shared_with(held);
        // A pod that has heard all this before heard it with the event.
        if !is_news && freed.is_none() {
            return Vec::new();
        }
        let mut changes = vec![event(request, "Warning", "FailedScheduling", self.message.clone())];
        if is_news {
            let mut failed = request.pod.value.clone();
            failed.set("status", status);
            changes.push(write(request, failed, freed));
        }
        changes
    }

    /// The status of the pod once it has heard it.
    fn status(&self, request: &Request<'_>, freed: Option<&NodeInfo>) -> Value {
        let message = self.message.as_str();
        let condition = Condition { kind: "PodScheduled", status: "False", reason: "Unschedulable", message };
        let mut pod: Value = [("status", request.pod.value.get("status").clone())].into();
        condition::set(&mut pod, condition, &request.cluster.now());
        if let Some(info) = freed {
            pod.entry("status").set("nominatedNodeName", info.node.name());
        }
        pod.remove("status").unwrap_or_default()
    }
}

fn write(request: &Request<'_>, pod: Value, info: Option<&NodeInfo>) -> Change {
    let mut read = vec![request.pod.id()];
    read.extend(info.map(|info| info.node.id()));
    Change::new(Act::Update(pod), read)
}

fn event(request: &Request<'_>, severity: &'static str, reason: &'static str, message: Text) -> Change {
    let about = request.pod.id();
    let read = vec![about.clone()];
    let event = Event { about, severity, reason, message, by: "default-scheduler" };
    Change::new(Act::Event(event), read)
}
