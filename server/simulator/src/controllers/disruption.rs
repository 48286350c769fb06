//! disruption-controller: how many pods of a budget may go (`pkg/controller/disruption/disruption.go`).

use super::pod_control::{has_ended, is_ready};
use super::status::{observe, set_counts};
use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::values::condition::{self, Condition};
use crate::values::{int_or_percent, label_selector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller { name: "disruption-controller", reads: &[], reconcile };

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
    match expected(cluster, budget, &pods) {
        Ok((expected, desired)) => {
            let healthy = pods.iter().filter(|pod| is_ready(pod) && !pod.is_terminating()).count() as i64;
            let allowed = if expected <= 0 { 0 } else { (healthy - desired).max(0) };
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
    observe(&mut value);
    if value != budget.value {
        changes.push(Change::new(Act::Update(value), pods.iter().map(|pod| pod.id()).collect()));
    }
    changes
}

/// Pods that there should be, and that must stay healthy (`getExpectedPodCount`).
fn expected(cluster: &Cluster, budget: &Object, pods: &[&Arc<Object>]) -> Result<(i64, i64), String> {
    let (most, least) = (budget.spec("maxUnavailable"), budget.spec("minAvailable"));
    if !most.is_null() {
        let scale = controllers_scale(cluster, pods)?;
        return Ok((scale, (scale - int_or_percent::scaled(most, scale, true)).max(0)));
    }
    if least.as_str().is_some() {
        let scale = controllers_scale(cluster, pods)?;
        return Ok((scale, int_or_percent::scaled(least, scale, true)));
    }
    Ok((pods.len() as i64, least.int()))
}

/// The sum of what the pods' controllers want (`getExpectedScale`).
fn controllers_scale(cluster: &Cluster, pods: &[&Arc<Object>]) -> Result<i64, String> {
    let mut scales: BTreeMap<&str, i64> = BTreeMap::new();
    for pod in pods {
        let owner = pod.controller();
        if owner.is_null() {
            return Err(format!("found no controllers for pod \"{}\"", pod.name()));
        }
        let kind = owner.get("kind").str();
        let found = cluster.get(kind, pod.namespace(), owner.get("name").str());
        let Some(controller) = found.filter(|found| !found.spec("replicas").is_null()) else {
            return Err(format!("found no controllers for pod \"{}\"", pod.name()));
        };
        scales.insert(controller.uid(), controller.spec("replicas").int());
    }
    Ok(scales.values().sum())
}

fn event(budget: &Object, severity: &'static str, reason: &str, message: String) -> Change {
    let event = Event { about: budget.id(), severity, reason: reason.to_owned(), message, by: COMPONENT };
    Change::new(Act::Event(event), vec![budget.id()])
}
