//! daemonset-controller: one pod on every node that fits (`pkg/controller/daemon/daemon_controller.go`).

mod nodes;
mod rollout;

use super::history;
use super::ownership::Dependents;
use super::pod_control::{self, is_ready};
use super::status::{observe, set_count, set_counts};
use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("daemonset-controller", &["DaemonSet", "Pod", "Node", "ControllerRevision"], reconcile);

const REVISION_LABEL: &str = "controller-revision-hash";
const GENERATION_LABEL: &str = "pod-template-generation";
const GENERATION: &str = "deprecated.daemonset.template.generation";

/// A DaemonSet and what belongs to it.
struct Set<'a> {
    cluster: &'a Cluster,
    object: &'a Object,
    /// Hash of the present template.
    hash: String,
    /// Its pods by the node that they are on or meant for.
    pods: BTreeMap<&'a str, Vec<&'a Arc<Object>>>,
}

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    if cluster.count("DaemonSet") == 0 {
        return Vec::new();
    }
    let (pods, revisions) = (Dependents::of(cluster, "Pod"), Dependents::of(cluster, "ControllerRevision"));
    cluster.list("DaemonSet").flat_map(|object| sync(cluster, object, &pods, &revisions)).collect()
}

fn sync(cluster: &Cluster, object: &Object, pods: &Dependents<'_>, revisions: &Dependents<'_>) -> Vec<Change> {
    let claimed = pods.claim(object, object.spec("selector"), |_| true);
    let revision = history::current(object, revisions);
    if !claimed.changes.is_empty() || revision.change.is_some() {
        return claimed.changes.into_iter().chain(revision.change).collect();
    }
    let mut pods: BTreeMap<&str, Vec<&Arc<Object>>> = BTreeMap::new();
    for pod in claimed.owned {
        pods.entry(nodes::target(pod)).or_default().push(pod);
    }
    let set = Set { cluster, object, hash: revision.hash, pods };
    let mut changes = Vec::new();
    if !object.is_terminating() {
        changes = set.manage();
        if changes.is_empty() {
            changes = rollout::run(&set);
        }
    }
    changes.extend(set.write_status());
    changes
}

impl Set<'_> {
    fn pods_on(&self, node: &str) -> &[&Arc<Object>] {
        self.pods.get(node).map_or(&[], Vec::as_slice)
    }

    fn is_current(&self, pod: &Object) -> bool {
        pod.labels().get(REVISION_LABEL).str() == self.hash
    }

    /// Makes pods for nodes without one, deletes those that are too many or on the wrong node.
    fn manage(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for node in self.cluster.list("Node") {
            let pods = self.pods_on(node.name());
            let fit = nodes::fit(self.object, node);
            let (ended, held): (Vec<&Arc<Object>>, Vec<&Arc<Object>>) =
                pods.iter().copied().partition(|pod| pod_control::has_ended(pod));
            let mut gone: Vec<&Arc<Object>> = Vec::new();
            if fit.runs && held.is_empty() {
                changes.push(pod_control::create(self.object, self.pod_for(node), CONTROLLER.name));
            }
            match fit.stays {
                true => {
                    gone.extend(ended);
                    // The oldest stays; during a surge there may be one of each template.
                    let mut alike = held;
                    alike.sort_by_key(|pod| (pod.meta("creationTimestamp").str(), pod.name()));
                    if !rollout::surges(self.object) {
                        gone.extend(alike.into_iter().skip(1));
                    }
                }
                false => gone.extend(pods),
            }
            for pod in gone.into_iter().filter(|pod| !pod.is_terminating()) {
                changes.extend(pod_control::delete(self.object, pod, CONTROLLER.name));
            }
        }
        changes
    }

    /// A pod for one node.
    fn pod_for(&self, node: &Object) -> Value {
        let mut pod = pod_control::from_template(self.object, self.object.spec("template"));
        let labels = pod.entry("metadata").entry("labels");
        labels.set(REVISION_LABEL, self.hash.as_str());
        labels.set(GENERATION_LABEL, self.object.annotation(GENERATION));
        nodes::pin(pod.entry("spec"), node.name());
        nodes::tolerate(pod.entry("spec"));
        pod
    }

    fn write_status(&self) -> Option<Change> {
        let (mut desired, mut current, mut stray, mut ready, mut updated) = (0, 0, 0, 0, 0);
        for node in self.cluster.list("Node") {
            let fit = nodes::fit(self.object, node);
            let pods = self.pods_on(node.name());
            if !fit.runs {
                stray += i64::from(!pods.is_empty());
                continue;
            }
            desired += 1;
            let Some(oldest) = pods.iter().min_by_key(|pod| pod.meta("creationTimestamp").str()) else { continue };
            current += 1;
            ready += i64::from(is_ready(oldest));
            updated += i64::from(self.is_current(oldest));
        }
        let mut value = self.object.value.clone();
        let counts = [
            ("desiredNumberScheduled", desired),
            ("currentNumberScheduled", current),
            ("numberMisscheduled", stray),
            ("numberReady", ready),
        ];
        set_counts(&mut value, &counts);
        set_count(&mut value, "updatedNumberScheduled", updated);
        set_count(&mut value, "numberAvailable", ready);
        set_count(&mut value, "numberUnavailable", desired - ready);
        observe(&mut value);
        (value != self.object.value).then(|| Change::new(Act::Update(value), vec![self.object.id()]))
    }
}
