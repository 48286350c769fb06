//! Full validation of a claim and of claim templates (`ValidatePersistentVolumeClaim`, `ValidatePersistentVolumeClaimSpec`).

use super::data_source;
use crate::kinds::persistent_volume::VOLUME_MODES;
use crate::kinds::storage_class::validate_reference;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::dns1123_subdomain;
use crate::values::quantity::Quantity;
use crate::values::{access_mode, label_selector, metadata, resource_list};

pub(super) fn validate(claim: &Value, errors: &mut Errors) {
    metadata::validate(claim.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(claim.get("spec"), &Path::new("spec"), errors);
}

/// Checks a claim's spec at its path, also one in a template.
pub fn validate_spec(spec: &Value, path: &Path, errors: &mut Errors) {
    let modes = spec.get("accessModes");
    if modes.is_empty() {
        errors.required(&path.child("accessModes"), "at least 1 access mode is required");
    }
    let selector = spec.get("selector");
    if !selector.is_null() {
        label_selector::validate(selector, &path.child("selector"), errors);
    }
    access_mode::validate(modes, &path.child("accessModes"), errors);
    let requests = spec.at(&["resources", "requests"]);
    let storage_path = path.child("resources").key("storage");
    match requests.has("storage") {
        true => resource_list::validate_positive(&Quantity::of(requests.get("storage")), &storage_path, errors),
        false => errors.required(&storage_path, ""),
    }
    validate_reference(spec, "storageClassName", path, errors);
    if let Some(mode) = spec.get("volumeMode").as_str()
        && !VOLUME_MODES.contains(&mode)
    {
        errors.not_supported(&path.child("volumeMode"), Shown::named(mode), VOLUME_MODES);
    }
    data_source::validate(spec, path, errors);
    validate_reference(spec, "volumeAttributesClassName", path, errors);
}
