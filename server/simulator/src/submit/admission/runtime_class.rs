//! RuntimeClass: a pod's runtime class exists, and says what it costs and where it runs
//! (`plugin/pkg/admission/runtimeclass`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::submit::status::Status;
use crate::value::Value;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "RuntimeClass", mutate, ..Plugin::NONE };

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, pod: &mut Value) -> Result<(), Status> {
    if attempt.kind.kind != "Pod" || attempt.old.is_some() {
        return Ok(());
    }
    let refuse = |why: &str| Err(Status::forbidden(attempt.kind, attempt.name, why));
    let spec = pod.entry("spec");
    let Some(name) = spec.get("runtimeClassName").as_str().map(str::to_owned) else {
        return match spec.get("overhead").is_empty() {
            true => Ok(()),
            false => refuse("pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"),
        };
    };
    let Some(class) = cluster.get("RuntimeClass", "", &name) else {
        return refuse(&format!("pod rejected: RuntimeClass \"{name}\" not found"));
    };
    let overhead = class.value.at(&["overhead", "podFixed"]);
    if !overhead.is_null() {
        if !spec.get("overhead").is_empty() && spec.get("overhead") != overhead {
            return refuse("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
        }
        spec.set("overhead", overhead.clone());
    }
    let scheduling = class.value.get("scheduling");
    for (key, value) in scheduling.get("nodeSelector").members() {
        let held = spec.get("nodeSelector").get(key);
        if !held.is_null() && held != value {
            return refuse(&format!(
                "conflict: runtimeClass.scheduling.nodeSelector[{key}] = {}; pod.spec.nodeSelector[{key}] = {}",
                value.str(),
                held.str()
            ));
        }
        spec.entry("nodeSelector").set(key, value.clone());
    }
    for toleration in scheduling.get("tolerations").list() {
        let held = spec.entry("tolerations").list_mut();
        if !held.contains(toleration) {
            held.push(toleration.clone());
        }
    }
    Ok(())
}
