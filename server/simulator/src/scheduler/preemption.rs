//! DefaultPreemption: pods of lower priority make room (`plugins/defaultpreemption`, `framework/preemption`).

use super::{NodeInfo, PLUGINS, Refusal, Request, budgets};
use crate::change::{Act, Change, Event};
use crate::object::Object;
use crate::values::condition::{self, Condition};
use std::cmp::Reverse;
use std::sync::Arc;

/// What came of looking for victims.
pub(super) enum Preemption {
    /// These pods go, and the pod waits for this node.
    Victims(usize, Vec<Arc<Object>>),
    /// None of the nodes can be freed: the words for each node, in order.
    Hopeless(Vec<String>),
    /// The pod may not drive others away now, and why.
    NotEligible(&'static str),
}

/// Looks for the node whose victims are missed least.
pub(super) fn find(request: &Request<'_>, verdicts: &[Result<(), Refusal>]) -> Preemption {
    if request.pod.spec("preemptionPolicy").str() == "Never" {
        return Preemption::NotEligible("not eligible due to preemptionPolicy=Never.");
    }
    let nominated = request.pod.status("nominatedNodeName").str();
    let mut there = request.nodes.iter().filter(|info| info.node.name() == nominated).flat_map(|info| &info.pods);
    if there.any(|pod| pod.is_terminating() && priority(pod) < priority(request.pod)) {
        return Preemption::NotEligible("not eligible due to a terminating pod on the nominated node.");
    }
    let (mut words, mut candidates) = (Vec::new(), Vec::new());
    for (at, (info, verdict)) in request.nodes.iter().zip(verdicts).enumerate() {
        match verdict {
            Err(refusal) if refusal.resolvable => match victims(request, at, info) {
                Ok(victims) => candidates.push((at, victims)),
                Err(reasons) => words.extend(reasons),
            },
            _ => words.push("Preemption is not helpful for scheduling".to_owned()),
        }
    }
    // `pickOneNodeForPreemption`: the fewest that budgets protect, the least important first victim, the least sum, the
    // fewest, the latest started.
    let best = candidates.into_iter().min_by_key(|(_, (victims, protected))| {
        let priorities = victims.iter().map(|pod| priority(pod));
        let highest = priorities.clone().max().unwrap_or(i64::MIN);
        let started = victims.iter().map(|pod| pod.status("startTime").str().to_owned()).min();
        (*protected, highest, priorities.sum::<i64>(), victims.len(), Reverse(started))
    });
    match best {
        Some((at, (victims, _))) => Preemption::Victims(at, victims),
        None => Preemption::Hopeless(words),
    }
}

fn priority(pod: &Object) -> i64 {
    pod.spec("priority").int()
}

/// `SelectVictimsOnNode`: all pods of lower priority leave in thought; those that need not, stay, first the ones that a
/// budget protects, then the most important. With the number of those protected ones that have to go.
fn victims(request: &Request<'_>, at: usize, info: &NodeInfo) -> Result<(Vec<Arc<Object>>, usize), Vec<String>> {
    let own = priority(request.pod);
    if info.lowest >= own {
        return Err(vec!["No preemption victims found for incoming pod".to_owned()]);
    }
    let mut lower: Vec<Arc<Object>> = info.pods.iter().filter(|pod| priority(pod) < own).cloned().collect();
    lower.sort_by_key(|pod| (Reverse(priority(pod)), pod.status("startTime").str().to_owned()));
    let mut gone: Vec<Arc<Object>> = lower.clone();
    fits_without(request, at, info, &gone).map_err(|refusal| refusal.reasons)?;
    let (protected, free) = budgets::protected(request.cluster, &lower);
    for pod in protected.iter().chain(&free) {
        let fewer: Vec<Arc<Object>> = gone.iter().filter(|victim| !Arc::ptr_eq(victim, pod)).cloned().collect();
        if fits_without(request, at, info, &fewer).is_ok() {
            gone = fewer;
        }
    }
    let broken = protected.iter().filter(|pod| gone.iter().any(|victim| Arc::ptr_eq(victim, pod))).count();
    Ok((gone, broken))
}

fn fits_without(request: &Request<'_>, at: usize, info: &NodeInfo, gone: &[Arc<Object>]) -> Result<(), Refusal> {
    let left = info.with_only(|pod| !gone.iter().any(|victim| victim.uid() == pod.uid()));
    let mut nodes = request.nodes.to_vec();
    if let Some(place) = nodes.get_mut(at) {
        *place = left.clone();
    }
    let request = Request { nodes: &nodes, ..*request };
    PLUGINS.iter().try_for_each(|plugin| (plugin.filter)(&request, &left))
}

/// Sends the victims away and says who they make room for.
pub(super) fn carry_out(request: &Request<'_>, info: &NodeInfo, victims: &[Arc<Object>]) -> Vec<Change> {
    let read = |victim: &Object| vec![request.pod.id(), victim.id(), info.node.id()];
    victims
        .iter()
        .flat_map(|victim| {
            let mut value = victim.value.clone();
            let words = Condition {
                kind: "DisruptionTarget",
                status: "True",
                reason: "PreemptionByScheduler",
                message: "default-scheduler: preempting to accommodate a higher priority pod",
            };
            condition::set(&mut value, words, &request.cluster.now());
            let event = Event {
                about: victim.id(),
                severity: "Normal",
                reason: "Preempted",
                message: format!("Preempted by pod {} on node {}", request.pod.uid(), info.node.name()).into(),
                by: "default-scheduler",
            };
            [Act::Update(value), Act::Delete(victim.id()), Act::Event(event)].map(|act| Change::new(act, read(victim)))
        })
        .collect()
}
