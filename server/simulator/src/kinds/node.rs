//! Node: validation, update rules (`ValidateNode`, `ValidateNodeUpdate` in `pkg/apis/core/validation`).

use super::{Rules, pod};
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{ip, metadata, name};
use std::collections::BTreeSet;

/// The rules of Node.
pub static RULES: Rules = Rules { prepare, validate, validate_update, ..Rules::NONE };

/// What a node is like, only its kubelet says.
fn prepare(node: &mut Value, old: Option<&Value>) {
    if let Some(old) = old {
        node.set("status", old.get("status").clone());
    }
}

fn validate(node: &Value, errors: &mut Errors) {
    let path = Path::new("metadata");
    metadata::validate(node.get("metadata"), false, name::dns1123_subdomain, &path, errors);
    validate_taints(node.at(&["spec", "taints"]), &path.child("taints"), errors);
    let path = Path::new("spec").child("podCIDRs");
    for (index, range) in node.at(&["spec", "podCIDRs"]).list().iter().enumerate() {
        for message in ip::cidr_messages(range.str()) {
            errors.invalid(&path.index(index), range.str(), &message);
        }
    }
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    let path = Path::new("metadata");
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &path, errors);
    for key in ["podCIDRs", "providerID"] {
        let before = old.at(&["spec", key]);
        if !before.is_empty() && new.at(&["spec", key]) != before {
            let shown = if key == "podCIDRs" { "podCIDR" } else { key };
            let why = format!("node updates may not change {shown} except from \"\" to valid");
            errors.forbidden(&Path::new("spec").child(key), &why);
        }
    }
    validate_taints(new.at(&["spec", "taints"]), &path.child("taints"), errors);
}

/// `validateNodeTaints`.
fn validate_taints(taints: &Value, path: &Path, errors: &mut Errors) {
    let mut seen = BTreeSet::new();
    for (index, taint) in taints.list().iter().enumerate() {
        let (path, key, effect) = (path.index(index), taint.get("key").str(), taint.get("effect").str());
        for message in name::qualified_name(key) {
            errors.invalid(&path.child("key"), key, &message);
        }
        let messages = name::label_value(taint.get("value").str());
        if !messages.is_empty() {
            errors.invalid(&path.child("value"), taint.get("value").str(), &messages.join(";"));
        }
        match effect {
            "" => errors.required(&path.child("effect"), ""),
            effect => pod::validate_taint_effect(effect, &path.child("effect"), errors),
        }
        if !seen.insert((effect, key)) {
            let shown = Shown::Bare(schema::internal_json("core.Taint", taint));
            let message = format!("Duplicate value: {shown}: taints must be unique by key and effect pair");
            errors.add("FieldValueDuplicate", &path, message);
        }
    }
}
