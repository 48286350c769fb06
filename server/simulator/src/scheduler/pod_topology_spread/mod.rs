//! PodTopologySpread: like pods stay evenly spread over zones or nodes (`plugins/podtopologyspread`).

mod soft;

use super::taint_toleration::is_tolerated;
use super::{NodeInfo, Plugin, Refusal, Request, node_affinity};
use crate::object::Object;
use crate::value::Value;
use crate::values::label_selector;
use std::collections::BTreeMap;

/// This plugin.
pub(super) const PLUGIN: Plugin =
    Plugin { name: "PodTopologySpread", filters, filter, score: soft::score, weight: 2, ..Plugin::NONE };

const REASON: &str = "node(s) didn't match pod topology spread constraints";

fn filters(request: &Request<'_>) -> bool {
    !request.pod.spec("topologySpreadConstraints").is_empty()
}

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let constraints: Vec<&Value> = hard(request.pod).collect();
    for constraint in &constraints {
        let key = constraint.get("topologyKey").str();
        if !info.node.labels().has(key) {
            return Err(Refusal::unresolvable(format!("{REASON} (missing required label)")));
        }
        let domains = domains(request, constraint, &constraints);
        let enough = domains.len() as i64 >= constraint.get("minDomains").as_int().unwrap_or(1);
        let least = if enough { domains.values().min().copied().unwrap_or(0) } else { 0 };
        let here = domains.get(info.node.labels().get(key).str()).copied().unwrap_or(0);
        let own = i64::from(label_selector::matches(constraint.get("labelSelector"), request.pod.labels()));
        if here + own - least > constraint.get("maxSkew").int() {
            return Err(Refusal::resolvable(REASON));
        }
    }
    Ok(())
}

/// Constraints that keep a pod from being scheduled.
fn hard(pod: &Object) -> impl Iterator<Item = &Value> {
    let constraints = pod.spec("topologySpreadConstraints").list().iter();
    constraints.filter(|constraint| constraint.get("whenUnsatisfiable").str() == "DoNotSchedule")
}

/// Matching pods per domain of one constraint, over the nodes that count for it: they carry the keys of all
/// constraints, and fit the pod as the constraint's inclusion policies ask.
fn domains<'a>(request: &Request<'a>, constraint: &Value, all: &[&Value]) -> BTreeMap<&'a str, i64> {
    let mut domains = BTreeMap::new();
    for info in request.nodes {
        let labels = info.node.labels();
        if all.iter().all(|held| labels.has(held.get("topologyKey").str())) && counts(request, constraint, info) {
            let domain = labels.get(constraint.get("topologyKey").str()).str();
            *domains.entry(domain).or_default() += matching(request.pod, constraint, info);
        }
    }
    domains
}

/// `matchNodeInclusionPolicies`: affinity is honoured unless told otherwise, taints only when told so.
fn counts(request: &Request<'_>, constraint: &Value, info: &NodeInfo) -> bool {
    let affinity =
        constraint.get("nodeAffinityPolicy").str() == "Ignore" || node_affinity::fits(request.pod, &info.node);
    let keeps_out = |taint: &&Value| matches!(taint.get("effect").str(), "NoSchedule" | "NoExecute");
    let taints = constraint.get("nodeTaintsPolicy").str() != "Honor"
        || info.node.spec("taints").list().iter().filter(keeps_out).all(|taint| is_tolerated(request.pod, taint));
    affinity && taints
}

fn matching(pod: &Object, constraint: &Value, info: &NodeInfo) -> i64 {
    let selector = constraint.get("labelSelector");
    let like = |held: &&std::sync::Arc<Object>| {
        !held.is_terminating()
            && held.namespace() == pod.namespace()
            && label_selector::matches(selector, held.labels())
    };
    info.pods.iter().filter(like).count() as i64
}
