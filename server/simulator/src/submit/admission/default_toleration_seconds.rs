//! DefaultTolerationSeconds: a pod stays five minutes on a node that is lost (`plugin/pkg/admission/defaulttolerationseconds`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::submit::status::Status;
use crate::value::Value;
use serde_json::json;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultTolerationSeconds", mutate, ..Plugin::NONE };

const TAINTS: [&str; 2] = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

fn mutate(_cluster: &Cluster, attempt: &Attempt<'_>, pod: &mut Value) -> Result<(), Status> {
    if attempt.kind.kind != "Pod" {
        return Ok(());
    }
    for taint in TAINTS {
        let covers = |toleration: &Value| {
            matches!(toleration.get("key").str(), "") && toleration.get("operator").str() == "Exists"
                || toleration.get("key").str() == taint
        };
        let spec = pod.entry("spec");
        let tolerated =
            |toleration: &Value| covers(toleration) && matches!(toleration.get("effect").str(), "" | "NoExecute");
        if !spec.get("tolerations").list().iter().any(tolerated) {
            let toleration =
                json!({"key": taint, "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300});
            spec.entry("tolerations").list_mut().push(toleration.into());
        }
    }
    Ok(())
}
