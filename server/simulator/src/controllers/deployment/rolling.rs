//! RollingUpdate: new pods come before old ones go, within the bounds of surge and unavailable
//! (`pkg/controller/deployment/rolling.go`).

use super::replica_sets::ReplicaSets;
use super::{fence_posts, max_unavailable, wanted};
use crate::object::Object;

/// Scales up, else down, else cleans up.
pub(super) fn run(deployment: &Object, sets: &mut ReplicaSets) {
    let existed = sets.new.is_some();
    sets.ensure_new(deployment, |sets| new_replicas(deployment, sets, 0));
    if !existed || scale_up(deployment, sets) || scale_down(deployment, sets) {
        return;
    }
    if super::status::is_complete(deployment, sets) {
        sets.forget(deployment);
    }
}

/// `NewRSNewReplicas`: as many of the new set, which has `present`, as the surge leaves room for.
fn new_replicas(deployment: &Object, sets: &ReplicaSets, present: i64) -> i64 {
    let (surge, _) = fence_posts(deployment);
    let room = wanted(deployment) + surge - sets.replicas();
    present + room.max(0).min(wanted(deployment) - present)
}

fn scale_up(deployment: &Object, sets: &mut ReplicaSets) -> bool {
    let present = sets.new.as_ref().map_or(0, |set| set.replicas());
    let target = match present > wanted(deployment) {
        true => wanted(deployment),
        false => new_replicas(deployment, sets, present),
    };
    if target != present {
        sets.scale_new(deployment, target);
    }
    target != present
}

/// `reconcileOldReplicaSets`: unhealthy old pods go first, then as many healthy ones as availability allows.
fn scale_down(deployment: &Object, sets: &mut ReplicaSets) -> bool {
    if sets.old.iter().all(|set| set.replicas() == 0) {
        return false;
    }
    let least = wanted(deployment) - max_unavailable(deployment);
    let unavailable = sets.new.as_ref().map_or(0, |set| set.replicas() - set.count("availableReplicas"));
    let most = sets.replicas() - least - unavailable;
    if most <= 0 {
        return false;
    }
    let mut cleaned = 0;
    for at in 0..sets.old.len() {
        let Some(set) = sets.old.get(at).filter(|set| set.replicas() > 0) else { continue };
        let sick = set.replicas() - set.count("availableReplicas");
        let less = sick.min(most - cleaned);
        if less > 0 {
            let left = set.replicas() - less;
            cleaned += less;
            sets.scale_old(at, deployment, left);
        }
    }
    let mut spare = sets.count("availableReplicas") - least;
    let mut taken = 0;
    for at in 0..sets.old.len() {
        let Some(set) = sets.old.get(at).filter(|set| set.replicas() > 0) else { continue };
        let less = set.replicas().min(spare);
        if less > 0 {
            let left = set.replicas() - less;
            spare -= less;
            taken += less;
            sets.scale_old(at, deployment, left);
        }
    }
    cleaned + taken > 0
}
