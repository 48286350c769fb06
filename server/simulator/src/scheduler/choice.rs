//! Choosing among the nodes that fit (`prioritizeNodes`, `selectHost` in `pkg/scheduler/schedule_one.go`).

use super::{NodeInfo, PLUGINS, Request};
use std::cmp::Reverse;

/// The node that the pod is nominated for while it still fits, else the one with the highest score. Of nodes with the
/// same score upstream takes any; here the one with the fewest pods, then the first.
pub(super) fn choose<'a>(request: &Request<'a>, feasible: &[(usize, &'a NodeInfo)]) -> Option<(usize, &'a NodeInfo)> {
    let nominated = request.pod.status("nominatedNodeName").str();
    if let Some(found) = feasible.iter().find(|(_, info)| info.node.name() == nominated) {
        return Some(*found);
    }
    if let [only] = feasible {
        return Some(*only);
    }
    let scores = scores(request, feasible);
    let ranked = feasible.iter().zip(scores).min_by_key(|((_, info), score)| (Reverse(*score), info.pods.len()));
    ranked.map(|(found, _)| *found)
}

/// The weighted sum of what all plugins say.
fn scores(request: &Request<'_>, feasible: &[(usize, &NodeInfo)]) -> Vec<i64> {
    let nodes: Vec<&NodeInfo> = feasible.iter().map(|(_, info)| *info).collect();
    let mut sums = vec![0; nodes.len()];
    for plugin in PLUGINS.iter().filter(|plugin| plugin.weight > 0) {
        for (sum, score) in sums.iter_mut().zip((plugin.score)(request, &nodes)) {
            *sum += plugin.weight * score;
        }
    }
    sums
}
