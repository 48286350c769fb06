//! Recreate: the new pods come once the last old one is gone (`pkg/controller/deployment/recreate.go`).

use super::replica_sets::ReplicaSets;
use super::wanted;
use crate::cluster::Cluster;
use crate::controllers::ownership::Dependents;
use crate::controllers::pod_control;
use crate::object::Object;

/// Scales down, waits, scales up, cleans up.
pub(super) fn run(cluster: &Cluster, deployment: &Object, sets: &mut ReplicaSets) {
    let busy: Vec<usize> =
        (0..sets.old.len()).filter(|at| sets.old.get(*at).is_some_and(|set| set.replicas() > 0)).collect();
    if !busy.is_empty() {
        busy.into_iter().for_each(|at| sets.scale_old(at, deployment, 0));
        return;
    }
    if old_pods_run(cluster, sets) {
        return;
    }
    let existed = sets.new.is_some();
    sets.ensure_new(deployment, |_| wanted(deployment));
    if existed {
        sets.scale_new(deployment, wanted(deployment));
    }
    if super::status::is_complete(deployment, sets) {
        sets.forget(deployment);
    }
}

/// Whether pods of old sets have not come to their end yet.
fn old_pods_run(cluster: &Cluster, sets: &ReplicaSets) -> bool {
    let pods = Dependents::of(cluster, "Pod");
    sets.old
        .iter()
        .filter_map(|set| set.object())
        .any(|set| pods.owned_by(set).iter().any(|pod| !pod_control::has_ended(pod)))
}
