//! Validation of pods and pod templates, in the order of `ValidatePodSpec` (`pkg/apis/core/validation/validation.go`).

use super::{affinity, containers, dns, resources, security_context, spread, windows};
use crate::kinds::volume_source;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{metadata, name};

/// What differs between a pod's spec and that of a template.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The pod's name; `None` in a template.
    pub(super) pod: Option<&'a str>,
}

/// `ValidatePodCreate`.
pub(super) fn validate_create(pod: &Value, errors: &mut Errors) {
    validate(pod, errors);
    let (spec, path) = (pod.get("spec"), Path::new("spec"));
    if !spec.get("ephemeralContainers").is_empty() {
        errors.forbidden(&path.child("ephemeralContainers"), "cannot be set on create");
    }
    if !spec.get("nodeName").is_empty() && !spec.get("schedulingGates").is_empty() {
        errors.forbidden(&path.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }
}

/// `validatePodMetadataAndSpec`: what holds for a new pod and for a changed one.
pub(super) fn validate(pod: &Value, errors: &mut Errors) {
    let (meta, spec) = (pod.get("metadata"), pod.get("spec"));
    let (meta_path, path) = (Path::new("metadata"), Path::new("spec"));
    metadata::validate(meta, true, name::dns1123_subdomain, &meta_path, errors);
    validate_annotations(meta.get("annotations"), spec, &meta_path.child("annotations"), errors);
    validate_spec(spec, Around { pod: Some(meta.get("name").str()) }, &path, errors);
    if spec.get("serviceAccountName").is_empty() {
        refuse_account_tokens(spec.get("volumes"), &path.child("volumes"), errors);
    }
    for list in ["containers", "initContainers"] {
        containers::validate_only_for_pod(spec.get(list), &path.child(list), errors);
    }
}

/// `ValidatePodTemplateSpec`: a template's labels, annotations and spec.
pub fn validate_template(template: &Value, path: &Path, errors: &mut Errors) {
    let (meta, spec, spec_path) = (template.get("metadata"), template.get("spec"), path.child("spec"));
    // Upstream names these paths without `metadata`.
    metadata::validate_labels(meta.get("labels"), &path.child("labels"), errors);
    metadata::validate_annotations(meta.get("annotations"), &path.child("annotations"), errors);
    validate_annotations(meta.get("annotations"), spec, &path.child("annotations"), errors);
    validate_template_spec(spec, &spec_path, errors);
    if !spec.get("ephemeralContainers").is_empty() {
        errors.forbidden(&spec_path.child("ephemeralContainers"), "ephemeral containers not allowed in pod template");
    }
}

/// `ValidatePodSpec` of a template.
pub fn validate_template_spec(spec: &Value, path: &Path, errors: &mut Errors) {
    validate_spec(spec, Around { pod: None }, path, errors);
}

fn validate_spec(spec: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    if spec.get("terminationGracePeriodSeconds").is_null() {
        errors.required(&path.child("terminationGracePeriodSeconds"), "");
    }
    let volumes = volume_source::validate_volumes(spec.get("volumes"), around.pod, &path.child("volumes"), errors);
    resources::validate_claims(spec.get("resourceClaims"), &path.child("resourceClaims"), errors);
    let context = containers::Context { spec, volumes: &volumes };
    containers::validate(&context, path, errors);
    resources::validate_pod_level(spec, &path.child("resources"), errors);
    validate_host_ports(spec, around, path, errors);
    one_of(spec, path, "restartPolicy", &["Always", "OnFailure", "Never"], errors);
    one_of(spec, path, "dnsPolicy", &["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"], errors);
    metadata::validate_labels(spec.get("nodeSelector"), &path.child("nodeSelector"), errors);
    security_context::validate_pod(spec, &path.child("securityContext"), errors);
    affinity::validate(spec.get("affinity"), &path.child("affinity"), errors);
    dns::validate_config(spec, &path.child("dnsConfig"), errors);
    validate_gates(spec, path, errors);
    spread::validate(spec.get("topologySpreadConstraints"), &path.child("topologySpreadConstraints"), errors);
    windows::validate_host_process(spec, path, errors);
    security_context::validate_host_users(spec, path, errors);
    subdomain(spec, path, "serviceAccountName", errors);
    subdomain(spec, path, "nodeName", errors);
    if let Some(deadline) = spec.get("activeDeadlineSeconds").as_int() {
        for message in name::in_range(deadline, 1, i64::from(i32::MAX)) {
            errors.invalid(&path.child("activeDeadlineSeconds"), deadline, &message);
        }
    }
    dns::validate_names(spec, path, errors);
    affinity::validate_tolerations(spec.get("tolerations"), &path.child("tolerations"), errors);
    dns::validate_host_aliases(spec.get("hostAliases"), &path.child("hostAliases"), errors);
    subdomain(spec, path, "priorityClassName", errors);
    if spec.get("runtimeClassName").as_str().is_some() {
        for message in name::dns1123_subdomain(spec.get("runtimeClassName").str()) {
            errors.invalid(&path.child("runtimeClassName"), spec.get("runtimeClassName"), &message);
        }
    }
    if !spec.get("preemptionPolicy").is_null() {
        one_of(spec, path, "preemptionPolicy", &["PreemptLowerPriority", "Never"], errors);
    }
    resources::validate_overhead(spec.get("overhead"), &path.child("overhead"), errors);
    security_context::validate_os(spec, path, errors);
}

/// A member that must hold one of the words: `Required` when empty, else `Unsupported value` in upstream's order.
pub(super) fn one_of(holder: &Value, path: &Path, key: &'static str, words: &[&str], errors: &mut Errors) {
    match holder.get(key).str() {
        "" => errors.required(&path.child(key), ""),
        word if words.contains(&word) => {}
        word => errors.not_supported(&path.child(key), word, words),
    }
}

fn subdomain(spec: &Value, path: &Path, key: &'static str, errors: &mut Errors) {
    let text = spec.get(key).str();
    if !text.is_empty() {
        for message in name::dns1123_subdomain(text) {
            errors.invalid(&path.child(key), text, &message);
        }
    }
}

/// `validatePodHostNetworkDeps`: on the node's network a host port is the container port. A template may leave it out.
fn validate_host_ports(spec: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    if !spec.get("hostNetwork").is_true() {
        return;
    }
    for (index, container) in spec.get("containers").list().iter().enumerate() {
        let path = path.child("containers").index(index).child("ports");
        for (index, port) in container.get("ports").list().iter().enumerate() {
            let (host, own) = (port.get("hostPort").int(), port.get("containerPort").int());
            if (around.pod.is_some() || host != 0) && host != own {
                let path = path.index(index).child("hostPort");
                errors.invalid(&path, host, "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }
}

/// Readiness gates and scheduling gates have qualified names; no scheduling gate stands twice.
fn validate_gates(spec: &Value, path: &Path, errors: &mut Errors) {
    for (index, gate) in spec.get("readinessGates").list().iter().enumerate() {
        let path = path.child("readinessGates").index(index).child("conditionType");
        for message in name::qualified_name(gate.get("conditionType").str()) {
            errors.invalid(&path, gate.get("conditionType").str(), &message);
        }
    }
    let gates = spec.get("schedulingGates").list();
    for (index, gate) in gates.iter().enumerate() {
        let (path, text) = (path.child("schedulingGates").index(index), gate.get("name").str());
        for message in name::qualified_name(text) {
            errors.invalid(&path, text, &message);
        }
        if gates.iter().take(index).any(|earlier| earlier.get("name").str() == text) {
            errors.duplicate(&path, text);
        }
    }
}

/// `ValidatePodSpecificAnnotations`, as far as the annotations still mean something.
pub(super) fn validate_annotations(annotations: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    const MIRROR: &str = "kubernetes.io/config.mirror";
    const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";
    if annotations.has(MIRROR) && spec.get("nodeName").is_empty() {
        let value = annotations.get(MIRROR);
        errors.invalid(&path.key(MIRROR), value, "must set spec.nodeName if mirror pod annotation is set");
    }
    if annotations.has(DELETION_COST) && deletion_cost(annotations.get(DELETION_COST).str()).is_none() {
        errors.invalid(&path.key(DELETION_COST), annotations.get(DELETION_COST), "must be a 32bit integer");
    }
}

/// A pod deletion cost: a 32 bit number without a plus sign or leading zeros.
pub(crate) fn deletion_cost(text: &str) -> Option<i32> {
    let plain = !text.starts_with('+') && (text == "0" || !text.trim_start_matches('-').starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

/// A token of a service account needs a service account.
fn refuse_account_tokens(volumes: &Value, path: &Path, errors: &mut Errors) {
    for (index, volume) in volumes.list().iter().enumerate() {
        let path = path.index(index).child("projected").child("sources");
        for (index, source) in volume.at(&["projected", "sources"]).list().iter().enumerate() {
            if !source.get("serviceAccountToken").is_null() {
                let path = path.index(index).child("serviceAccountToken");
                errors.forbidden(&path, "must not be specified when serviceAccountName is not set");
            }
        }
    }
}
