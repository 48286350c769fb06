//! Environment variables and where their values come from (`ValidateEnv`, `ValidateEnvFrom`).

use crate::kinds::downward_api;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name;

/// Fields of a pod that an environment variable can show.
const FIELDS: &[&str] = &[
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// Checks a container's variables.
pub(super) fn validate(variables: &Value, path: &Path, errors: &mut Errors) {
    for (index, variable) in variables.list().iter().enumerate() {
        let path = path.index(index);
        match variable.get("name").str() {
            "" => errors.required(&path.child("name"), ""),
            text => {
                for message in name::env_var_name(text) {
                    errors.invalid(&path.child("name"), text, &message);
                }
            }
        }
        validate_value_from(variable, &path.child("valueFrom"), errors);
    }
}

fn validate_value_from(variable: &Value, path: &Path, errors: &mut Errors) {
    let from = variable.get("valueFrom");
    if from.is_null() {
        return;
    }
    let mut sources = 0;
    for key in ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"] {
        let (source, path) = (from.get(key), path.child(key));
        if source.is_null() {
            continue;
        }
        sources += 1;
        match key {
            "fieldRef" => downward_api::validate_field(source, FIELDS, &path, errors),
            "resourceFieldRef" => downward_api::validate_resource(source, false, &path, errors),
            "fileKeyRef" => validate_file_key(source, &path, errors),
            _ => validate_key(source, &path, errors),
        }
    }
    match (sources, variable.get("value").is_empty()) {
        (0, _) => errors.invalid(
            path,
            "",
            "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`",
        ),
        (_, false) => errors.invalid(path, "", "may not be specified when `value` is not empty"),
        (1, true) => {}
        _ => errors.invalid(path, "", "may not have more than one field specified at a time"),
    }
}

/// A key of a ConfigMap or Secret.
fn validate_key(source: &Value, path: &Path, errors: &mut Errors) {
    for message in name::dns1123_subdomain(source.get("name").str()) {
        errors.invalid(&path.child("name"), source.get("name").str(), &message);
    }
    match source.get("key").str() {
        "" => errors.required(&path.child("key"), ""),
        key => {
            for message in name::config_map_key(key) {
                errors.invalid(&path.child("key"), key, &message);
            }
        }
    }
}

/// A variable of an environment file in a volume.
fn validate_file_key(source: &Value, path: &Path, errors: &mut Errors) {
    match source.get("key").str() {
        "" => errors.required(&path.child("key"), ""),
        key => {
            for message in name::env_var_name(key) {
                errors.invalid(&path.child("key"), key, &message);
            }
        }
    }
    for member in ["volumeName", "path"] {
        if source.get(member).is_empty() {
            errors.required(&path.child(member), "");
        }
    }
}

/// Checks a container's `envFrom`; upstream reports a wrong number of sources at the list itself.
pub(super) fn validate_from(sources: &Value, path: &Path, errors: &mut Errors) {
    let list_path = path;
    for (index, source) in sources.list().iter().enumerate() {
        let path = path.index(index);
        let prefix = source.get("prefix").str();
        if !prefix.is_empty() {
            for message in name::env_var_name(prefix) {
                errors.invalid(&path.child("prefix"), prefix, &message);
            }
        }
        let mut count = 0;
        for key in ["configMapRef", "secretRef"] {
            let (named, path) = (source.get(key), path.child(key).child("name"));
            if named.is_null() {
                continue;
            }
            count += 1;
            match named.get("name").str() {
                "" => errors.required(&path, ""),
                text => {
                    for message in name::dns1123_subdomain(text.strip_suffix('-').unwrap_or(text)) {
                        errors.invalid(&path, text, &message);
                    }
                }
            }
        }
        match count {
            0 => errors.invalid(list_path, "", "must specify one of: `configMapRef` or `secretRef`"),
            1 => {}
            _ => errors.invalid(list_path, "", "may not have more than one field specified at a time"),
        }
    }
}
