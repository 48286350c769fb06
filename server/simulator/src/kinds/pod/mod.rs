//! Pod: defaults, validation, update rules (`pkg/apis/core/v1/defaults.go`, `pkg/registry/core/pod/strategy.go`).

mod affinity;
mod containers;
mod defaults;
mod dns;
mod env;
mod match_label_keys;
mod port_warnings;
mod ports;
mod probes;
mod requests;
mod resources;
mod restart;
mod security_context;
mod spread;
mod update;
mod validation;
mod warnings;
mod windows;

use super::Rules;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) use affinity::validate_taint_effect;
pub use defaults::defaults_spec;
pub(crate) use requests::{requests, requests_at_least};
pub(crate) use validation::deletion_cost;
pub use validation::{validate_template, validate_template_spec};
pub use warnings::{of_name as name_warnings, of_template as template_warnings};

/// The rules of Pod.
pub static RULES: Rules = Rules {
    defaults: defaults::defaults,
    prepare,
    validate: validation::validate_create,
    validate_update: update::validate,
    warnings: warnings::of_pod,
    ..Rules::NONE
};

/// The status of a new pod, one for all pods of a class.
fn pending(class: &'static str) -> Value {
    static OF_CLASSES: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
        let classes = ["BestEffort", "Burstable", "Guaranteed"];
        classes.map(|class| (class, json!({"phase": "Pending", "qosClass": class}).into())).into()
    });
    OF_CLASSES.get(class).cloned().unwrap_or_default()
}

/// Clears what only nodes and controllers write; a new pod is Pending, and says so when gates hold it back.
fn prepare(pod: &mut Value, old: Option<&Value>) {
    if let Some(old) = old {
        pod.set("status", old.get("status").clone());
        return;
    }
    let class = defaults::qos_class(pod.get("spec"));
    pod.set("status", pending(class));
    match_label_keys::apply(pod);
    if !pod.at(&["spec", "schedulingGates"]).is_empty() {
        let gated = Condition {
            kind: "PodScheduled",
            status: "False",
            reason: "SchedulingGated",
            message: "Scheduling is blocked due to non-empty scheduling gates",
        };
        let now = pod.at(&["metadata", "creationTimestamp"]).str().to_owned();
        condition::set(pod, gated, &now);
    }
}
