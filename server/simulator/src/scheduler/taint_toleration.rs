//! TaintToleration: a node's taints keep out pods that do not tolerate them (`plugins/tainttoleration`).

use super::plugin::normalize;
use super::{NodeInfo, Plugin, Refusal, Request};
use crate::object::Object;
use crate::value::Value;

/// This plugin.
pub(super) const PLUGIN: Plugin = Plugin { name: "TaintToleration", filter, score, weight: 3, ..Plugin::NONE };

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let keeps_out = |taint: &&Value| matches!(taint.get("effect").str(), "NoSchedule" | "NoExecute");
    match info.node.spec("taints").list().iter().filter(keeps_out).all(|taint| is_tolerated(request.pod, taint)) {
        true => Ok(()),
        false => Err(Refusal::unresolvable("node(s) had untolerated taint(s)")),
    }
}

/// The fewer taints that only advise against the node and are not tolerated, the better.
fn score(request: &Request<'_>, nodes: &[&NodeInfo]) -> Vec<i64> {
    let unwelcome =
        |taint: &&Value| taint.get("effect").str() == "PreferNoSchedule" && !is_tolerated(request.pod, taint);
    let counts = nodes.iter().map(|info| info.node.spec("taints").list().iter().filter(unwelcome).count() as i64);
    normalize(counts.collect(), true)
}

/// Whether one of the pod's tolerations tolerates the taint.
pub(crate) fn is_tolerated(pod: &Object, taint: &Value) -> bool {
    is_tolerated_by(pod.spec("tolerations"), taint)
}

/// Whether one of the tolerations tolerates the taint.
pub(crate) fn is_tolerated_by(tolerations: &Value, taint: &Value) -> bool {
    tolerations.list().iter().any(|toleration| tolerates(toleration, taint))
}

/// `Toleration.ToleratesTaint`: an empty effect, and an empty key with `Exists`, stand for all.
fn tolerates(toleration: &Value, taint: &Value) -> bool {
    let (effect, key) = (toleration.get("effect").str(), toleration.get("key").str());
    if !effect.is_empty() && effect != taint.get("effect").str() || !key.is_empty() && key != taint.get("key").str() {
        return false;
    }
    let (wanted, held) = (toleration.get("value").str(), taint.get("value").str());
    match toleration.get("operator").str() {
        "" | "Equal" => wanted == held,
        "Exists" => true,
        "Lt" => compare(held, wanted).is_some_and(|order| order.is_lt()),
        "Gt" => compare(held, wanted).is_some_and(|order| order.is_gt()),
        _ => false,
    }
}

fn compare(held: &str, wanted: &str) -> Option<std::cmp::Ordering> {
    Some(held.parse::<i64>().ok()?.cmp(&wanted.parse::<i64>().ok()?))
}
