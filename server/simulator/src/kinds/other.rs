//! Kinds that Drydock stores and lists without simulating what they do: only their metadata is checked.

use super::{Kind, Rules, by_gvk, split_api_version};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{metadata, name};

/// The rules of every kind without a file of its own.
pub static RULES: Rules = Rules { validate, validate_update, ..Rules::NONE };

fn validate(value: &Value, errors: &mut Errors) {
    let Some(kind) = kind_of(value) else { return };
    // Roles and bindings may be called `system:node`; everything else has a DNS name.
    let rule = match kind.group {
        "rbac.authorization.k8s.io" => name::path_segment,
        _ => name::dns1123_subdomain,
    };
    metadata::validate(value.get("metadata"), kind.namespaced, rule, &Path::new("metadata"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
}

fn kind_of(value: &Value) -> Option<&'static Kind> {
    let (group, version) = split_api_version(value.get("apiVersion").str());
    by_gvk(group, version, value.get("kind").str())
}
