//! ReplicationController: defaults, validation, update rules (`pkg/apis/core`).

use super::{Rules, pod, workload};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{label_selector, metadata, name};
use serde_json::json;

/// The rules of ReplicationController.
pub static RULES: Rules =
    Rules { defaults, prepare, validate, validate_update, warnings: workload::named_warnings, ..Rules::NONE };

/// Selector and labels come from the template when they are left out.
fn defaults(controller: &mut Value) {
    let labels = controller.at(&["spec", "template", "metadata", "labels"]).clone();
    if !labels.is_empty() {
        if controller.at(&["spec", "selector"]).is_empty() {
            controller.entry("spec").set("selector", labels.clone());
        }
        if controller.at(&["metadata", "labels"]).is_empty() {
            controller.entry("metadata").set("labels", labels);
        }
    }
    let spec = controller.entry("spec");
    spec.set_default("replicas", 1);
    if !spec.get("template").is_null() {
        pod::defaults_spec(spec.entry_at(&["template", "spec"]));
    }
}

fn prepare(controller: &mut Value, old: Option<&Value>) {
    workload::keep_status(controller, old);
    controller.entry("status").set_default("replicas", Value::from(json!(0)));
}

fn validate(controller: &Value, errors: &mut Errors) {
    let (metadata, path) = (controller.get("metadata"), Path::new("metadata"));
    metadata::validate(metadata, true, |_| Vec::new(), &path, errors);
    let name = metadata.get("name").str();
    errors.declared(|errors| {
        name::dns1123_subdomain(name).iter().for_each(|message| errors.invalid(&path.child("name"), name, message));
    });
    validate_spec(controller.get("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_spec(new.get("spec"), errors);
}

/// `ValidateReplicationControllerSpec`.
fn validate_spec(spec: &Value, errors: &mut Errors) {
    let (path, selector, template) = (Path::new("spec"), spec.get("selector"), spec.get("template"));
    errors.declared(|errors| workload::not_negative(spec, &["replicas", "minReadySeconds"], &path, errors));
    if selector.is_empty() {
        errors.required(&path.child("selector"), "");
    }
    let path = path.child("template");
    if template.is_null() {
        errors.required(&path, "");
        return;
    }
    let labels = template.at(&["metadata", "labels"]);
    if !label_selector::matches_map(selector, labels) {
        let path = path.child("metadata").child("labels");
        errors.invalid(&path, labels, "`selector` does not match template `labels`");
    }
    workload::validate_lasting_template(template, "ReplicationController", &path, errors);
}
