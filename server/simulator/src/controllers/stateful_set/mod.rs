//! statefulset-controller: pods with names and claims of their own, one after another
//! (`pkg/controller/statefulset/stateful_set_control.go`).

mod claims;
mod pods;
mod status;

use super::history;
use super::ownership::Dependents;
use super::pod_control::is_ready;
use crate::change::Change;
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::values::int_or_percent;
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new(
    "statefulset-controller",
    &["StatefulSet", "Pod", "PersistentVolumeClaim", "ControllerRevision"],
    reconcile,
);

/// A StatefulSet and what belongs to it.
struct Set<'a> {
    cluster: &'a Cluster,
    object: &'a Arc<Object>,
    /// Its pods by ordinal.
    pods: BTreeMap<i64, &'a Arc<Object>>,
    revisions: &'a Dependents<'a>,
    /// Revision that pods have which are not updated yet.
    current: String,
    /// Revision of the present template.
    update: String,
}

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    if cluster.count("StatefulSet") == 0 {
        return Vec::new();
    }
    let (pods, revisions) = (Dependents::of(cluster, "Pod"), Dependents::of(cluster, "ControllerRevision"));
    cluster.list("StatefulSet").flat_map(|object| sync(cluster, object, &pods, &revisions)).collect()
}

fn sync(cluster: &Cluster, object: &Arc<Object>, pods: &Dependents<'_>, revisions: &Dependents<'_>) -> Vec<Change> {
    let claimed = pods.claim(object, object.spec("selector"), |pod| pods::ordinal(object, pod).is_some());
    let update = history::current(object, revisions);
    if !claimed.changes.is_empty() || update.change.is_some() {
        return claimed.changes.into_iter().chain(update.change).collect();
    }
    let held = object.status("currentRevision").str();
    let current = match history::template(object, held, revisions) {
        Some(_) => held.to_owned(),
        None => update.name.clone(),
    };
    let pods = claimed.owned.iter().filter_map(|pod| Some((pods::ordinal(object, pod)?, *pod))).collect();
    let set = Set { cluster, object, pods, revisions, current, update: update.name };
    let mut changes = if object.is_terminating() { Vec::new() } else { set.act() };
    changes.extend(status::write(&set));
    changes
}

impl<'a> Set<'a> {
    fn first(&self) -> i64 {
        self.object.spec("ordinals").get("start").int()
    }

    /// Ordinals that should have a pod.
    fn wanted(&self) -> std::ops::Range<i64> {
        self.first()..self.first().saturating_add(self.object.spec("replicas").int().max(0))
    }

    /// Whether pods wait for each other.
    fn is_ordered(&self) -> bool {
        self.object.spec("podManagementPolicy").str() != "Parallel"
    }

    /// The next moves (`updateStatefulSet`): bring up what is missing, take down what is too much, replace what is old.
    fn act(&self) -> Vec<Change> {
        let mut changes = claims::apply_retention(self);
        for ordinal in self.wanted() {
            let healthy = match self.pods.get(&ordinal) {
                Some(pod) if super::pod_control::has_ended(pod) && !pod.is_terminating() => {
                    changes.extend(pods::delete(self, pod));
                    false
                }
                Some(pod) => {
                    changes.extend(claims::missing(self, ordinal));
                    is_ready(pod) && !pod.is_terminating()
                }
                None => {
                    let claims = claims::missing(self, ordinal);
                    if !claims.is_empty() {
                        changes.extend(claims);
                    } else if !claims::any_leaves(self, ordinal) {
                        changes.push(pods::create(self, ordinal));
                    }
                    false
                }
            };
            if !healthy && self.is_ordered() {
                return changes;
            }
        }
        let wanted = self.wanted();
        let condemned: Vec<&Arc<Object>> =
            self.pods.iter().rev().filter(|(ordinal, _)| !wanted.contains(ordinal)).map(|(_, pod)| *pod).collect();
        let first_sick = condemned.iter().rev().find(|pod| !is_ready(pod) || pod.is_terminating());
        for pod in &condemned {
            let may_go = !self.is_ordered() || is_ready(pod) || first_sick.is_some_and(|sick| Arc::ptr_eq(sick, pod));
            if !pod.is_terminating() && may_go {
                changes.extend(pods::delete(self, pod));
            }
            if self.is_ordered() {
                return changes;
            }
        }
        changes.extend(self.replace());
        changes
    }

    /// RollingUpdate: from the highest ordinal down to the partition, pods of another revision while not more than
    /// `maxUnavailable` are out of service (`updateStatefulSetAfterInvariantEstablished`). Where pods do not wait for
    /// each other, those that are out of service already go first.
    fn replace(&self) -> Vec<Change> {
        let strategy = self.object.spec("updateStrategy");
        if strategy.get("type").str() == "OnDelete" {
            return Vec::new();
        }
        let rolling = strategy.get("rollingUpdate");
        let size = self.wanted().count() as i64;
        let most = match rolling.get("maxUnavailable") {
            most if most.is_null() => 1,
            most => int_or_percent::scaled(most, size, false).max(1),
        };
        let pods = || self.wanted().rev().filter_map(|ordinal| Some((ordinal, *self.pods.get(&ordinal)?)));
        let serves = |pod: &Object| is_ready(pod) && !pod.is_terminating();
        let serving = pods().filter(|(_, pod)| serves(pod)).count() as i64;
        let mut room = most - (size - serving);
        let partition = self.first().saturating_add(rolling.get("partition").int());
        let old: Vec<&Arc<Object>> = pods()
            .filter(|(ordinal, pod)| {
                *ordinal >= partition && pods::revision(pod) != self.update && !pod.is_terminating()
            })
            .map(|(_, pod)| pod)
            .collect();
        let mut gone = Vec::new();
        if !self.is_ordered() {
            gone.extend(old.iter().filter(|pod| !serves(pod)));
        }
        for pod in old.iter().filter(|pod| self.is_ordered() || serves(pod)) {
            if room <= 0 {
                break;
            }
            room -= 1;
            gone.push(pod);
        }
        gone.into_iter().flat_map(|pod| pods::delete(self, pod)).collect()
    }
}
