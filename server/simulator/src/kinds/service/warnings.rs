//! What the server warns of on every write of a Service (`GetWarningsForService` of `pkg/api/service/warnings.go`).

use super::{NONE, has_cluster_ip, is_external_name, is_type};
use crate::value::Value;
use crate::values::ip;

/// Texts for Warning headers.
pub(super) fn of(new: &Value, _old: Option<&Value>) -> Vec<String> {
    let spec = new.get("spec");
    let mut warnings = Vec::new();
    if new.at(&["metadata", "annotations"]).has("service.kubernetes.io/topology-aware-hints") {
        warnings.push(
            "annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead"
                .to_owned(),
        );
    }
    let odd_addresses = |member: &str, warnings: &mut Vec<String>| {
        for (index, address) in spec.get(member).list().iter().enumerate() {
            warnings.extend(ip::ip_warning(&format!("spec.{member}[{index}]"), address.str()));
        }
    };
    if has_cluster_ip(spec) {
        odd_addresses("clusterIPs", &mut warnings);
    }
    let headless = is_type(spec, "ClusterIP") && spec.get("clusterIP").str() == NONE;
    let has_external_ips = !spec.get("externalIPs").is_empty();
    let ignored_when_headless = [
        ("loadBalancerIP", !spec.get("loadBalancerIP").is_empty()),
        ("externalIPs", has_external_ips),
        ("SessionAffinity", spec.get("sessionAffinity").str() != NONE),
    ];
    for (member, set) in ignored_when_headless {
        if headless && set {
            warnings.push(format!("spec.{member} is ignored for headless services"));
        }
    }
    odd_addresses("externalIPs", &mut warnings);
    if has_external_ips && !headless && !is_external_name(spec) {
        warnings.push("spec.externalIPs is deprecated and may no longer be implemented in some clusters".to_owned());
    }
    warnings.extend(ip::ip_warning("spec.loadBalancerIP", spec.get("loadBalancerIP").str()));
    for (index, range) in spec.get("loadBalancerSourceRanges").list().iter().enumerate() {
        warnings.extend(ip::cidr_warnings(&format!("spec.loadBalancerSourceRanges[{index}]"), range.str()));
    }
    if is_external_name(spec) && has_external_ips {
        warnings.push("spec.externalIPs is ignored when spec.type is \"ExternalName\"".to_owned());
    }
    if !is_external_name(spec) && !spec.get("externalName").is_empty() {
        warnings.push("spec.externalName is ignored when spec.type is not \"ExternalName\"".to_owned());
    }
    if spec.get("trafficDistribution").str() == "PreferClose" {
        warnings.push("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"".to_owned());
    }
    warnings
}
