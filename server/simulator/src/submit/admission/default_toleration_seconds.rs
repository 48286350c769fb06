//! DefaultTolerationSeconds: a pod stays five minutes on a node that is lost (`plugin/pkg/admission/defaulttolerationseconds`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::submit::status::Status;
use crate::value::Value;
use std::sync::LazyLock;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultTolerationSeconds", mutate, ..Plugin::NONE };

const TAINTS: [&str; 2] = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

/// What a pod without tolerations gets, one list for all of them.
static BOTH: LazyLock<Value> = LazyLock::new(|| TAINTS.map(toleration).to_vec().into());

/// Whether tolerations are the ones that this plugin writes, which need no check.
pub(crate) fn are_own(tolerations: &Value) -> bool {
    tolerations.is_shared_with(&BOTH)
}

fn mutate(_cluster: &Cluster, attempt: &Attempt<'_>, pod: &mut Value) -> Result<(), Status> {
    if attempt.kind.kind != "Pod" {
        return Ok(());
    }
    let spec = pod.entry("spec");
    if spec.get("tolerations").is_empty() {
        spec.set("tolerations", BOTH.clone());
        return Ok(());
    }
    for taint in TAINTS {
        let covers = |toleration: &Value| {
            matches!(toleration.get("key").str(), "") && toleration.get("operator").str() == "Exists"
                || toleration.get("key").str() == taint
        };
        let tolerated =
            |toleration: &Value| covers(toleration) && matches!(toleration.get("effect").str(), "" | "NoExecute");
        if !spec.get("tolerations").list().iter().any(tolerated) {
            spec.entry("tolerations").list_mut().push(toleration(taint));
        }
    }
    Ok(())
}

fn toleration(taint: &str) -> Value {
    [
        ("effect", "NoExecute".into()),
        ("key", taint.into()),
        ("operator", "Exists".into()),
        ("tolerationSeconds", 300.into()),
    ]
    .into()
}
