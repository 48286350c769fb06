//! pvc-protection-controller: lets a deleted claim go once no scheduled pod uses it, and tells of every bound claim whether it
//! is used (`pkg/controller/volume/pvcprotection`).

use super::ephemeral_volume::belongs_to;
use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::kinds::volume_source::claim_name;
use crate::object::Object;
use crate::submit::admission::storage_object_in_use_protection::CLAIM_FINALIZER;
use crate::values::condition::{self, Condition};
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("pvc-protection-controller", &["PersistentVolumeClaim", "Pod"], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    if cluster.count("PersistentVolumeClaim") == 0 {
        return Vec::new();
    }
    let pods = pods_by_claim(cluster);
    let of = |claim: &Arc<Object>| {
        let users = pods.get(&(claim.namespace(), claim.name().to_owned()));
        sync(cluster, claim, users.map_or(&[], Vec::as_slice))
    };
    cluster.list("PersistentVolumeClaim").filter_map(of).collect()
}

/// Pods by the namespace and names of the claims that their volumes are or would be, sorted by name.
fn pods_by_claim(cluster: &Cluster) -> BTreeMap<(&str, String), Vec<&Arc<Object>>> {
    let mut pods: BTreeMap<_, Vec<&Arc<Object>>> = BTreeMap::new();
    for pod in cluster.list("Pod") {
        for name in pod.spec("volumes").list().iter().filter_map(|volume| claim_name(pod.name(), volume)) {
            let users = pods.entry((pod.namespace(), name)).or_default();
            if users.last().is_none_or(|last| !Arc::ptr_eq(last, pod)) {
                users.push(pod);
            }
        }
    }
    pods
}

fn sync(cluster: &Cluster, claim: &Arc<Object>, pods: &[&Arc<Object>]) -> Option<Change> {
    let pods: Vec<&Arc<Object>> = pods.iter().copied().filter(|pod| names(pod, claim)).collect();
    let mut value = claim.value.clone();
    if claim.status("phase").str() == "Bound" {
        let user = pods.iter().any(|pod| !matches!(pod.status("phase").str(), "Succeeded" | "Failed"));
        let (status, reason, message) = match user {
            true => ("False", "PodUsingPVC", "PVC is being used by at least one Pod"),
            false => ("True", "NoPodsUsingPVC", "No Pods are using this PVC"),
        };
        let used = Condition { kind: "Unused", status, reason, message };
        if used.is_held_by(claim) && !claim.is_terminating() {
            return None;
        }
        condition::set(&mut value, used, &cluster.now());
    }
    // A pod that is not scheduled yet will not get past a deleted claim, so it does not hold it.
    let is_held = pods.iter().any(|pod| !pod.spec("nodeName").is_empty());
    if claim.is_terminating() && !is_held {
        value.entry_at(&["metadata", "finalizers"]).list_mut().retain(|held| held.str() != CLAIM_FINALIZER);
    }
    let read = [claim].into_iter().chain(pods).map(|object| object.id()).collect();
    (value != claim.value).then(|| Change::new(Act::Update(value), read))
}

/// Whether the pod names the claim, or the claim was made for a volume of the pod.
fn names(pod: &Object, claim: &Object) -> bool {
    pod.spec("volumes").list().iter().any(|volume| {
        claim_name(pod.name(), volume).is_some_and(|name| name == claim.name())
            && (volume.get("ephemeral").is_null() || belongs_to(claim, pod))
    })
}
