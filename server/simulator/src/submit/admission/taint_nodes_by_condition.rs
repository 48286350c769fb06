//! TaintNodesByCondition: a new node takes no pods before it has reported (`plugin/pkg/admission/nodetaint`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::submit::status::Status;
use crate::value::Value;
use serde_json::json;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "TaintNodesByCondition", mutate, ..Plugin::NONE };

fn mutate(_cluster: &Cluster, attempt: &Attempt<'_>, node: &mut Value) -> Result<(), Status> {
    const NOT_READY: &str = "node.kubernetes.io/not-ready";
    if attempt.kind.kind == "Node" && attempt.old.is_none() {
        let taints = node.entry("spec").entry("taints").list_mut();
        let is_held = |taint: &Value| taint.get("key").str() == NOT_READY && taint.get("effect").str() == "NoSchedule";
        if !taints.iter().any(is_held) {
            taints.push(json!({"key": NOT_READY, "effect": "NoSchedule"}).into());
        }
    }
    Ok(())
}
