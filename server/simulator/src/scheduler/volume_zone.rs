//! VolumeZone: a pod goes where the labels of its volumes say that they are (`plugins/volumezone`).

use super::volume_binding::{claim, uses_claims};
use super::{NodeInfo, Nodes, Plugin, Refusal, Request};
use crate::kinds::{persistent_volume_claim, storage_class};
use crate::object::Object;
use crate::values::deprecated_label;
use std::sync::Arc;

const CONFLICT: &str = "node(s) had no available volume zone";

/// Labels of volumes and nodes that say where they are.
const LABELS: [&str; 4] = [
    "failure-domain.beta.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/region",
    "topology.kubernetes.io/zone",
    "topology.kubernetes.io/region",
];

/// The plugin.
pub(super) const PLUGIN: Plugin =
    Plugin { name: "VolumeZone", pre_filter, filters: uses_claims, filter, ..Plugin::NONE };

fn pre_filter(request: &Request<'_>) -> Result<Nodes, Refusal> {
    volumes(request).map(|_| None)
}

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let labels = info.node.labels();
    // A node that says nothing of where it is takes anything.
    if !LABELS.iter().any(|label| labels.has(label)) {
        return Ok(());
    }
    for volume in volumes(request)? {
        for label in LABELS.iter().filter(|label| volume.labels().has(label)) {
            let zones: Vec<&str> = volume.labels().get(label).str().split("__").map(str::trim).collect();
            if zones.contains(&"") {
                continue;
            }
            let successor = deprecated_label::successor(label).unwrap_or(label);
            let node = if labels.has(label) { labels.get(label) } else { labels.get(successor) };
            if !node.as_str().is_some_and(|zone| zones.contains(&zone)) {
                return Err(Refusal::unresolvable(CONFLICT));
            }
        }
    }
    Ok(())
}

/// The volumes that the pod's claims are bound to; claims that wait for the pod have none yet.
fn volumes<'a>(request: &Request<'a>) -> Result<Vec<&'a Arc<Object>>, Refusal> {
    let (cluster, pod) = (request.cluster, request.pod);
    let mut found = Vec::new();
    for source in pod.spec("volumes").list().iter().map(|volume| volume.get("persistentVolumeClaim")) {
        if source.is_null() {
            continue;
        }
        let name = source.get("claimName").str();
        let Some(claim) = claim(request, name) else {
            return Err(Refusal::unresolvable(format!("persistentvolumeclaim \"{name}\" not found")));
        };
        let volume = claim.spec("volumeName").str();
        if volume.is_empty() {
            waits_for_pod(request, claim)?;
            continue;
        }
        match cluster.get("PersistentVolume", "", volume) {
            Some(volume) => found.push(volume),
            None => return Err(Refusal::unresolvable(format!("persistentvolume \"{volume}\" not found"))),
        }
    }
    Ok(found)
}

fn waits_for_pod(request: &Request<'_>, claim: &Object) -> Result<(), Refusal> {
    let name = persistent_volume_claim::class(&claim.value).unwrap_or_default();
    if name.is_empty() {
        return Err(Refusal::unresolvable("PersistentVolumeClaim had no pv name and storageClass name"));
    }
    let Some(class) = request.cluster.get("StorageClass", "", name) else {
        return Err(Refusal::unresolvable(format!("storageclass.storage.k8s.io \"{name}\" not found")));
    };
    match class.value.get("volumeBindingMode").str() == storage_class::WAIT_FOR_FIRST_CONSUMER {
        true => Ok(()),
        false => Err(Refusal::unresolvable("PersistentVolume had no name")),
    }
}
