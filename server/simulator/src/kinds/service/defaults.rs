//! What a Service is when its author does not say (`SetDefaults_Service` of `pkg/apis/core/v1/defaults.go`).

use super::{is_external_name, is_externally_accessible, is_type};
use crate::value::Value;
use serde_json::json;

/// Seconds that `ClientIP` affinity lasts without a word about it: three hours.
const AFFINITY_TIMEOUT: i64 = 10800;

/// Fills in the defaults; they come before allocation.
pub(super) fn fill(service: &mut Value) {
    let spec = service.entry("spec");
    default_text(spec, "sessionAffinity", "None");
    match spec.get("sessionAffinity").str() {
        "None" => {
            // Not an error: what a configuration without affinity says is dropped.
            spec.remove("sessionAffinityConfig");
        }
        "ClientIP" if spec.at(&["sessionAffinityConfig", "clientIP", "timeoutSeconds"]).is_null() => {
            spec.set("sessionAffinityConfig", json!({"clientIP": {"timeoutSeconds": AFFINITY_TIMEOUT}}));
        }
        _ => {}
    }
    default_text(spec, "type", "ClusterIP");
    if let Some(ports) = spec.get_mut("ports") {
        for port in ports.list_mut() {
            default_text(port, "protocol", "TCP");
            let target = port.get("targetPort");
            if target.is_empty() || target.as_int() == Some(0) {
                let number =
                    Value { data: crate::value::Data::Int(port.get("port").int()), ..port.get("port").clone() };
                port.set("targetPort", number);
            }
        }
    }
    if is_externally_accessible(spec) {
        default_text(spec, "externalTrafficPolicy", "Cluster");
    }
    if ["ClusterIP", "NodePort", "LoadBalancer"].iter().any(|name| is_type(spec, name)) {
        spec.set_default("internalTrafficPolicy", "Cluster");
    }
    if is_type(spec, "LoadBalancer") {
        spec.set_default("allocateLoadBalancerNodePorts", true);
    }
    if is_external_name(spec) && matches!(spec.get("internalTrafficPolicy").str(), "Cluster" | "Local") {
        // The registry hides the field from whoever reads an ExternalName Service (`defaultOnReadService`).
        spec.remove("internalTrafficPolicy");
    }
}

/// Sets a text that is missing or empty.
fn default_text(value: &mut Value, member: &str, default: &str) {
    if value.get(member).is_empty() {
        value.set(member, default);
    }
}
