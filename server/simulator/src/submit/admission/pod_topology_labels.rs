//! PodTopologyLabels: a pod that has a node carries the node's topology labels (`plugin/pkg/admission/podtopologylabels`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::submit::status::Status;
use crate::value::Value;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "PodTopologyLabels", mutate, ..Plugin::NONE };

const LABELS: [&str; 2] = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/// A pod made with a node in it; the scheduler's binding copies on its own.
fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, pod: &mut Value) -> Result<(), Status> {
    if attempt.kind.kind == "Pod"
        && attempt.old.is_none()
        && let Some(node) = cluster.get("Node", "", pod.at(&["spec", "nodeName"]).str())
    {
        copy(node, pod);
    }
    Ok(())
}

/// Copies the labels, over whatever the pod says of itself.
pub(crate) fn copy(node: &Object, pod: &mut Value) {
    for label in LABELS {
        if node.labels().has(label) {
            pod.entry("metadata").entry("labels").set(label, node.labels().get(label).without_origin());
        }
    }
}
