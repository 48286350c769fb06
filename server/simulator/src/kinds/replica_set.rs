//! ReplicaSet: defaults, validation, update rules (`pkg/apis/apps`, `pkg/registry/apps/replicaset/strategy.go`).

use super::{Rules, pod, workload};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{metadata, name};
use serde_json::json;

/// The rules of ReplicaSet.
pub static RULES: Rules =
    Rules { defaults, prepare, validate, validate_update, warnings: workload::named_warnings, ..Rules::NONE };

fn defaults(set: &mut Value) {
    let spec = set.entry("spec");
    spec.set_default("replicas", 1);
    pod::defaults_spec(spec.entry_at(&["template", "spec"]));
}

fn prepare(set: &mut Value, old: Option<&Value>) {
    workload::keep_status(set, old);
    set.entry("status").set_default("replicas", Value::from(json!(0)));
}

fn validate(set: &Value, errors: &mut Errors) {
    metadata::validate(set.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(set.get("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_spec(new.get("spec"), errors);
    let (selector, before) = (new.at(&["spec", "selector"]), old.at(&["spec", "selector"]));
    if selector != before {
        let path = Path::new("spec").child("selector");
        errors.invalid(&path, workload::shown_selector(selector), "field is immutable");
    }
}

fn validate_spec(spec: &Value, errors: &mut Errors) {
    let path = Path::new("spec");
    workload::not_negative(spec, &["replicas", "minReadySeconds"], &path, errors);
    let words = ("invalid for deployment", "invalid label selector");
    workload::validate_selector_and_template(spec, words, &path, errors, |template, path, errors| {
        workload::validate_lasting_template(template, "ReplicaSet", path, errors);
    });
}
