//! NodeResourcesFit: what a pod asks for has to be left on the node; the emptier the node, the better
//! (`plugins/noderesources/fit.go`, `least_allocated.go`).

use super::node_info::{Assumed, assumed};
use super::{NodeInfo, Plugin, Refusal, Request};
use crate::kinds::pod::requests;
use crate::values::quantity::Quantity;

/// This plugin.
pub(super) const PLUGIN: Plugin = Plugin { name: "NodeResourcesFit", filter, score, weight: 1, ..Plugin::NONE };

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let mut refusal = Refusal { reasons: Vec::new(), resolvable: true, removed_claim: None };
    if Quantity::from(info.pods.len() as i64 + 1) > *info.allocatable("pods") {
        refusal.reasons.push("Too many pods".to_owned());
    }
    let wanted = requests(request.pod.value.get("spec"));
    // The node's own resources come first, as upstream reports them.
    let rank = |resource: &str| match resource {
        "cpu" => 0,
        "memory" => 1,
        "ephemeral-storage" => 2,
        _ => 3,
    };
    let mut wanted: Vec<(&str, Quantity)> = wanted.into_iter().filter(|(_, quantity)| quantity.sign() > 0).collect();
    wanted.sort_by_key(|(resource, _)| (rank(resource), *resource));
    for (resource, quantity) in wanted {
        let has = info.allocatable(resource);
        let used = info.requested.get(resource).cloned().unwrap_or_else(|| Quantity::from(0));
        if quantity.clone() + &used > *has {
            refusal.reasons.push(format!("Insufficient {resource}"));
            // An empty node would not do either.
            refusal.resolvable &= quantity <= *has;
        }
    }
    if refusal.reasons.is_empty() { Ok(()) } else { Err(refusal) }
}

/// The mean of the free parts of CPU and memory (`leastResourceScorer`).
fn score(request: &Request<'_>, nodes: &[&NodeInfo]) -> Vec<i64> {
    let own = assumed(request.pod);
    let free = |used: i64, has: i64| if has <= 0 || used > has { 0 } else { (has - used) * 100 / has };
    nodes
        .iter()
        .map(|info| {
            let (has, used) = usage(info, own);
            (free(used.cpu, has.cpu) + free(used.memory, has.memory)) / 2
        })
        .collect()
}

/// What a node has of CPU and memory, and what would be used with the pod on it.
pub(super) fn usage(info: &NodeInfo, own: Assumed) -> (Assumed, Assumed) {
    let used = Assumed { cpu: info.assumed.cpu + own.cpu, memory: info.assumed.memory + own.memory };
    (info.has, used)
}
