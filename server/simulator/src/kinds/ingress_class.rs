//! IngressClass (`pkg/apis/networking/validation/validation.go`, `ValidateIngressClass`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{domain_prefixed_path, metadata, name};

/// The rules of IngressClass.
pub static RULES: Rules = Rules { defaults, validate, validate_update, ..Rules::NONE };

fn defaults(class: &mut Value) {
    let Some(parameters) = class.get_mut("spec").and_then(|spec| spec.get_mut("parameters")) else { return };
    if !parameters.is_null() {
        parameters.set_default("scope", "Cluster");
    }
}

fn validate(class: &Value, errors: &mut Errors) {
    metadata::validate(class.get("metadata"), false, name::dns1123_subdomain, &Path::new("metadata"), errors);
    spec(class.get("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    let (controller, stored) = (new.at(&["spec", "controller"]), old.at(&["spec", "controller"]));
    if controller.str() != stored.str() {
        errors.invalid(&Path::new("spec").child("controller"), controller.str(), "field is immutable");
    }
    validate(new, errors);
}

fn spec(spec: &Value, errors: &mut Errors) {
    let path = Path::new("spec");
    let controller = spec.get("controller").str();
    let controller_path = path.child("controller");
    if controller.len() > 250 {
        errors.too_long(&controller_path, 250);
    }
    domain_prefixed_path::validate(controller, &controller_path, errors);
    let parameters = spec.get("parameters");
    if !parameters.is_null() {
        parameters_reference(parameters, &path.child("parameters"), errors);
    }
}

fn parameters_reference(parameters: &Value, path: &Path, errors: &mut Errors) {
    let (scope, namespace) = (parameters.get("scope").str(), parameters.get("namespace"));
    let namespace_path = path.child("namespace");
    match scope {
        "Cluster" | "Namespace" => {}
        other => errors.not_supported(&path.child("scope"), other, &["Cluster", "Namespace"]),
    }
    let group = parameters.get("apiGroup");
    if !group.is_null() {
        for message in name::dns1123_subdomain(group.str()) {
            errors.invalid(&path.child("apiGroup"), group.str(), &message);
        }
    }
    for key in ["kind", "name"] {
        let held = parameters.get(key);
        if held.is_empty() {
            errors.declared(|errors| errors.required(&path.child(key), ""));
        } else {
            for message in name::path_segment(held.str()) {
                errors.invalid(&path.child(key), held, &message);
            }
        }
    }
    match scope {
        "Namespace" if namespace.is_null() => {
            errors.required(&namespace_path, "`parameters.scope` is set to 'Namespace'");
        }
        "Cluster" if !namespace.is_null() => {
            errors.forbidden(&namespace_path, "`parameters.scope` is set to 'Cluster'");
        }
        "Namespace" => {
            for message in name::dns1123_label(namespace.str()) {
                errors.invalid(&namespace_path, namespace.str(), &message);
            }
        }
        _ => {}
    }
}
