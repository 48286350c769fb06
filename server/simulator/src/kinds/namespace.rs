//! Namespace: defaults, validation, update rules (`pkg/registry/core/namespace/strategy.go`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::{dns1123_label, qualified_name};
use serde_json::json;

/// The rules of Namespace.
pub static RULES: Rules = Rules { defaults, prepare, validate, validate_update, ..Rules::NONE };

/// The label by which selectors find a namespace of a certain name.
const NAME_LABEL: &str = "kubernetes.io/metadata.name";

fn defaults(namespace: &mut Value) {
    let name = namespace.at(&["metadata", "name"]).clone();
    if !name.is_empty() {
        namespace.entry_at(&["metadata", "labels"]).set(NAME_LABEL, name);
    }
}

/// A new namespace is active and held by the finalizer `kubernetes`; neither is for clients to say.
fn prepare(new: &mut Value, old: Option<&Value>) {
    if let Some(old) = old {
        for kept in ["spec", "status"] {
            new.set(kept, old.get(kept).clone());
        }
        return;
    }
    new.set("status", json!({"phase": "Active"}));
    let finalizers = new.entry_at(&["spec", "finalizers"]).list_mut();
    if !finalizers.iter().any(|finalizer| finalizer.str() == "kubernetes") {
        finalizers.push("kubernetes".into());
    }
}

fn validate(namespace: &Value, errors: &mut Errors) {
    metadata::validate(namespace.get("metadata"), false, dns1123_label, &Path::new("metadata"), errors);
    let path = Path::new("spec").child("finalizers");
    for finalizer in namespace.at(&["spec", "finalizers"]).list() {
        let name = finalizer.str();
        qualified_name(name).iter().for_each(|message| errors.invalid(&path, name, message));
        if !name.contains('/') && !["kubernetes", "orphan", "foregroundDeletion"].contains(&name) {
            errors.invalid(&path, name, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
}
