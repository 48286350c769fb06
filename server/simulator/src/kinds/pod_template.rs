//! PodTemplate: defaults, validation, update rules (`pkg/registry/core/podtemplate/strategy.go`).

use super::{Rules, pod};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{metadata, name};

/// The rules of PodTemplate.
pub static RULES: Rules = Rules {
    defaults: |held| pod::defaults_spec(held.entry_at(&["template", "spec"])),
    validate,
    validate_update,
    ..Rules::NONE
};

fn validate(held: &Value, errors: &mut Errors) {
    metadata::validate(held.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    pod::validate_template(held.get("template"), &Path::new("template"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    pod::validate_template(new.get("template"), &Path::new("template"), errors);
}
