//! Making and deleting a job's pods (`manageJob`).

use super::{CONTROLLER, Job, TRACKING};
use crate::change::Change;
use crate::controllers::pod_control;
use crate::object::Object;
use crate::value::Value;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

const INDEX: &str = "batch.kubernetes.io/job-completion-index";

/// Brings the number of active pods to `wanted`.
pub(super) fn manage(job: &Job<'_>, active: &[&Arc<Object>], wanted: usize) -> Vec<Change> {
    let mut changes = Vec::new();
    // The youngest go first.
    let mut surplus = active.to_vec();
    surplus.sort_by_key(|pod| std::cmp::Reverse(pod.meta("creationTimestamp").str().to_owned()));
    for pod in surplus.into_iter().take(active.len().saturating_sub(wanted)) {
        changes.extend(pod_control::delete(job.object, pod, CONTROLLER.name));
    }
    let missing = wanted.saturating_sub(active.len());
    if job.object.spec("completionMode").str() != "Indexed" {
        changes.extend((0..missing).map(|_| pod_control::create(job.object, pod(job.object), CONTROLLER.name)));
        return changes;
    }
    let used: BTreeSet<i64> = job.pods.iter().filter(|pod| is_used(pod)).filter_map(|pod| index_of(pod)).collect();
    let completions = job.object.spec("completions").int();
    let free = (0..completions).filter(|index| !used.contains(index)).take(missing);
    changes.extend(free.map(|index| pod_control::create(job.object, indexed(job.object, index), CONTROLLER.name)));
    changes
}

/// An index that has a running pod, or one that succeeded.
fn is_used(pod: &Object) -> bool {
    pod_control::is_active(pod) || pod.status("phase").str() == "Succeeded"
}

fn index_of(pod: &Object) -> Option<i64> {
    pod.annotation(INDEX).parse().ok()
}

fn pod(job: &Object) -> Value {
    let mut pod = pod_control::from_template(job, job.spec("template"));
    pod.entry("metadata").entry("finalizers").list_mut().push(TRACKING.into());
    pod
}

/// A pod that knows its index: in a label, an annotation, its hostname and its environment.
fn indexed(job: &Object, index: i64) -> Value {
    let mut pod = pod(job);
    let metadata = pod.entry("metadata");
    metadata.set("generateName", format!("{}-{index}-", job.name()));
    for member in ["labels", "annotations"] {
        metadata.entry(member).set(INDEX, index.to_string());
    }
    let spec = pod.entry("spec");
    if spec.get("hostname").is_empty() {
        spec.set("hostname", format!("{}-{index}", job.name()));
    }
    for list in ["initContainers", "containers"] {
        if spec.get(list).list().is_empty() {
            continue;
        }
        for container in spec.entry(list).list_mut() {
            let path = format!("metadata.labels['{INDEX}']");
            let variable = json!({"name": "JOB_COMPLETION_INDEX", "valueFrom": {"fieldRef": {"fieldPath": path}}});
            let env = container.entry("env").list_mut();
            if !env.iter().any(|held| held.get("name").str() == "JOB_COMPLETION_INDEX") {
                env.push(variable.into());
            }
        }
    }
    pod
}
