//! The status of a Deployment and its revision (`pkg/controller/deployment/sync.go`, `progress.go`).

use super::replica_sets::{REVISION, ReplicaSets};
use super::{max_unavailable, wanted};
use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::status::{observe, set_count};
use crate::object::Object;
use crate::value::Value;
use crate::values::condition::{self, Condition};

/// `DeploymentComplete`: all pods are new and available.
pub(super) fn is_complete(deployment: &Object, sets: &ReplicaSets) -> bool {
    let wanted = wanted(deployment);
    sets.new.as_ref().is_some_and(|set| set.count("replicas") == wanted)
        && sets.count("replicas") == wanted
        && sets.count("availableReplicas") == wanted
}

/// The Deployment with counts, conditions and revision as they are.
pub(super) fn write(cluster: &Cluster, deployment: &Object, sets: &ReplicaSets) -> Option<Change> {
    let mut value = deployment.value.clone();
    let (all, available) = (sets.count("replicas"), sets.count("availableReplicas"));
    set_count(&mut value, "replicas", all);
    set_count(&mut value, "updatedReplicas", sets.new.as_ref().map_or(0, |set| set.count("replicas")));
    set_count(&mut value, "readyReplicas", sets.count("readyReplicas"));
    set_count(&mut value, "availableReplicas", available);
    set_count(&mut value, "unavailableReplicas", (sets.replicas() - available).max(0));
    observe(&mut value);
    conditions(cluster, deployment, sets, available, &mut value);
    if let Some(revision) = sets.new.as_ref().and_then(|set| set.number(REVISION)) {
        value.entry_at(&["metadata", "annotations"]).set(REVISION, revision.to_string());
    }
    (value != deployment.value).then(|| Change::new(Act::Update(value), vec![deployment.id()]))
}

fn conditions(cluster: &Cluster, deployment: &Object, sets: &ReplicaSets, available: i64, value: &mut Value) {
    let now = cluster.now();
    let (status, reason, message) = match available >= wanted(deployment) - max_unavailable(deployment) {
        true => ("True", "MinimumReplicasAvailable", "Deployment has minimum availability."),
        false => ("False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability."),
    };
    condition::set(value, Condition { kind: "Available", status, reason, message }, &now);
    if let Some((status, reason, message)) = progress(deployment, sets) {
        condition::set(value, Condition { kind: "Progressing", status, reason, message: &message }, &now);
    }
    let failure = sets.all().find_map(|set| set.failure());
    match failure {
        Some(message) => {
            let failed = Condition { kind: "ReplicaFailure", status: "True", reason: "FailedCreate", message };
            condition::set(value, failed, &now);
        }
        None => _ = condition::remove(value, "ReplicaFailure"),
    }
}

/// Status, reason and words of the condition Progressing, when there is something to say (`checkPausedConditions`,
/// `syncRolloutStatus`). A Deployment that was paused before it made a set goes on where it was.
fn progress(deployment: &Object, sets: &ReplicaSets) -> Option<(&'static str, &'static str, String)> {
    if deployment.spec("paused").is_true() {
        return Some(("Unknown", "DeploymentPaused", "Deployment is paused".to_owned()));
    }
    let new = sets.new.as_ref()?;
    Some(match is_complete(deployment, sets) {
        true => {
            let words = format!("ReplicaSet \"{}\" has successfully progressed.", new.name());
            ("True", "NewReplicaSetAvailable", words)
        }
        false => ("True", "ReplicaSetUpdated", format!("ReplicaSet \"{}\" is progressing.", new.name())),
    })
}
