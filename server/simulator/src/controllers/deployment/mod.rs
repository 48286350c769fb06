//! deployment-controller: replaces the pods of one template by those of another, a few at a time
//! (`pkg/controller/deployment/deployment_controller.go`).

mod recreate;
mod replica_sets;
mod rolling;
mod scaling;
mod status;

use super::ownership::Dependents;
use crate::change::Change;
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::values::int_or_percent;
use replica_sets::ReplicaSets;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("deployment-controller", &["Deployment", "ReplicaSet", "Pod"], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    if cluster.count("Deployment") == 0 {
        return Vec::new();
    }
    let sets = Dependents::of(cluster, "ReplicaSet");
    cluster.list("Deployment").flat_map(|deployment| sync(cluster, deployment, &sets)).collect()
}

/// `syncDeployment`: one move at a time; the ReplicaSets' controller answers before the next one.
fn sync(cluster: &Cluster, deployment: &Object, dependents: &Dependents<'_>) -> Vec<Change> {
    let claimed = dependents.claim(deployment, deployment.spec("selector"), |_| true);
    if !claimed.changes.is_empty() {
        return claimed.changes;
    }
    let mut sets = ReplicaSets::of(deployment, &claimed.owned);
    if !deployment.is_terminating() {
        let paused = deployment.spec("paused").is_true();
        if paused || scaling::is_wanted(deployment, &sets) {
            sets.refresh_new(deployment);
            scaling::run(deployment, &mut sets);
            if paused {
                sets.forget(deployment);
            }
        } else if deployment.spec("strategy").get("type").str() == "Recreate" {
            recreate::run(cluster, deployment, &mut sets);
        } else {
            rolling::run(deployment, &mut sets);
        }
    }
    let status = status::write(cluster, deployment, &sets);
    sets.into_changes(deployment).into_iter().chain(status).collect()
}

/// How many pods are asked for.
fn wanted(deployment: &Object) -> i64 {
    deployment.spec("replicas").int()
}

/// Pods above and below that number during a rollout (`ResolveFenceposts`): surge rounds up, unavailable down, and one
/// of them is not zero.
fn fence_posts(deployment: &Object) -> (i64, i64) {
    let rolling = deployment.spec("strategy").get("rollingUpdate");
    if deployment.spec("strategy").get("type").str() != "RollingUpdate" {
        return (0, 0);
    }
    let wanted = wanted(deployment);
    let surge = int_or_percent::scaled(rolling.get("maxSurge"), wanted, true);
    let unavailable = int_or_percent::scaled(rolling.get("maxUnavailable"), wanted, false);
    match (surge, unavailable) {
        (0, 0) => (0, 1),
        both => both,
    }
}

/// `MaxUnavailable`: never more than there are.
fn max_unavailable(deployment: &Object) -> i64 {
    let wanted = wanted(deployment);
    if wanted == 0 { 0 } else { fence_posts(deployment).1.min(wanted) }
}
