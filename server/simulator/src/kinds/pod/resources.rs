//! Resources of containers and pods (`ValidateContainerResourceRequirements`, `validatePodResources`).

use super::requests::container_requests;
use crate::value::Value;
use crate::values::field::{Errors, Path, quote};
use crate::values::name;
use crate::values::quantity::Quantity;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Before the size of a page in the names of huge pages.
const HUGE_PAGES: &str = "hugepages-";

/// Resources that a container can ask for by a plain name.
const STANDARD: &[&str] = &["cpu", "memory", "ephemeral-storage"];

/// Plain names that mean something somewhere, in quotas for instance.
const KNOWN: &[&str] = &[
    "cpu",
    "memory",
    "ephemeral-storage",
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "pods",
    "resourcequotas",
    "services",
    "replicationcontrollers",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "storage",
    "requests.storage",
    "services.nodeports",
    "services.loadbalancers",
];

/// Checks a container's resources.
pub(super) fn validate(resources: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    validate_requirements(resources, container_name, path, errors);
    validate_claim_names(resources.get("claims"), spec, &path.child("claims"), errors);
}

/// `validateResourceRequirements`: limits first, then requests and that they stay within the limits.
fn validate_requirements(resources: &Value, rule: fn(&str, &Path, &mut Errors), path: &Path, errors: &mut Errors) {
    let (limits, requests) = (resources.get("limits"), resources.get("requests"));
    let (limits_path, requests_path) = (path.child("limits"), path.child("requests"));
    for (resource, quantity) in limits.members() {
        rule(resource, &limits_path.key(resource), errors);
        validate_quantity(resource, quantity, &limits_path.key(resource), errors);
        validate_huge_pages(resource, quantity, &limits_path.key(resource), errors);
    }
    for (resource, quantity) in requests.members() {
        rule(resource, &requests_path.key(resource), errors);
        validate_quantity(resource, quantity, &requests_path.key(resource), errors);
        let asked = Quantity::of(quantity);
        if limits.get(resource).is_null() {
            if !may_overcommit(resource) {
                errors.required(&limits_path, "Limit must be set for non overcommitable resources");
            }
        } else {
            let limit = Quantity::of(limits.get(resource));
            let why = match asked.cmp(&limit) {
                Ordering::Equal => None,
                _ if !may_overcommit(resource) => Some(format!("must be equal to {resource} limit of {limit}")),
                Ordering::Greater => Some(format!("must be less than or equal to {resource} limit of {limit}")),
                Ordering::Less => None,
            };
            if let Some(why) = why {
                errors.invalid(&requests_path, asked.to_string().as_str(), &why);
            }
        }
        validate_huge_pages(resource, quantity, &requests_path.key(resource), errors);
    }
    let has = |wanted: fn(&str) -> bool| limits.members().chain(requests.members()).any(|(name, _)| wanted(name));
    if has(is_huge_page) && !has(|name| matches!(name, "cpu" | "memory")) {
        errors.forbidden(path, "HugePages require cpu or memory");
    }
}

/// `validateContainerResourceName`.
fn container_name(resource: &str, path: &Path, errors: &mut Errors) {
    let messages = name::qualified_name(resource);
    for message in &messages {
        errors.invalid(path, resource, message);
    }
    if !resource.contains('/') {
        if messages.is_empty() && !KNOWN.contains(&resource) && !is_huge_page(resource) {
            errors.invalid(path, resource, "must be a standard resource type or fully qualified");
        }
        if !STANDARD.contains(&resource) && !is_huge_page(resource) {
            errors.invalid(path, resource, "must be a standard resource for containers");
        }
    } else if !is_native(resource) && !is_extended(resource) {
        errors.invalid(path, resource, "doesn't follow extended resource name standard");
    }
}

/// `ValidateResourceQuantityValue`.
fn validate_quantity(resource: &str, quantity: &Value, path: &Path, errors: &mut Errors) {
    let value = Quantity::of(quantity);
    if value.sign() < 0 {
        errors.invalid(path, value.to_string().as_str(), "must be greater than or equal to 0");
    }
    if is_extended(resource) && value.milli_value() % 1000 != 0 {
        errors.invalid(path, value.to_string().as_str(), "must be an integer");
    }
}

/// `validateResourceQuantityHugePageValue`: huge pages come in whole pages.
fn validate_huge_pages(resource: &str, quantity: &Value, path: &Path, errors: &mut Errors) {
    let Some(size) = resource.strip_prefix(HUGE_PAGES) else { return };
    let (value, page) = (Quantity::of(quantity), Quantity::parse(size).map_or(0, |size| size.value()));
    if page <= 0 || value.value() % page != 0 {
        let why = format!("{value} is not positive integer multiple of {resource}");
        errors.invalid(path, value.to_string().as_str(), &why);
    }
}

fn is_huge_page(resource: &str) -> bool {
    resource.starts_with(HUGE_PAGES)
}

/// Without a domain, or of Kubernetes' own.
fn is_native(resource: &str) -> bool {
    !resource.contains('/') || resource.contains("kubernetes.io/")
}

fn is_extended(resource: &str) -> bool {
    !is_native(resource)
        && !resource.starts_with("requests.")
        && name::qualified_name(&format!("requests.{resource}")).is_empty()
}

fn may_overcommit(resource: &str) -> bool {
    is_native(resource) && !is_huge_page(resource)
}

/// A container's claims are among the pod's (`validateResourceClaimNames`).
fn validate_claim_names(claims: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    let named = spec.get("resourceClaims").list().iter().map(|held| held.get("name").str());
    let known: BTreeSet<&str> = named.filter(|name| !name.is_empty()).collect();
    for (index, claim) in claims.list().iter().enumerate() {
        let (path, text) = (path.index(index), claim.get("name").str());
        if text.is_empty() {
            errors.required(&path, "");
            continue;
        }
        if claims.list().iter().take(index).any(|earlier| earlier == claim) {
            errors.duplicate(&path, text);
        }
        if !known.contains(text) {
            let held = match known.is_empty() {
                true => " which is empty".to_owned(),
                false => format!(": {}", known.iter().copied().collect::<Vec<_>>().join(", ")),
            };
            let why = format!("Not found: {}: must be one of the names in pod.spec.resourceClaims{held}", quote(text));
            errors.add("FieldValueNotFound", &path, why);
        }
    }
}

/// `validatePodResourceClaims`.
pub(super) fn validate_claims(claims: &Value, path: &Path, errors: &mut Errors) {
    for (index, claim) in claims.list().iter().enumerate() {
        let (path, text) = (path.index(index), claim.get("name").str());
        if text.is_empty() {
            errors.required(&path.child("name"), "");
        } else if claims.list().iter().take(index).any(|earlier| earlier.get("name").str() == text) {
            errors.duplicate(&path.child("name"), text);
        } else {
            for message in name::dns1123_label(text) {
                errors.invalid(&path.child("name"), text, &message);
            }
        }
        let (own, template) = (claim.get("resourceClaimName"), claim.get("resourceClaimTemplateName"));
        if own.is_null() == template.is_null() {
            let why = match own.is_null() {
                true => "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`",
                false => "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified",
            };
            errors.invalid(&path, claim, why);
        }
        for (key, named) in [("resourceClaimName", own), ("resourceClaimTemplateName", template)] {
            for message in named.as_str().map(name::dns1123_subdomain).unwrap_or_default() {
                errors.invalid(&path.child(key), named.str(), &message);
            }
        }
    }
}

/// `validatePodResources`: what a pod asks for as a whole covers what its containers ask for.
pub(super) fn validate_pod_level(spec: &Value, path: &Path, errors: &mut Errors) {
    let resources = spec.get("resources");
    if resources.is_null() {
        return;
    }
    if !resources.get("claims").is_null() {
        errors.forbidden(&path.child("claims"), "claims cannot be set for Resources at pod-level");
    }
    validate_requirements(resources, pod_level_name, path, errors);
    for (resource, asked) in container_requests(spec, &[]) {
        let held = Quantity::of(resources.at(&["requests", resource]));
        if asked > held {
            let why = format!("must be greater than or equal to aggregate container requests of {asked}");
            errors.invalid(&path.child("requests").key(resource), held.to_string().as_str(), &why);
        }
    }
    for (index, container) in spec.get("containers").list().iter().enumerate() {
        for (resource, limit) in container.at(&["resources", "limits"]).members() {
            let (own, whole) = (Quantity::of(limit), resources.at(&["limits", resource]));
            if !whole.is_null() && own > Quantity::of(whole) {
                let path = path.child("containers").index(index).key(resource).child("limits");
                let why = format!("must be less than or equal to pod limits of {}", Quantity::of(whole));
                errors.invalid(&path, own.to_string().as_str(), &why);
            }
        }
    }
}

fn pod_level_name(resource: &str, path: &Path, errors: &mut Errors) {
    container_name(resource, path, errors);
    if !matches!(resource, "cpu" | "memory") && !is_huge_page(resource) {
        errors.not_supported(path, resource, &["cpu", "hugepages-", "memory"]);
    }
}

/// `validateOverhead`.
pub(super) fn validate_overhead(overhead: &Value, path: &Path, errors: &mut Errors) {
    for (resource, quantity) in overhead.members() {
        let path = path.child("limits").key(resource);
        container_name(resource, &path, errors);
        validate_quantity(resource, quantity, &path, errors);
    }
}

/// `validateResizePolicy`.
pub(super) fn validate_resize_policy(container: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    const POLICIES: &[&str] = &["NotRequired", "RestartContainer"];
    let policies = container.get("resizePolicy").list();
    for (index, held) in policies.iter().enumerate() {
        let (resource, policy) = (held.get("resourceName").str(), held.get("restartPolicy").str());
        if policies.iter().take(index).any(|earlier| earlier.get("resourceName").str() == resource) {
            errors.duplicate(&path.index(index), resource);
        }
        for (word, supported) in [(resource, &["cpu", "memory"][..]), (policy, POLICIES)] {
            match word {
                "" => errors.required(path, ""),
                word if supported.contains(&word) => {}
                word => errors.not_supported(path, word, supported),
            }
        }
        if spec.get("restartPolicy").str() == "Never" && policy != "NotRequired" {
            errors.invalid(path, policy, "must be 'NotRequired' when `restartPolicy` is 'Never'");
        }
    }
}
