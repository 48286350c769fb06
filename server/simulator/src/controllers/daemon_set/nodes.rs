//! Which nodes a DaemonSet's pods are for (`NodeShouldRunDaemonPod`, `pkg/controller/daemon/util`).

use crate::object::Object;
use crate::scheduler::{node_affinity, taint_toleration};
use crate::value::Value;
use serde_json::json;

/// What a node is to a DaemonSet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// A pod should run here.
    pub(super) runs: bool,
    /// A pod that is here may stay.
    pub(super) stays: bool,
}

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";

/// Looks at node name, node selector and affinity, and taints.
pub(super) fn fit(set: &Object, node: &Object) -> Fit {
    let mut spec = set.spec("template").get("spec").clone();
    tolerate(&mut spec);
    let named = spec.get("nodeName").str();
    if !named.is_empty() && named != node.name() || !node_affinity::fits_spec(&spec, node) {
        return Fit { runs: false, stays: false };
    }
    let tolerates = |effects: &[&str]| {
        let taints = node.spec("taints").list().iter().filter(|taint| effects.contains(&taint.get("effect").str()));
        taints.into_iter().all(|taint| taint_toleration::is_tolerated_by(spec.get("tolerations"), taint))
    };
    Fit { runs: tolerates(&["NoSchedule", "NoExecute"]), stays: tolerates(&["NoExecute"]) }
}

/// The node that a pod is on, or that its affinity names.
pub(super) fn target(pod: &Object) -> &str {
    let bound = pod.spec("nodeName").str();
    if !bound.is_empty() {
        return bound;
    }
    let terms = pod.spec("affinity").at(&["nodeAffinity", REQUIRED, "nodeSelectorTerms"]).list();
    let fields = terms.iter().flat_map(|term| term.get("matchFields").list());
    fields
        .filter(|field| field.get("key").str() == "metadata.name")
        .find_map(|field| field.get("values").list().first())
        .map_or("", Value::str)
}

/// Ties a pod to a node through its affinity (`ReplaceDaemonSetPodNodeNameNodeAffinity`).
pub(super) fn pin(spec: &mut Value, node: &str) {
    let field: Value = json!([{"key": "metadata.name", "operator": "In", "values": [node]}]).into();
    let required = spec.entry_at(&["affinity", "nodeAffinity", REQUIRED]);
    let terms = required.entry("nodeSelectorTerms").list_mut();
    if terms.is_empty() {
        terms.push(Value::map());
    }
    terms.iter_mut().for_each(|term| term.set("matchFields", field.clone()));
}

/// Daemons stay through what drives other pods away (`AddOrUpdateDaemonPodTolerations`).
pub(super) fn tolerate(spec: &mut Value) {
    const TAINTS: &[(&str, &str)] = &[
        ("not-ready", "NoExecute"),
        ("unreachable", "NoExecute"),
        ("disk-pressure", "NoSchedule"),
        ("memory-pressure", "NoSchedule"),
        ("pid-pressure", "NoSchedule"),
        ("unschedulable", "NoSchedule"),
    ];
    let host_network = spec.get("hostNetwork").is_true();
    let unavailable = host_network.then_some(("network-unavailable", "NoSchedule"));
    let tolerations = spec.entry("tolerations").list_mut();
    for (taint, effect) in TAINTS.iter().copied().chain(unavailable) {
        let toleration =
            json!({"key": format!("node.kubernetes.io/{taint}"), "operator": "Exists", "effect": effect}).into();
        if !tolerations.contains(&toleration) {
            tolerations.push(toleration);
        }
    }
}
