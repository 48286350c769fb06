//! replicaset-controller: as many pods as asked for (`pkg/controller/replicaset/replica_set.go`). The
//! ReplicationController's controller does the same with another selector.

mod victims;

use super::ownership::Dependents;
use super::{pod_control, status};
use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use crate::values::label_selector;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("replicaset-controller", &["ReplicaSet", "Pod"], reconcile);

/// Pods made or deleted in one go.
const BURST: usize = 500;

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    sync_all(cluster, "ReplicaSet", CONTROLLER.name, |set| set.spec("selector").clone())
}

/// Syncs every object of a kind that keeps a number of pods.
pub(super) fn sync_all(
    cluster: &Cluster,
    kind: &str,
    by: &'static str,
    selector_of: fn(&Object) -> Value,
) -> Vec<Change> {
    if cluster.count(kind) == 0 {
        return Vec::new();
    }
    let pods = Dependents::of(cluster, "Pod");
    cluster.list(kind).flat_map(|set| sync(cluster, set, &selector_of(set), &pods, by)).collect()
}

/// Claims pods, makes or deletes some, and writes the status.
fn sync(cluster: &Cluster, set: &Object, selector: &Value, pods: &Dependents<'_>, by: &'static str) -> Vec<Change> {
    let claimed = pods.claim(set, selector, pod_control::is_active);
    let mut changes = claimed.changes;
    let wanted = usize::try_from(set.spec("replicas").int()).unwrap_or(0);
    if !set.is_terminating() {
        let missing = wanted.saturating_sub(claimed.owned.len()).min(BURST);
        let template = set.spec("template");
        changes.extend((0..missing).map(|_| pod_control::create(set, pod_control::from_template(set, template), by)));
        let surplus = claimed.owned.len().saturating_sub(wanted).min(BURST);
        if surplus > 0 {
            let related = related(cluster, set, &claimed.owned, pods);
            for pod in victims::choose(&claimed.owned, &related, surplus) {
                changes.extend(pod_control::delete(set, pod, by));
            }
        }
    }
    changes.extend(write_status(cluster, set, &claimed.owned));
    changes
}

/// Pods of all sets that have the same controller, or of this one alone (`getReplicaSetsWithSameController`).
fn related<'a>(
    cluster: &Cluster,
    set: &Object,
    own: &[&'a Arc<Object>],
    pods: &Dependents<'a>,
) -> Vec<&'a Arc<Object>> {
    let owner = set.controller().get("uid").str();
    if owner.is_empty() {
        return own.to_vec();
    }
    let siblings = cluster.list_in(set.kind.kind, set.namespace());
    let siblings = siblings.filter(|other| other.controller().get("uid").str() == owner);
    siblings.flat_map(|other| pods.owned_by(other)).copied().collect()
}

fn write_status(cluster: &Cluster, set: &Object, owned: &[&Arc<Object>]) -> Option<Change> {
    let labels = set.spec("template").at(&["metadata", "labels"]);
    let labeled = owned.iter().filter(|pod| label_selector::matches_map(labels, pod.labels())).count();
    let ready = owned.iter().filter(|pod| pod_control::is_ready(pod)).count() as i64;
    let mut value = set.value.clone();
    status::set_counts(&mut value, &[("replicas", owned.len() as i64)]);
    status::set_count(&mut value, "fullyLabeledReplicas", labeled as i64);
    status::set_count(&mut value, "readyReplicas", ready);
    status::set_count(&mut value, "availableReplicas", ready);
    status::observe(&mut value);
    let id = set.id();
    // What was refused and is still missing; the first refusal stays (`calculateStatus`).
    let refused = cluster.events_about(&id).filter(|event| event.reason == "FailedCreate").last();
    match refused.filter(|_| (owned.len() as i64) < set.spec("replicas").int()) {
        Some(_) if !set.condition("ReplicaFailure").is_null() => {}
        Some(Event { message, .. }) => {
            let message = message.strip_prefix(pod_control::REFUSED).unwrap_or(message);
            let failed = Condition { kind: "ReplicaFailure", status: "True", reason: "FailedCreate", message };
            condition::set(&mut value, failed, &cluster.now());
        }
        None => _ = condition::remove(&mut value, "ReplicaFailure"),
    }
    (value != set.value).then(|| Change::new(Act::Update(value), owned.iter().map(|pod| pod.id()).collect()))
}
