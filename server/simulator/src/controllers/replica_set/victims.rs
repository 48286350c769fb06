//! Which pods go first when there are too many (`ActivePodsWithRanks` in `pkg/controller/controller_utils.go`).

use crate::controllers::pod_control;
use crate::kinds::pod::deletion_cost;
use crate::object::Object;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The first `count` to go. `related` are the pods of all sets of the same controller: where many of them are, one
/// is missed least.
pub(super) fn choose<'a>(pods: &[&'a Arc<Object>], related: &[&Arc<Object>], count: usize) -> Vec<&'a Arc<Object>> {
    if count == 0 {
        return Vec::new();
    }
    let mut on_node: BTreeMap<&str, usize> = BTreeMap::new();
    for pod in related.iter().filter(|pod| pod_control::is_active(pod)) {
        *on_node.entry(pod.spec("nodeName").str()).or_default() += 1;
    }
    let mut ranked: Vec<&Arc<Object>> = pods.to_vec();
    ranked.sort_by_key(|pod| {
        let node = pod.spec("nodeName").str();
        let phase = match pod.status("phase").str() {
            "Pending" => 0,
            "Unknown" => 1,
            _ => 2,
        };
        let cost = deletion_cost(pod.annotation("controller.kubernetes.io/pod-deletion-cost")).unwrap_or(0);
        let crowd = on_node.get(node).copied().unwrap_or(0);
        let ready_since = pod.condition("Ready").get("lastTransitionTime").str().to_owned();
        let made = pod.meta("creationTimestamp").str().to_owned();
        (
            !node.is_empty(),
            phase,
            pod_control::is_ready(pod),
            cost,
            Reverse(crowd),
            Reverse(ready_since),
            Reverse(made),
            Reverse(pod.name()),
        )
    });
    ranked.truncate(count);
    ranked
}
