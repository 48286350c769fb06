//! Priority: a pod's priority comes from its PriorityClass (`plugin/pkg/admission/priority`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::submit::status::Status;
use crate::value::Value;
use std::sync::Arc;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "Priority", mutate, validate, ..Plugin::NONE };

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, pod: &mut Value) -> Result<(), Status> {
    if attempt.kind.kind != "Pod" {
        return Ok(());
    }
    let spec = pod.entry("spec");
    if let Some(old) = attempt.old {
        // An update that says nothing keeps what the pod has.
        for key in ["priority", "preemptionPolicy"] {
            if spec.get(key).is_null() && !old.at(&["spec", key]).is_null() {
                spec.set(key, old.at(&["spec", key]).clone());
            }
        }
        return Ok(());
    }
    let (name, priority, policy) = resolve(cluster, attempt, spec.get("priorityClassName").str())?;
    if !name.is_empty() {
        spec.set_default("priorityClassName", name);
    }
    if let Some(given) = spec.get("priority").as_int().filter(|given| *given != priority) {
        return Err(refuse(
            attempt,
            &format!(
                "the integer value of priority ({given}) must not be provided in pod spec; priority admission controller \
             computed {priority} from the given PriorityClass name"
            ),
        ));
    }
    spec.set("priority", priority);
    if let Some(given) = spec.get("preemptionPolicy").as_str().filter(|given| *given != policy) {
        return Err(refuse(
            attempt,
            &format!(
                "the string value of PreemptionPolicy ({given}) must not be provided in pod spec; priority admission \
             controller computed {policy} from the given PriorityClass name"
            ),
        ));
    }
    spec.set("preemptionPolicy", policy);
    Ok(())
}

/// Class name, priority and preemption policy for a pod that asks for `name`, or for nothing.
fn resolve(cluster: &Cluster, attempt: &Attempt<'_>, name: &str) -> Result<(String, i64, String), Status> {
    let class = match name {
        "" => default_class(cluster),
        name => match cluster.get("PriorityClass", "", name) {
            Some(class) => Some(class),
            None => return Err(refuse(attempt, &format!("no PriorityClass with name {name} was found"))),
        },
    };
    let Some(class) = class else { return Ok((String::new(), 0, "PreemptLowerPriority".to_owned())) };
    let policy = match class.value.get("preemptionPolicy").str() {
        "" => "PreemptLowerPriority",
        policy => policy,
    };
    Ok((class.name().to_owned(), class.value.get("value").int(), policy.to_owned()))
}

/// The class for pods that name none; the lowest value when there are several.
fn default_class(cluster: &Cluster) -> Option<&Arc<Object>> {
    let defaults = cluster.list("PriorityClass").filter(|class| class.value.get("globalDefault").is_true());
    defaults.min_by_key(|class| class.value.get("value").int())
}

/// There is one default at most.
fn validate(cluster: &Cluster, attempt: &Attempt<'_>, class: &Value) -> Result<(), Status> {
    if attempt.kind.kind != "PriorityClass" || !class.get("globalDefault").is_true() {
        return Ok(());
    }
    match default_class(cluster).filter(|held| attempt.old.is_none() || held.name() != attempt.name) {
        Some(held) => Err(refuse(
            attempt,
            &format!("PriorityClass {} is already marked as default. Only one default can exist", held.name()),
        )),
        None => Ok(()),
    }
}

fn refuse(attempt: &Attempt<'_>, why: &str) -> Status {
    Status::forbidden(attempt.kind, attempt.name, why)
}
