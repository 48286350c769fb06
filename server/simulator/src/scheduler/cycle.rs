//! One scheduling cycle: filter the nodes, choose one, bind or say why not (`pkg/scheduler/schedule_one.go`).

use super::{FILTERS, NodeInfo, Refusal, Request, binding};
use crate::change::Change;
use std::collections::BTreeMap;

/// What came of one pod's cycle.
#[derive(Debug, Default)]
pub(super) struct Attempt {
    /// Index of the node that the pod takes up room on from now.
    pub(super) placed_on: Option<usize>,
    /// Whether it is bound; false while it waits for volumes on that node.
    pub(super) bound: bool,
    /// The changes that the cycle asks for.
    pub(super) changes: Vec<Change>,
}

/// Runs the cycle.
pub(super) fn run(request: &Request<'_>) -> Attempt {
    let (at, info) = match find(request) {
        Ok(found) => found,
        Err(None) => return Attempt::default(),
        Err(Some(message)) => return Attempt { changes: binding::fail(request, &message), ..Attempt::default() },
    };
    let mut waits = false;
    let mut changes = Vec::new();
    for filter in FILTERS {
        if let Some(asked) = (filter.pre_bind)(request, info) {
            waits = true;
            changes.extend(asked);
        }
    }
    match waits {
        true => changes.extend(binding::nominate(request, info)),
        false => changes.extend(binding::bind(request, info)),
    }
    Attempt { placed_on: Some(at), bound: !waits, changes }
}

/// The node for the pod, or the words of the `FailedScheduling` event (`framework.FitError`); none when nothing has
/// happened that would make the scheduler try again.
fn find<'a>(request: &Request<'a>) -> Result<(usize, &'a NodeInfo), Option<String>> {
    let total = request.nodes.len();
    if total == 0 {
        return Err(Some("no nodes available to schedule pods".to_owned()));
    }
    let mut restricted: Option<(std::collections::BTreeSet<String>, Vec<&str>)> = None;
    for filter in FILTERS {
        match (filter.pre_filter)(request) {
            Ok(None) => {}
            Ok(Some(names)) => {
                let (held, plugins) = restricted.get_or_insert_with(|| (names.clone(), Vec::new()));
                held.retain(|name| names.contains(name));
                plugins.push(filter.name);
            }
            Err(refusal) => {
                let words = format!("0/{total} nodes are available: {}. not found", refusal.reasons.join(", "));
                return Err(is_tried_again(request, &refusal).then_some(words));
            }
        }
    }
    let verdicts: Vec<Result<(), Refusal>> = request
        .nodes
        .iter()
        .map(|info| match &restricted {
            Some((names, plugins)) if !names.contains(info.node.name()) => {
                Err(Refusal::unresolvable(format!("node(s) didn't satisfy plugin(s) [{}]", plugins.join(" "))))
            }
            _ => FILTERS.iter().try_for_each(|filter| (filter.filter)(request, info)),
        })
        .collect();
    let feasible: Vec<(usize, &NodeInfo)> = request
        .nodes
        .iter()
        .enumerate()
        .zip(&verdicts)
        .filter_map(|((at, info), verdict)| verdict.is_ok().then_some((at, info)))
        .collect();
    choose(request, &feasible).ok_or_else(|| Some(explain(&verdicts)))
}

/// Whether a pod that could not be placed before is tried again. The removal of a claim is no event for the queue
/// (`EventsToRegister`), and its last update is one only for pods that wait for volumes.
fn is_tried_again(request: &Request<'_>, refusal: &Refusal) -> bool {
    let condition = request.pod.condition("PodScheduled");
    let Some(claim) = refusal.removed_claim.as_ref().filter(|_| condition.get("status").str() == "False") else {
        return true;
    };
    let before = condition.get("message").str();
    let waits_for_volumes = ["persistentvolume", "PersistentVolume", "persistent volume"];
    let is_same = before.contains(&format!("persistentvolumeclaim \"{claim}\""));
    waits_for_volumes.iter().any(|word| before.contains(word)) && !is_same
}

/// The node that the pod is nominated for when it still fits, else the one with the fewest pods, else the first.
fn choose<'a>(request: &Request<'a>, feasible: &[(usize, &'a NodeInfo)]) -> Option<(usize, &'a NodeInfo)> {
    let nominated = request.pod.status("nominatedNodeName").str();
    feasible
        .iter()
        .find(|(_, info)| info.node.name() == nominated)
        .or_else(|| feasible.iter().min_by_key(|(_, info)| info.pods.len()))
        .copied()
}

/// `0/3 nodes are available: 1 <reason>, 2 <reason>. preemption: …`.
fn explain(verdicts: &[Result<(), Refusal>]) -> String {
    let total = verdicts.len();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut preemption: BTreeMap<&str, usize> = BTreeMap::new();
    for refusal in verdicts.iter().filter_map(|verdict| verdict.as_ref().err()) {
        for reason in &refusal.reasons {
            *reasons.entry(reason).or_default() += 1;
        }
        *preemption
            .entry(match refusal.resolvable {
                true => "No preemption victims found for incoming pod",
                false => "Preemption is not helpful for scheduling",
            })
            .or_default() += 1;
    }
    format!(
        "0/{total} nodes are available: {}. preemption: 0/{total} nodes are available: {}.",
        histogram(&reasons),
        histogram(&preemption)
    )
}

/// `<n> <reason>` for each reason, sorted as whole texts.
fn histogram(reasons: &BTreeMap<&str, usize>) -> String {
    let mut texts: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    texts.sort();
    texts.join(", ")
}
