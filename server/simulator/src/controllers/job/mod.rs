//! job-controller: pods that are to come to an end, a number of times (`pkg/controller/job/job_controller.go`).
//!
//! Nothing ends by itself here: a job's pods run until somebody deletes them, which counts as a failure.

mod pods;
mod status;

use super::ownership::Dependents;
use super::pod_control;
use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::traits::Traits;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("job-controller", &["Job", "Pod"], reconcile);

/// Keeps a pod until the job has counted its end.
const TRACKING: &str = "batch.kubernetes.io/job-tracking";

/// A job and its pods.
struct Job<'a> {
    cluster: &'a Cluster,
    object: &'a Object,
    pods: Vec<&'a Arc<Object>>,
}

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = free_strays(cluster);
    if cluster.count("Job") == 0 {
        return changes;
    }
    let dependents = Dependents::of(cluster, "Pod");
    for object in cluster.list("Job") {
        let claimed = dependents.claim(object, object.spec("selector"), |_| true);
        if claimed.changes.is_empty() {
            changes.extend(Job { cluster, object, pods: claimed.owned }.sync());
        } else {
            changes.extend(claimed.changes);
        }
    }
    changes
}

/// Pods whose job is gone wait for nobody (`syncOrphanPod`).
fn free_strays(cluster: &Cluster) -> Vec<Change> {
    let is_stray = |pod: &&Arc<Object>| {
        if !pod.has_finalizer(TRACKING) {
            return false;
        }
        let owner = pod.controller();
        let job = cluster.get("Job", pod.namespace(), owner.get("name").str());
        (owner.is_null() || owner.get("kind").str() == "Job")
            && job.is_none_or(|job| job.uid() != owner.get("uid").str())
    };
    cluster.list_with("Pod", Traits::FINALIZERS).filter(is_stray).map(|pod| untrack(pod)).collect()
}

fn untrack(pod: &Object) -> Change {
    let mut value = pod.value.clone();
    let metadata = value.entry("metadata");
    let finalizers = metadata.entry("finalizers").list_mut();
    finalizers.retain(|finalizer| finalizer.str() != TRACKING);
    if finalizers.is_empty() {
        metadata.remove("finalizers");
    }
    Change::new(Act::Update(value), vec![pod.id()])
}

impl<'a> Job<'a> {
    fn sync(&self) -> Vec<Change> {
        let active: Vec<&'a Arc<Object>> =
            self.pods.iter().copied().filter(|pod| pod_control::is_active(pod)).collect();
        // Ended and deleted pods are counted once: then they lose the finalizer, and deleted ones go.
        let counted: Vec<&'a Arc<Object>> = self
            .pods
            .iter()
            .copied()
            .filter(|pod| pod.has_finalizer(TRACKING) && !pod_control::is_active(pod))
            .collect();
        let verdict = status::verdict(self, &counted);
        let mut changes: Vec<Change> = counted.iter().map(|pod| untrack(pod)).collect();
        if !self.object.is_terminating() {
            let wanted = if verdict.is_over || self.is_suspended() { 0 } else { self.wanted(&verdict) };
            changes.extend(pods::manage(self, &active, wanted));
        }
        changes.extend(status::write(self, &active, &verdict));
        changes
    }

    fn is_suspended(&self) -> bool {
        self.object.spec("suspend").is_true()
    }

    /// How many pods should run now: as many as may run side by side, and no more than are still to be completed.
    fn wanted(&self, verdict: &status::Verdict) -> usize {
        let parallelism = self.object.spec("parallelism").as_int().unwrap_or(1);
        let left = match self.object.spec("completions").as_int() {
            Some(completions) => completions - verdict.succeeded,
            None if verdict.succeeded > 0 => 0,
            None => parallelism,
        };
        usize::try_from(parallelism.min(left)).unwrap_or(0)
    }
}
