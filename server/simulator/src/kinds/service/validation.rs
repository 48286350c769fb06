//! Validation of a Service (`ValidateServiceCreate` and `validateService` of `pkg/apis/core/validation`), in upstream's order.

use super::{cluster_ip, is_external_name, is_externally_accessible, is_headless, is_type, needs_health_check, ports};
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::{dns1123_label, dns1123_subdomain, port_number, qualified_name};
use crate::values::{ip, metadata};

/// Seconds that `ClientIP` affinity may last: one day.
const LONGEST_AFFINITY: i64 = 86400;
/// The annotation that `loadBalancerSourceRanges` replaced.
const SOURCE_RANGES: &str = "service.beta.kubernetes.io/load-balancer-source-ranges";
const ONLY_LOAD_BALANCER: &str = "may only be used when `type` is 'LoadBalancer'";

/// Everything about a Service to be created.
pub(super) fn validate(service: &Value, errors: &mut Errors) {
    metadata::validate(service.get("metadata"), true, dns1123_label, &Path::new("metadata"), errors);
    validate_service(service, None, errors);
}

/// Everything but the metadata; `old` is there on updates and lets values stay that would not be taken anew.
pub(super) fn validate_service(service: &Value, old: Option<&Value>, errors: &mut Errors) {
    let spec = service.get("spec");
    let old_spec = old.map(|old| old.get("spec"));
    let path = Path::new("spec");
    validate_topology_annotations(service, errors);
    ports::validate_presence(spec, errors);
    validate_type_needs(spec, &path, errors);
    ports::validate(spec, errors);
    metadata::validate_labels(spec.get("selector"), &path.child("selector"), errors);
    validate_session_affinity(spec, &path, errors);
    errors.extend(cluster_ip::validate(spec, old_spec));
    validate_external_ips(spec, old_spec, &path, errors);
    let types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
    one_of(spec, "type", &types, &path, errors);
    ports::validate_together(spec, errors);
    validate_source_ranges(service, old, errors);
    validate_load_balancer_fields(spec, &path, errors);
    validate_external_traffic(spec, &path, errors);
    one_of(spec, "internalTrafficPolicy", &["Cluster", "Local"], &path, errors);
    let distributions = ["PreferClose", "PreferSameZone", "PreferSameNode"];
    one_of(spec, "trafficDistribution", &distributions, &path, errors);
}

/// A class may stand only on a load balancer, and is a qualified name (`validateLoadBalancerClassField`).
pub(super) fn validate_load_balancer_class(spec: &Value, errors: &mut Errors) {
    let path = Path::new("spec").child("loadBalancerClass");
    let Some(class) = spec.get("loadBalancerClass").as_str() else { return };
    match is_type(spec, "LoadBalancer") {
        true => qualified_name(class).iter().for_each(|message| errors.invalid(&path, class, message)),
        false => errors.forbidden(&path, ONLY_LOAD_BALANCER),
    }
}

fn validate_topology_annotations(service: &Value, errors: &mut Errors) {
    let annotations = service.at(&["metadata", "annotations"]);
    let (mode, hints) = ("service.kubernetes.io/topology-mode", "service.kubernetes.io/topology-aware-hints");
    if annotations.has(mode) && annotations.has(hints) && annotations.get(mode) != annotations.get(hints) {
        errors.invalid(
            &Path::new("metadata").child("annotations").key(mode),
            annotations.get(mode).str(),
            &format!("must match annotations[{hints}] when both are specified"),
        );
    }
}

fn validate_type_needs(spec: &Value, path: &Path, errors: &mut Errors) {
    for name in ["LoadBalancer", "NodePort"] {
        if is_type(spec, name) && is_headless(spec) {
            let words = format!("may not be set to 'None' for {name} services");
            errors.invalid(&path.child("clusterIPs").index(0), super::NONE, &words);
        }
    }
    if !is_external_name(spec) {
        return;
    }
    for member in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"] {
        if !spec.get(member).is_empty() {
            errors.forbidden(&path.child(member), "may not be set for ExternalName services");
        }
    }
    let name = spec.get("externalName").str();
    match name.strip_suffix('.').unwrap_or(name) {
        "" => errors.required(&path.child("externalName"), ""),
        name => {
            for message in dns1123_subdomain(name) {
                errors.invalid(&path.child("externalName"), name, &message);
            }
        }
    }
}

fn validate_session_affinity(spec: &Value, path: &Path, errors: &mut Errors) {
    one_of(spec, "sessionAffinity", &["ClientIP", "None"], path, errors);
    if spec.get("sessionAffinity").str() != "ClientIP" {
        return;
    }
    let timeout = spec.at(&["sessionAffinityConfig", "clientIP", "timeoutSeconds"]).int();
    if timeout <= 0 || timeout > LONGEST_AFFINITY {
        let path = path.child("sessionAffinityConfig").child("clientIP").child("timeoutSeconds");
        errors.invalid(&path, timeout, &format!("must be greater than 0 and less than {LONGEST_AFFINITY}"));
    }
}

fn validate_external_ips(spec: &Value, old: Option<&Value>, path: &Path, errors: &mut Errors) {
    for (index, address) in spec.get("externalIPs").list().iter().enumerate() {
        let path = path.child("externalIPs").index(index);
        let kept = old.is_some_and(|old| old.get("externalIPs").list().contains(address));
        let mut messages = if kept { ip::ip_messages_kept(address.str()) } else { ip::ip_messages(address.str()) };
        if messages.is_empty() {
            messages = ip::parse(address.str()).iter().flat_map(ip::special_messages).collect();
        }
        for message in messages {
            errors.invalid(&path, address.str(), &message);
        }
    }
}

fn validate_source_ranges(service: &Value, old: Option<&Value>, errors: &mut Errors) {
    let spec = service.get("spec");
    let ranges = spec.get("loadBalancerSourceRanges").list();
    let annotation = service.at(&["metadata", "annotations", SOURCE_RANGES]).as_str();
    // Upstream spells the field with a capital letter in its messages.
    let (path, values): (Path, Vec<(Option<usize>, &str)>) = match (ranges, annotation) {
        ([], None) => return,
        ([], Some(text)) => {
            let kept = old.is_some_and(|old| old.at(&["metadata", "annotations", SOURCE_RANGES]).str() == text);
            let parts = text.trim().split(',').filter(|_| !kept && !text.trim().is_empty());
            (Path::new("metadata").child("annotations").key(SOURCE_RANGES), parts.map(|part| (None, part)).collect())
        }
        (ranges, _) => {
            let parts = ranges.iter().enumerate().map(|(index, range)| (Some(index), range.str()));
            (Path::new("spec").child("LoadBalancerSourceRanges"), parts.collect())
        }
    };
    if !is_type(spec, "LoadBalancer") {
        errors.forbidden(&path, ONLY_LOAD_BALANCER);
    }
    let before = old.map_or(&[][..], |old| old.at(&["spec", "loadBalancerSourceRanges"]).list());
    for (index, value) in values {
        let value = value.trim();
        let kept = before.iter().any(|range| range.str().trim() == value);
        let messages = if kept { ip::cidr_messages_kept(value) } else { ip::cidr_messages(value) };
        let path = index.map_or_else(|| path.clone(), |index| path.index(index));
        for message in messages {
            errors.invalid(&path, value, &message);
        }
    }
}

fn validate_load_balancer_fields(spec: &Value, path: &Path, errors: &mut Errors) {
    if !spec.get("allocateLoadBalancerNodePorts").is_null() && !is_type(spec, "LoadBalancer") {
        errors.forbidden(&path.child("allocateLoadBalancerNodePorts"), ONLY_LOAD_BALANCER);
    }
    validate_load_balancer_class(spec, errors);
}

fn validate_external_traffic(spec: &Value, path: &Path, errors: &mut Errors) {
    let policy = spec.get("externalTrafficPolicy").str();
    match is_externally_accessible(spec) {
        true => one_of(spec, "externalTrafficPolicy", &["Cluster", "Local"], path, errors),
        false if policy.is_empty() => {}
        false => errors.invalid(
            &path.child("externalTrafficPolicy"),
            Shown::named(policy),
            "may only be set for externally-accessible services",
        ),
    }
    let number = spec.get("healthCheckNodePort").int();
    let path = path.child("healthCheckNodePort");
    match (needs_health_check(spec), number) {
        (false, 0) => {}
        (false, number) => errors.invalid(
            &path,
            number,
            "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
        ),
        (true, 0) => errors.required(&path, ""),
        (true, number) => port_number(number).iter().for_each(|message| errors.invalid(&path, number, message)),
    }
}

/// A member that, when it is there, is one of a few words.
fn one_of(spec: &Value, member: &'static str, words: &[&str], path: &Path, errors: &mut Errors) {
    if let Some(found) = spec.get(member).as_str().filter(|found| !words.contains(found)) {
        errors.not_supported(&path.child(member), Shown::named(found), words);
    }
}
