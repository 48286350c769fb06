//! Ingress (`pkg/registry/networking/ingress/strategy.go`): status is the controller's, generation counts changes of the spec.

mod validation;

use super::Rules;
use crate::value::Value;

/// The annotation that named the class before `spec.ingressClassName` did.
pub(crate) const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";

/// The rules of Ingress.
pub static RULES: Rules = Rules {
    prepare,
    validate: validation::validate,
    validate_update: validation::validate_update,
    warnings: validation::warnings,
    ..Rules::NONE
};

fn prepare(new: &mut Value, old: Option<&Value>) {
    match old.map(|old| old.get("status")) {
        Some(status) if !status.is_null() => new.set("status", status.clone()),
        _ => new.set("status", Value::from(serde_json::json!({ "loadBalancer": {} }))),
    }
}
