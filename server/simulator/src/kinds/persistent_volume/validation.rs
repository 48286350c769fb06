//! Full validation of a PersistentVolume (`ValidatePersistentVolume`, `ValidatePersistentVolumeSpec`).

use super::{MOUNT_OPTIONS_ANNOTATION, VOLUME_MODES};
use crate::kinds::storage_class::validate_reference;
use crate::kinds::volume_source;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::dns1123_subdomain;
use crate::values::quantity::Quantity;
use crate::values::{access_mode, metadata, node_selector, resource_list};

const RECLAIM_POLICIES: &[&str] = &["Delete", "Recycle", "Retain"];

/// Sources that take mount options from the annotation (`pkg/volume/validation/pv_validation.go`).
const TAKES_MOUNT_OPTIONS: &[&str] = &[
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "nfs",
    "rbd",
    "quobyte",
    "iscsi",
    "cinder",
    "cephfs",
    "azureFile",
    "vsphereVolume",
    "azureDisk",
    "photonPersistentDisk",
];

pub(super) fn validate(volume: &Value, errors: &mut Errors) {
    let meta = volume.get("metadata");
    metadata::validate(meta, false, dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(volume.get("spec"), meta.get("name").str(), &Path::new("spec"), errors);
    mount_options(volume, errors);
}

fn validate_spec(spec: &Value, name: &str, path: &Path, errors: &mut Errors) {
    let modes = spec.get("accessModes");
    if modes.is_empty() {
        errors.required(&path.child("accessModes"), "");
    }
    access_mode::validate(modes, &path.child("accessModes"), errors);
    capacity(spec.get("capacity"), &path.child("capacity"), errors);

    let (policy, policy_path) =
        (spec.get("persistentVolumeReclaimPolicy").str(), path.child("persistentVolumeReclaimPolicy"));
    if !RECLAIM_POLICIES.contains(&policy) {
        errors.not_supported(&policy_path, Shown::named(policy), RECLAIM_POLICIES);
    }
    let affinity = spec.get("nodeAffinity");
    if !affinity.is_null() {
        node_affinity(affinity, &path.child("nodeAffinity"), errors);
    }
    volume_source::validate_persistent_source(spec, name, path, errors);
    let host_path = spec.at(&["hostPath", "path"]);
    if policy == "Recycle" && host_path.as_str().is_some_and(is_root) {
        errors.forbidden(&policy_path, "may not be 'recycle' for a hostPath mount of '/'");
    }
    validate_reference(spec, "storageClassName", path, errors);
    if let Some(mode) = spec.get("volumeMode").as_str()
        && !VOLUME_MODES.contains(&mode)
    {
        errors.not_supported(&path.child("volumeMode"), Shown::named(mode), VOLUME_MODES);
    }
    if let Some(class) = spec.get("volumeAttributesClassName").as_str() {
        if class.is_empty() {
            errors.required(&path.child("volumeAttributesClassName"), "an empty string is disallowed");
        }
        validate_reference(spec, "volumeAttributesClassName", path, errors);
        if spec.get("csi").is_null() {
            errors.required(&path.child("csi"), "has to be specified when using volumeAttributesClassName");
        }
    }
}

fn capacity(capacity: &Value, path: &Path, errors: &mut Errors) {
    if capacity.is_empty() {
        errors.required(path, "");
    }
    if !capacity.has("storage") || capacity.members().count() > 1 {
        let shown = Shown::Bare(serde_json::to_string(capacity).unwrap_or_default());
        errors.not_supported(path, shown, &["storage"]);
    }
    for (resource, held) in capacity.members() {
        let (quantity, path) = (Quantity::of(held), path.key(resource));
        if quantity.value() < 0 {
            errors.invalid(&path, quantity.value(), "must be a valid resource quantity");
        }
        resource_list::validate_positive(&quantity, &path, errors);
    }
}

fn node_affinity(affinity: &Value, path: &Path, errors: &mut Errors) {
    let (required, path) = (affinity.get("required"), path.child("required"));
    match required.is_null() {
        true => errors.required(&path, "must specify required node constraints"),
        false => node_selector::validate(required, &path, errors),
    }
}

/// Whether Go's `path.Clean` makes it `/`.
fn is_root(path: &str) -> bool {
    let mut depth = 0usize;
    for element in path.split('/') {
        match element {
            "" | "." => {}
            ".." => depth = depth.saturating_sub(1),
            _ => depth += 1,
        }
    }
    path.starts_with('/') && depth == 0
}

fn mount_options(volume: &Value, errors: &mut Errors) {
    let given = volume.at(&["metadata", "annotations"]).has(MOUNT_OPTIONS_ANNOTATION);
    let spec = volume.get("spec");
    if given && !TAKES_MOUNT_OPTIONS.iter().any(|member| !spec.get(member).is_null()) {
        let path = Path::new("metadata").child("annotations").child(MOUNT_OPTIONS_ANNOTATION);
        errors.forbidden(&path, "may not specify mount options for this volume type");
    }
}
