//! disruption-controller: how many pods of a budget may go (`pkg/controller/disruption/disruption.go`).

mod expected;

use super::pod_control::{has_ended, is_ready};
use super::status::{observe, set_counts};
use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use crate::values::label_selector;
use expected::Expected;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("disruption-controller", &[], reconcile);

/// The component that events name.
const COMPONENT: &str = "controllermanager";

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    cluster.list("PodDisruptionBudget").flat_map(|budget| sync(cluster, budget)).collect()
}

fn sync(cluster: &Cluster, budget: &Object) -> Vec<Change> {
    let selector = budget.spec("selector");
    let pods: Vec<&Arc<Object>> = cluster
        .list_in("Pod", budget.namespace())
        .filter(|pod| !has_ended(pod) && label_selector::matches(selector, pod.labels()))
        .collect();
    let mut changes = Vec::new();
    if pods.is_empty() {
        changes.push(event(budget, "Normal", "NoPods", "No matching pods found".to_owned()));
    }
    let mut value = budget.value.clone();
    match expected::of(cluster, budget, &pods) {
        Ok(Expected { pods: expected, healthy: desired, some_unmanaged }) => {
            if some_unmanaged {
                changes.push(event(budget, "Warning", "UnmanagedPods", unmanaged_words(selector)));
            }
            let healthy = pods.iter().filter(|pod| is_ready(pod) && !pod.is_terminating()).count() as i64;
            let allowed = if expected <= 0 { 0 } else { (healthy - desired).max(0) };
            observe(&mut value);
            let counts = [
                ("currentHealthy", healthy),
                ("desiredHealthy", desired),
                ("expectedPods", expected),
                ("disruptionsAllowed", allowed),
            ];
            set_counts(&mut value, &counts);
            let (status, reason) = if allowed > 0 { ("True", "SufficientPods") } else { ("False", "InsufficientPods") };
            let condition = Condition { kind: "DisruptionAllowed", status, reason, message: "" };
            condition::set(&mut value, condition, &cluster.now());
        }
        Err(message) => {
            let words = format!("Failed to calculate the number of expected pods: {message}");
            changes.push(event(budget, "Warning", "CalculateExpectedPodCountFailed", words));
            set_counts(&mut value, &[("disruptionsAllowed", 0)]);
            let condition =
                Condition { kind: "DisruptionAllowed", status: "False", reason: "SyncFailed", message: &message };
            condition::set(&mut value, condition, &cluster.now());
        }
    }
    if value != budget.value {
        changes.push(Change::new(Act::Update(value), pods.iter().map(|pod| pod.id()).collect()));
    }
    changes
}

fn unmanaged_words(selector: &Value) -> String {
    format!(
        "Pods selected by this PodDisruptionBudget (selector: {}) were found to be unmanaged. As a result, the status \
         of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods \
         please set \".spec.minAvailable\" field of the PDB to an integer value.",
        label_selector::as_go_prints(selector)
    )
}

fn event(budget: &Object, severity: &'static str, reason: &'static str, message: String) -> Change {
    let event = Event { about: budget.id(), severity, reason, message: message.into(), by: COMPONENT };
    Change::new(Act::Event(event), vec![budget.id()])
}
