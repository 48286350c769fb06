//! Names of resources: which are standard where, and what the API server says of others
//! (`pkg/apis/core/helper/helpers.go`, `validateResourceName` and its kin).

use super::field::{Errors, Path};
use super::name::qualified_name;
use super::quantity::Quantity;
use super::resource_list::validate_not_negative;

/// Resources of containers.
const CONTAINER: &[&str] = &["cpu", "ephemeral-storage", "memory"];
/// Objects that a quota counts; they come whole.
const COUNTED: &[&str] = &[
    "configmaps",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
];
/// Resources of containers and storage as a quota adds them up.
const SUMMED: &[&str] = &[
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
    "requests.storage",
];

/// Whether a quota may limit this unqualified name.
pub fn is_standard_for_quota(name: &str) -> bool {
    [CONTAINER, COUNTED, SUMMED].iter().any(|list| list.contains(&name)) || is_huge_pages_for_quota(name)
}

/// Whether a container may ask for this unqualified name.
pub fn is_standard_for_container(name: &str) -> bool {
    CONTAINER.contains(&name) || name.starts_with("hugepages-")
}

/// Whether the name belongs to Kubernetes: without a domain, or with one of `kubernetes.io`.
pub fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Whether the name is one of a device plugin: qualified, not of Kubernetes, and possible as a quota's.
pub fn is_extended(name: &str) -> bool {
    !is_native(name) && !name.starts_with("requests.") && qualified_name(&format!("requests.{name}")).is_empty()
}

/// Whether a node may promise more of it than it has.
pub fn may_be_overcommitted(name: &str) -> bool {
    is_native(name) && !name.starts_with("hugepages-")
}

/// Any resource (`validateResourceName`).
pub fn validate(name: &str, path: &Path, errors: &mut Errors) {
    let messages = qualified_name(name);
    messages.iter().for_each(|message| errors.invalid(path, name, message));
    let is_standard = is_standard_for_quota(name) || name == "storage";
    if messages.is_empty() && !name.contains('/') && !is_standard {
        errors.invalid(path, name, "must be a standard resource type or fully qualified");
    }
}

/// A resource in a quota's `hard` (`ValidateResourceQuotaResourceName`).
pub fn validate_for_quota(name: &str, path: &Path, errors: &mut Errors) {
    validate(name, path, errors);
    if !name.contains('/') && !is_standard_for_quota(name) {
        errors.invalid(path, name, "must be a standard resource for quota");
    }
}

/// A resource of a container (`validateContainerResourceName`).
pub fn validate_for_container(name: &str, path: &Path, errors: &mut Errors) {
    validate(name, path, errors);
    if !name.contains('/') {
        if !is_standard_for_container(name) {
            errors.invalid(path, name, "must be a standard resource for containers");
        }
    } else if !is_native(name) && !is_extended(name) {
        errors.invalid(path, name, "doesn't follow extended resource name standard");
    }
}

/// How much there is of a resource (`ValidateResourceQuantityValue`): not negative, and whole where things are counted.
pub fn validate_quantity(name: &str, quantity: &Quantity, path: &Path, errors: &mut Errors) {
    validate_not_negative(quantity, path, errors);
    let is_whole = COUNTED.contains(&name) || is_extended(name);
    if is_whole && !quantity.is_whole() {
        errors.invalid(path, quantity, "must be an integer");
    }
}

fn is_huge_pages_for_quota(name: &str) -> bool {
    name.starts_with("hugepages-") || name.starts_with("requests.hugepages-")
}
