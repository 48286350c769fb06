//! VolumeRestrictions: disks that only one node or pod may use (`plugins/volumerestrictions`).

use super::volume_binding::claim;
use super::{NodeInfo, Nodes, Plugin, Refusal, Request};
use crate::object::Object;
use crate::value::Value;
use crate::values::access_mode::ONE_POD;

const DISK_CONFLICT: &str = "node(s) had no available disk";
const ONE_POD_CONFLICT: &str =
    "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode";

/// The plugin.
pub(super) const PLUGIN: Plugin = Plugin { name: "VolumeRestrictions", pre_filter, filters, filter, ..Plugin::NONE };

fn pre_filter(request: &Request<'_>) -> Result<Nodes, Refusal> {
    for name in claim_names(request.pod) {
        if claim(request, name).is_none() {
            return Err(Refusal::claim_removed(name, format!("persistentvolumeclaim \"{name}\" not found")));
        }
    }
    Ok(None)
}

fn filters(request: &Request<'_>) -> bool {
    let volumes = request.pod.spec("volumes").list();
    volumes.iter().any(|volume| is_disk(volume) || !volume.get("persistentVolumeClaim").is_null())
}

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let mut disks = request.pod.spec("volumes").list().iter().filter(|volume| is_disk(volume));
    let is_taken = |volume: &Value| {
        let others = info.with_disks.iter().flat_map(|pod| pod.spec("volumes").list());
        others.into_iter().any(|other| conflicts(volume, other))
    };
    if disks.any(is_taken) {
        return Err(Refusal::resolvable(DISK_CONFLICT));
    }
    match claim_names(request.pod).any(|name| is_for_another_pod(request, name)) {
        true => Err(Refusal::resolvable(ONE_POD_CONFLICT)),
        false => Ok(()),
    }
}

/// Names of the claims that a pod's volumes name.
pub(super) fn claim_names(pod: &Object) -> impl Iterator<Item = &str> {
    let volumes = pod.spec("volumes").list().iter().map(|volume| volume.get("persistentVolumeClaim"));
    volumes.filter(|claim| !claim.is_null()).map(|claim| claim.get("claimName").str())
}

/// Whether the claim may be used by one pod and is, on whatever node.
fn is_for_another_pod(request: &Request<'_>, name: &str) -> bool {
    let namespace = request.pod.namespace();
    let claim = request.cluster.get("PersistentVolumeClaim", namespace, name);
    let is_exclusive =
        claim.is_some_and(|claim| claim.spec("accessModes").list().iter().any(|mode| mode.str() == ONE_POD));
    is_exclusive && request.nodes.iter().any(|info| info.claims.contains(&(namespace.to_owned(), name.to_owned())))
}

/// Whether the volume is a disk that can be taken at all; nearly no volume is, and then no other pod matters.
pub(super) fn is_disk(volume: &Value) -> bool {
    ["gcePersistentDisk", "awsElasticBlockStore", "iscsi", "rbd"].iter().any(|source| !volume.get(source).is_null())
}

/// Whether two volumes are the same disk and one of them writes (`isVolumeConflict`).
fn conflicts(one: &Value, other: &Value) -> bool {
    let both = |source: &str| (one.get(source), other.get(source));
    let same = |source: &str, members: &[&str]| {
        let (one, other) = both(source);
        !one.is_null() && !other.is_null() && members.iter().all(|member| one.get(member) == other.get(member))
    };
    let read_only = |source: &str| {
        let (one, other) = both(source);
        one.get("readOnly").is_true() && other.get("readOnly").is_true()
    };
    let monitors_overlap = || {
        let (one, other) = both("rbd");
        one.get("monitors").list().iter().any(|monitor| other.get("monitors").list().contains(monitor))
    };
    same("gcePersistentDisk", &["pdName"]) && !read_only("gcePersistentDisk")
        || same("awsElasticBlockStore", &["volumeID"])
        || same("iscsi", &["iqn"]) && !read_only("iscsi")
        || same("rbd", &["pool", "image"]) && monitors_overlap() && !read_only("rbd")
}
