//! Pod: defaults, validation, update rules (`pkg/apis/core/v1/defaults.go`, `pkg/registry/core/pod/strategy.go`).

mod defaults;

use super::Rules;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use crate::values::field::{Errors, Path};
use serde_json::json;

pub use defaults::defaults_spec;

/// The rules of Pod.
pub static RULES: Rules = Rules { defaults: defaults::defaults, prepare, ..Rules::NONE };

/// Clears what only nodes and controllers write; a new pod is Pending, and says so when gates hold it back.
fn prepare(pod: &mut Value, old: Option<&Value>) {
    if let Some(old) = old {
        pod.set("status", old.get("status").clone());
        return;
    }
    let class = defaults::qos_class(pod.get("spec"));
    pod.set("status", Value::from(json!({"phase": "Pending", "qosClass": class})));
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

/// `ValidatePodTemplateSpec` without the metadata: a pod template's spec.
pub fn validate_template_spec(_spec: &Value, _path: &Path, _errors: &mut Errors) {}
