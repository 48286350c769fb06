//! PodDisruptionBudgets in the way of preemption (`filterPodsWithPDBViolation`, `plugins/defaultpreemption`).

use crate::cluster::Cluster;
use crate::object::Object;
use crate::values::label_selector;
use std::sync::Arc;

/// Pods, the most important first, parted into those whose leaving breaks a budget and the others.
pub(super) fn protected(cluster: &Cluster, pods: &[Arc<Object>]) -> (Vec<Arc<Object>>, Vec<Arc<Object>>) {
    let mut budgets: Vec<(&Arc<Object>, i64)> = cluster
        .list("PodDisruptionBudget")
        .filter(|budget| !label_selector::is_empty(budget.spec("selector")))
        .map(|budget| (budget, budget.status("disruptionsAllowed").int()))
        .collect();
    pods.iter().cloned().partition(|pod| {
        let mut breaks = false;
        for (budget, allowed) in &mut budgets {
            if budget.namespace() == pod.namespace()
                && label_selector::matches(budget.spec("selector"), pod.labels())
                && !budget.status("disruptedPods").has(pod.name())
            {
                *allowed -= 1;
                breaks |= *allowed < 0;
            }
        }
        breaks
    })
}
