//! node-lifecycle-controller: a node that falls silent takes its pods out of service.
//!
//! Follows `pkg/controller/nodelifecycle/node_lifecycle_controller.go` and `util/node/controller_utils.go`. Evictions
//! come after five minutes and are not simulated.

use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use serde_json::json;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("node-lifecycle-controller", &[], reconcile);

const UNREACHABLE: &str = "node.kubernetes.io/unreachable";
const NOT_READY: &str = "node.kubernetes.io/not-ready";

/// The reason of a node that somebody made without a kubelet behind it.
const NEVER: &str = "NodeStatusNeverUpdated";

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = Vec::new();
    for node in cluster.list("Node") {
        let marked = mark(cluster, node);
        if marked != node.value {
            changes.push(Change::new(Act::Update(marked), vec![node.id()]));
        }
    }
    if !cluster.silent.is_empty() {
        for pod in cluster.list("Pod").filter(|pod| cluster.silent.contains(pod.spec("nodeName").str())) {
            changes.extend(mark_pod(cluster, pod));
        }
    }
    changes
}

/// The node as the controller wants it: Ready is Unknown and the node is tainted while nothing is heard of it.
fn mark(cluster: &Cluster, node: &Object) -> Value {
    let held = node.condition("Ready");
    let never_heard = held.is_null() || held.get("reason").str() == NEVER;
    let silent = never_heard || cluster.silent.contains(node.name());
    let was_silent = held.get("status").str() == "Unknown";
    let mut marked = node.value.clone();
    if silent == was_silent {
        return marked;
    }
    let (status, reason, message) = match silent {
        true if never_heard => ("Unknown", NEVER, "Kubelet never posted node status."),
        true => ("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."),
        false => ("True", "KubeletReady", "kubelet is posting ready status"),
    };
    condition::set(&mut marked, Condition { kind: "Ready", status, reason, message }, &cluster.now());
    let spec = marked.entry("spec");
    let taints = spec.entry("taints").list_mut();
    taints.retain(|taint| ![UNREACHABLE, NOT_READY].contains(&taint.get("key").str()));
    if silent {
        taints.extend(["NoSchedule", "NoExecute"].map(|effect| json!({"key": UNREACHABLE, "effect": effect}).into()));
    }
    if taints.is_empty() {
        spec.remove("taints");
    }
    marked
}

/// `MarkPodsNotReady`: a ready pod of a silent node counts as not ready from now on.
fn mark_pod(cluster: &Cluster, pod: &Object) -> Vec<Change> {
    if pod.condition("Ready").get("status").str() != "True" {
        return Vec::new();
    }
    let mut marked = pod.value.clone();
    let unready = Condition { kind: "Ready", status: "False", reason: "", message: "" };
    condition::set(&mut marked, unready, &cluster.now());
    let event = Event {
        about: pod.id(),
        severity: "Warning",
        reason: "NodeNotReady",
        message: "Node is not ready".to_owned().into(),
        by: "node-controller",
    };
    vec![Change::new(Act::Update(marked), vec![pod.id()]), Change::new(Act::Event(event), vec![pod.id()])]
}
