//! NodeUnschedulable: a cordoned node takes only pods that tolerate it (`plugins/nodeunschedulable`).

use super::taint_toleration::is_tolerated;
use super::{NodeInfo, Plugin, Refusal, Request};
use serde_json::json;

/// This plugin.
pub(super) const PLUGIN: Plugin = Plugin { name: "NodeUnschedulable", filter, ..Plugin::NONE };

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    if !info.node.spec("unschedulable").is_true() {
        return Ok(());
    }
    let taint = json!({"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}).into();
    match is_tolerated(request.pod, &taint) {
        true => Ok(()),
        false => Err(Refusal::unresolvable("node(s) were unschedulable")),
    }
}
