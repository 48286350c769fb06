//! Pods that differ in nothing that a filter looks at: while no pod is placed in between, what holds for one of them
//! holds for all (upstream's batches of pods with one signature, `pkg/scheduler/framework/runtime/batch.go`).

use super::NodeInfo;
use super::volume_restrictions::is_disk;
use crate::object::Object;
use crate::value::Value;

/// Members of a pod's spec that are looked at by parts, or not at all.
const BY_PARTS: [&str; 4] = ["containers", "initContainers", "ephemeralContainers", "volumes"];

/// Whether two pods without a node fit the same nodes, and may drive the same pods away.
pub(super) fn are_alike(one: &Object, other: &Object, nodes: &[NodeInfo]) -> bool {
    let (spec, others) = (one.value.get("spec"), other.value.get("spec"));
    one.namespace() == other.namespace()
        && one.status("nominatedNodeName") == other.status("nominatedNodeName")
        && rest_is_equal(spec, others)
        && ["containers", "initContainers"].iter().all(|list| needs(spec, list).eq(needs(others, list)))
        && !has_place(spec)
        && !has_place(others)
        && (one.labels() == other.labels() || !labels_matter(spec, nodes))
}

/// Whether both have the same members, and those that are not looked at by parts are equal.
fn rest_is_equal(spec: &Value, others: &Value) -> bool {
    let same = |((key, held), (other, others))| key == other && (held == others || BY_PARTS.contains(&key));
    spec.members().count() == others.members().count() && spec.members().zip(others.members()).all(same)
}

/// What containers ask of a node.
fn needs<'a>(spec: &'a Value, list: &str) -> impl Iterator<Item = [&'a Value; 3]> {
    spec.get(list).list().iter().map(|held| ["resources", "ports", "restartPolicy"].map(|key| held.get(key)))
}

/// Whether a volume ties the pod to a place.
pub(super) fn has_place(spec: &Value) -> bool {
    spec.get("volumes").list().iter().any(|volume| {
        !volume.get("persistentVolumeClaim").is_null() || !volume.get("ephemeral").is_null() || is_disk(volume)
    })
}

/// Whether a pod's labels decide where it fits: somebody, itself included, seeks or shuns pods by their labels.
fn labels_matter(spec: &Value, nodes: &[NodeInfo]) -> bool {
    !spec.get("affinity").is_null()
        || !spec.get("topologySpreadConstraints").is_empty()
        || nodes.iter().any(|info| !info.choosy.is_empty())
}
