//! One scheduling cycle: filter the nodes, choose one, bind or say why not (`pkg/scheduler/schedule_one.go`).

use super::binding::Unfit;
use super::{NodeInfo, PLUGINS, Refusal, Request, binding, choice, preemption};
use crate::change::Change;
use std::collections::BTreeMap;

/// What came of one pod's cycle.
#[derive(Debug, Default)]
pub(super) struct Attempt {
    /// Index of the node that the pod takes up room on from now.
    pub(super) placed_on: Option<usize>,
    /// Whether it is bound; false while it waits for volumes on that node.
    pub(super) bound: bool,
    /// Whether other pods are driven away for it.
    pub(super) preempts: bool,
    /// Why the pod fits nowhere, when pods like it need not be tried either.
    pub(super) unfit: Option<Unfit>,
    /// The changes that the cycle asks for.
    pub(super) changes: Vec<Change>,
}

/// Why there is no node for a pod.
enum Failure {
    /// Nothing has happened that would make the scheduler try again.
    Untried,
    /// PreFilter ended the attempt with these words.
    Early(String),
    /// What each node was refused for.
    Nodes(Vec<Result<(), Refusal>>),
}

/// Runs the cycle.
pub(super) fn run(request: &Request<'_>) -> Attempt {
    let (at, info) = match find(request) {
        Ok(found) => found,
        Err(Failure::Untried) => return Attempt::default(),
        Err(Failure::Early(words)) => {
            return unschedulable(request, words);
        }
        Err(Failure::Nodes(verdicts)) => return give_up(request, &verdicts),
    };
    let mut waits = false;
    let mut changes = Vec::new();
    for filter in PLUGINS {
        if let Some(asked) = (filter.pre_bind)(request, info) {
            waits = true;
            changes.extend(asked);
        }
    }
    match waits {
        true => changes.extend(binding::nominate(request, info)),
        false => changes.extend(binding::bind(request, info)),
    }
    Attempt { placed_on: Some(at), bound: !waits, changes, ..Attempt::default() }
}

/// PostFilter: pods of lower priority go, or the pod is unschedulable.
fn give_up(request: &Request<'_>, verdicts: &[Result<(), Refusal>]) -> Attempt {
    let total = verdicts.len();
    let reasons = verdicts.iter().filter_map(|verdict| verdict.as_ref().err()).flat_map(|refusal| &refusal.reasons);
    let words = format!("0/{total} nodes are available: {}.", histogram(reasons.map(String::as_str)));
    let preemption = preemption::find(request, verdicts);
    let words = match &preemption {
        preemption::Preemption::Victims(..) => words,
        preemption::Preemption::NotEligible(why) => format!("{words} preemption: {why}"),
        preemption::Preemption::Hopeless(why) => {
            let why = histogram(why.iter().map(String::as_str));
            format!("{words} preemption: 0/{total} nodes are available: {why}.")
        }
    };
    match preemption {
        preemption::Preemption::Victims(at, victims) => {
            let Some(info) = request.nodes.get(at) else { return Attempt::default() };
            let mut changes = preemption::carry_out(request, info, &victims);
            changes.extend(Unfit::new(words).tell(request, Some(info)));
            Attempt { preempts: true, changes, ..Attempt::default() }
        }
        _ => unschedulable(request, words),
    }
}

fn unschedulable(request: &Request<'_>, words: String) -> Attempt {
    let mut unfit = Unfit::new(words);
    Attempt { changes: unfit.tell(request, None), unfit: Some(unfit), ..Attempt::default() }
}

/// The node for the pod, or why there is none.
fn find<'a>(request: &Request<'a>) -> Result<(usize, &'a NodeInfo), Failure> {
    let total = request.nodes.len();
    if total == 0 {
        return Err(Failure::Early("no nodes available to schedule pods".to_owned()));
    }
    let mut restricted: Option<(std::collections::BTreeSet<String>, Vec<&str>)> = None;
    for filter in PLUGINS {
        match (filter.pre_filter)(request) {
            Ok(None) => {}
            Ok(Some(names)) => {
                let (held, plugins) = restricted.get_or_insert_with(|| (names.clone(), Vec::new()));
                held.retain(|name| names.contains(name));
                plugins.push(filter.name);
            }
            Err(refusal) => {
                let words = format!("0/{total} nodes are available: {}. not found", refusal.reasons.join(", "));
                return Err(match is_tried_again(request, &refusal) {
                    true => Failure::Early(words),
                    false => Failure::Untried,
                });
            }
        }
    }
    let asked: Vec<_> = PLUGINS.iter().filter(|plugin| (plugin.filters)(request)).collect();
    let verdicts: Vec<Result<(), Refusal>> = request
        .nodes
        .iter()
        .map(|info| match &restricted {
            Some((names, plugins)) if !names.contains(info.node.name()) => {
                Err(Refusal::unresolvable(format!("node(s) didn't satisfy plugin(s) [{}]", plugins.join(" "))))
            }
            _ => asked.iter().try_for_each(|plugin| (plugin.filter)(request, info)),
        })
        .collect();
    let feasible: Vec<(usize, &NodeInfo)> = request
        .nodes
        .iter()
        .enumerate()
        .zip(&verdicts)
        .filter_map(|((at, info), verdict)| verdict.is_ok().then_some((at, info)))
        .collect();
    choice::choose(request, &feasible).ok_or(Failure::Nodes(verdicts))
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

/// `<n> <reason>` for each reason, sorted as whole texts (`framework.FitError`).
fn histogram<'a>(reasons: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    let mut texts: Vec<String> = counts.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    texts.sort();
    texts.join(", ")
}
