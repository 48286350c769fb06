//! Files made from API objects: secret, configMap, downwardAPI, and projected volumes that put them together.

use super::Around;
use super::path::validate_not_reserved;
use crate::kinds::downward_api;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use std::collections::BTreeSet;

const FILE_MODE: &str = "must be a number between 0 and 0777 (octal), both inclusive";

/// Fields of a pod that a file may show.
const POD_FIELDS: &[&str] =
    &["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

/// A secret or configMap volume: default mode and items.
pub(super) fn files(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    mode(source, "defaultMode", path, errors);
    for (index, item) in source.get("items").list().iter().enumerate() {
        key_to_path(item, &path.child("items").index(index), errors);
    }
}

/// Upstream reports errors of items at the volume, without an index.
pub(super) fn downward_api(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    mode(source, "defaultMode", path, errors);
    source.get("items").list().iter().for_each(|file| downward_api_file(file, path, errors));
}

pub(super) fn projected(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    mode(source, "defaultMode", path, errors);
    let mut taken = BTreeSet::new();
    for (index, projection) in source.get("sources").list().iter().enumerate() {
        let at = path.child("sources").index(index);
        let mut count = 0;
        for member in ["secret", "configMap"] {
            let held = projection.get(member);
            if held.is_null() {
                continue;
            }
            count += 1;
            let (name, at) = (held.get("name").str(), at.child(member));
            if name.is_empty() {
                errors.required(&at.child("name"), "");
            }
            for (index, item) in held.get("items").list().iter().enumerate() {
                key_to_path(item, &at.child("items").index(index), errors);
                take(item, name, &mut taken, path, errors);
            }
        }
        let fields = projection.get("downwardAPI");
        if !fields.is_null() {
            count += 1;
            for file in fields.get("items").list() {
                downward_api_file(file, &at.child("downwardAPI"), errors);
                take(file, file.get("path").str(), &mut taken, path, errors);
            }
        }
        let token = projection.get("serviceAccountToken");
        if !token.is_null() {
            count += 1;
            service_account_token(token, &at.child("serviceAccountToken"), path, errors);
        }
        if count > 1 {
            errors.forbidden(&at, "may not specify more than 1 volume type per source");
        }
    }
}

fn service_account_token(token: &Value, path: &Path, volume: &Path, errors: &mut Errors) {
    let seconds = token.get("expirationSeconds").int();
    let seconds_path = path.child("expirationSeconds");
    if seconds < 600 {
        errors.invalid(&seconds_path, seconds, "may not specify a duration less than 10 minutes");
    }
    if seconds > 1 << 32 {
        errors.invalid(&seconds_path, seconds, "may not specify a duration larger than 2^32 seconds");
    }
    match token.get("path").str() {
        "" => errors.required(&volume.child("path"), ""),
        text => validate_not_reserved(text, &volume.child("path"), errors),
    }
}

fn key_to_path(item: &Value, path: &Path, errors: &mut Errors) {
    if item.get("key").is_empty() {
        errors.required(&path.child("key"), "");
    }
    file_path(item, path, errors);
    mode(item, "mode", path, errors);
}

fn downward_api_file(file: &Value, path: &Path, errors: &mut Errors) {
    file_path(file, path, errors);
    let (field, resource) = (file.get("fieldRef"), file.get("resourceFieldRef"));
    match (field.is_null(), resource.is_null()) {
        (true, true) => errors.required(path, "one of fieldRef and resourceFieldRef is required"),
        (true, false) => {
            downward_api::validate_resource(resource, true, &path.child("resourceFieldRef"), errors);
        }
        (false, only_field) => {
            downward_api::validate_field(field, POD_FIELDS, &path.child("fieldRef"), errors);
            if !only_field {
                errors.invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        }
    }
    mode(file, "mode", path, errors);
}

fn file_path(file: &Value, path: &Path, errors: &mut Errors) {
    let (text, path) = (file.get("path").str(), path.child("path"));
    if text.is_empty() {
        errors.required(&path, "");
    }
    validate_not_reserved(text, &path, errors);
}

fn mode(holder: &Value, member: &'static str, path: &Path, errors: &mut Errors) {
    if let Some(mode) = holder.get(member).as_int()
        && !(0..=0o777).contains(&mode)
    {
        errors.invalid(&path.child(member), mode, FILE_MODE);
    }
}

/// Two files of a projected volume may not have the same path; `shown` is what the error names.
fn take<'a>(file: &'a Value, shown: &str, taken: &mut BTreeSet<&'a str>, volume: &Path, errors: &mut Errors) {
    let text = file.get("path").str();
    if !text.is_empty() && !taken.insert(text) {
        errors.invalid(volume, shown, "conflicting duplicate paths");
    }
}
