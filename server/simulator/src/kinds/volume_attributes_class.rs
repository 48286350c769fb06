//! VolumeAttributesClass: validation, update rules (`pkg/apis/storage/validation/validation.go`).

use super::Rules;
use super::storage_class::{validate_parameters, validate_provisioner};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::dns1123_subdomain;

/// The rules of VolumeAttributesClass.
pub static RULES: Rules = Rules { validate, validate_update, ..Rules::NONE };

fn validate(class: &Value, errors: &mut Errors) {
    metadata::validate(class.get("metadata"), false, dns1123_subdomain, &Path::new("metadata"), errors);
    validate_provisioner(class.get("driverName").str(), &Path::new("driverName"), errors);
    validate_parameters(class.get("parameters"), false, &Path::new("parameters"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    for field in ["driverName", "parameters"] {
        if new.get(field) != old.get(field) {
            errors.forbidden(&Path::new(field), &format!("updates to {field} are forbidden."));
        }
    }
    validate(new, errors);
}
