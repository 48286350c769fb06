//! Object metadata (apimachinery `pkg/api/validation/objectmeta.go`, and `ValidateObjectMeta` of
//! `pkg/apis/core/validation/validation.go`).

use crate::schema::{internal_json, internal_json_list};
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown, quote};
use crate::values::name::{dns1123_label, label_value, qualified_name};
use std::collections::BTreeSet;

/// Bytes that all annotations of an object may have together.
const ANNOTATION_BYTES: usize = 256 * 1024;

/// The Go struct of an owner reference.
const OWNER: &str = "v1.OwnerReference";

/// Finalizer names that need no domain.
const STANDARD_FINALIZERS: &[&str] = &["kubernetes", "orphan", "foregroundDeletion"];

/// Checks the metadata of an object to be created; each kind calls it first, with the rule for its names.
pub fn validate(meta: &Value, namespaced: bool, name_rule: fn(&str) -> Vec<String>, path: &Path, errors: &mut Errors) {
    validate_common(meta, namespaced, name_rule, path, errors);
    for (index, finalizer) in meta.get("finalizers").list().iter().enumerate() {
        let name = finalizer.str();
        if !name.contains('/') && !STANDARD_FINALIZERS.contains(&name) {
            let words = "name is neither a standard finalizer name nor is it fully qualified";
            errors.invalid(&path.child("finalizers").index(index), name, words);
        }
    }
}

/// What holds for the metadata of every object (`ValidateObjectMetaAccessor`); updates are checked for it as well.
pub fn validate_common(
    meta: &Value,
    namespaced: bool,
    name_rule: fn(&str) -> Vec<String>,
    path: &Path,
    errors: &mut Errors,
) {
    let prefix = meta.get("generateName").str();
    if !prefix.is_empty() {
        for message in name_rule(&mask_trailing_dash(prefix)) {
            errors.invalid(&path.child("generateName"), prefix, &message);
        }
    }
    match meta.get("name").str() {
        "" => errors.required(&path.child("name"), "name or generateName is required"),
        name => {
            for message in name_rule(name) {
                errors.invalid(&path.child("name"), name, &message);
            }
        }
    }
    let namespace = meta.get("namespace").str();
    match (namespaced, namespace) {
        (true, "") => errors.required(&path.child("namespace"), ""),
        (true, namespace) => {
            for message in dns1123_label(namespace) {
                errors.invalid(&path.child("namespace"), namespace, &message);
            }
        }
        (false, "") => {}
        (false, _) => errors.forbidden(&path.child("namespace"), "not allowed on this type"),
    }
    validate_labels(meta.get("labels"), &path.child("labels"), errors);
    validate_annotations(meta.get("annotations"), &path.child("annotations"), errors);
    validate_owners(meta.get("ownerReferences"), &path.child("ownerReferences"), errors);
    validate_finalizers(meta.get("finalizers"), &path.child("finalizers"), errors);
}

/// Checks what an update may do to metadata (`ValidateObjectMetaUpdate`). The server calls it once itself; strategies
/// of many kinds call it again, but a refusal names equal causes once.
pub fn validate_update(new: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    if !old.get("deletionTimestamp").is_null() {
        validate_no_new_finalizers(new.get("finalizers"), old.get("finalizers"), &path.child("finalizers"), errors);
    }
    if new.get("resourceVersion").is_empty() {
        errors.invalid(&path.child("resourceVersion"), "", "must be specified for an update");
    }
    for fixed in ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] {
        if new.get(fixed) != old.get(fixed) && !(new.get(fixed).is_empty() && old.get(fixed).is_empty()) {
            errors.invalid(&path.child(fixed), new.get(fixed), "field is immutable");
        }
    }
    validate_labels(new.get("labels"), &path.child("labels"), errors);
    validate_annotations(new.get("annotations"), &path.child("annotations"), errors);
    validate_owners(new.get("ownerReferences"), &path.child("ownerReferences"), errors);
}

/// Keys and values of labels (`ValidateLabels`).
pub fn validate_labels(labels: &Value, path: &Path, errors: &mut Errors) {
    for (key, value) in labels.members() {
        for message in qualified_name(key) {
            errors.invalid(path, key, &message);
        }
        for message in label_value(value.str()) {
            errors.invalid(path, value.str(), &message);
        }
    }
}

/// Keys of annotations and the size of all of them (`ValidateAnnotations`).
pub fn validate_annotations(annotations: &Value, path: &Path, errors: &mut Errors) {
    let mut bytes = 0;
    for (key, value) in annotations.members() {
        for message in qualified_name(&key.to_lowercase()) {
            errors.invalid(path, key, &message);
        }
        bytes += key.len() + value.str().len();
    }
    if bytes > ANNOTATION_BYTES {
        errors.too_long(path, ANNOTATION_BYTES);
    }
}

/// As it is while it is a prefix: the dash at its end will not be the end of the name (`NameIsDNSSubdomain` with `prefix`).
fn mask_trailing_dash(prefix: &str) -> String {
    match prefix.strip_suffix('-') {
        Some(head) if !head.is_empty() => {
            let mut head = head.to_owned();
            head.pop();
            head + "a"
        }
        _ => prefix.to_owned(),
    }
}

fn validate_owners(owners: &Value, path: &Path, errors: &mut Errors) {
    let mut first: Option<String> = None;
    for (index, owner) in owners.list().iter().enumerate() {
        validate_owner(owner, &path.index(index), errors);
        if owner.get("controller").is_true() {
            let name = format!("{}/{}", owner.get("kind").str(), owner.get("name").str());
            match &first {
                Some(first) => {
                    let words = format!(
                        "Only one reference can have Controller set to true. Found \"true\" in references for {first} and {name}"
                    );
                    errors.invalid(path, Shown::Bare(internal_json_list(OWNER, owners)), &words);
                }
                None => first = Some(name),
            }
        }
    }
}

fn validate_owner(owner: &Value, path: &Path, errors: &mut Errors) {
    let api_version = owner.get("apiVersion").str();
    let (_, version) = crate::kinds::split_api_version(api_version);
    if api_version.is_empty() {
        errors.required(&path.child("apiVersion"), "must not be empty");
    } else if version.is_empty() || version.contains('/') {
        errors.invalid(&path.child("apiVersion"), api_version, "must be <group>/<version> or <version>");
    }
    for member in ["kind", "name", "uid"] {
        if owner.get(member).is_empty() {
            errors.required(&path.child(member), "must not be empty");
        }
    }
    if (api_version, owner.get("kind").str()) == ("v1", "Event") {
        let shown = Shown::Bare(internal_json(OWNER, owner));
        errors.invalid(path, shown, "/v1, Kind=Event is disallowed from being an owner");
    }
}

fn validate_finalizers(finalizers: &Value, path: &Path, errors: &mut Errors) {
    for finalizer in finalizers.list() {
        for message in qualified_name(finalizer.str()) {
            errors.invalid(path, finalizer.str(), &message);
        }
    }
    let has = |name: &str| finalizers.list().iter().any(|finalizer| finalizer.str() == name);
    if has("orphan") && has("foregroundDeletion") {
        errors.invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
    }
}

fn validate_no_new_finalizers(new: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    let extra: BTreeSet<&str> =
        new.list().iter().filter(|finalizer| !old.list().contains(finalizer)).map(Value::str).collect();
    if !extra.is_empty() {
        let list = extra.iter().map(|finalizer| quote(finalizer)).collect::<Vec<_>>().join(", ");
        let words = format!(
            "no new finalizers can be added if the object is being deleted, found new finalizers []string{{{list}}}"
        );
        errors.forbidden(path, &words);
    }
}
