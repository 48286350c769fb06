//! NetworkPolicy: defaults and updates (`pkg/apis/networking/v1/defaults.go`, `pkg/registry/networking/networkpolicy/strategy.go`).

mod validation;

use super::Rules;
use crate::value::Value;

/// The rules of NetworkPolicy.
pub static RULES: Rules = Rules {
    defaults,
    validate: validation::validate,
    validate_update: validation::validate_update,
    warnings: validation::warnings,
    ..Rules::NONE
};

/// A port is TCP unless it says otherwise; a policy is about Ingress, and about Egress when it has egress rules.
fn defaults(policy: &mut Value) {
    let spec = policy.entry("spec");
    // Not a pointer in Go: a policy without it, or without a spec, selects every pod of its namespace.
    spec.set_default("podSelector", Value::map());
    for direction in ["ingress", "egress"] {
        let Some(rules) = spec.get_mut(direction).filter(|rules| !rules.is_empty()) else { continue };
        for rule in rules.list_mut() {
            let Some(ports) = rule.get_mut("ports").filter(|ports| !ports.is_empty()) else { continue };
            for port in ports.list_mut() {
                port.set_default("protocol", "TCP");
            }
        }
    }
    if spec.get("policyTypes").is_empty() {
        let mut types: Vec<Value> = vec!["Ingress".into()];
        if !spec.get("egress").is_empty() {
            types.push("Egress".into());
        }
        spec.set("policyTypes", types);
    }
}
