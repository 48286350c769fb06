//! Sources that are paths on a node or in an image, and the rules of paths.

use super::Around;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::quantity::Quantity;

/// Values of `hostPath.type`.
const HOST_PATH_TYPES: &[&str] =
    &["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

/// No element of the path may be `..` (`validatePathNoBacksteps`).
pub fn validate_no_backsteps(text: &str, path: &Path, errors: &mut Errors) {
    if text.split('/').any(|element| element == "..") {
        errors.invalid(path, text, "must not contain '..'");
    }
}

/// A relative path that leads only downwards (`validateLocalDescendingPath`).
pub fn validate_descending(text: &str, path: &Path, errors: &mut Errors) {
    if text.starts_with('/') {
        errors.invalid(path, text, "must be a relative path");
    }
    validate_no_backsteps(text, path, errors);
}

/// A descending path whose first element does not begin with `..` (`ValidateLocalNonReservedPath`).
pub fn validate_not_reserved(text: &str, path: &Path, errors: &mut Errors) {
    validate_descending(text, path, errors);
    if text.starts_with("..") && !text.starts_with("../") {
        errors.invalid(path, text, "must not start with '..'");
    }
}

pub(super) fn empty_dir(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    if Quantity::of(source.get("sizeLimit")).sign() < 0 {
        errors.forbidden(&path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
    }
}

pub(super) fn host_path(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    match source.get("path").str() {
        "" => errors.required(&path.child("path"), ""),
        text => {
            validate_no_backsteps(text, &path.child("path"), errors);
            let kind = source.get("type").str();
            if !HOST_PATH_TYPES.contains(&kind) {
                errors.not_supported(&path.child("type"), Shown::named(kind), HOST_PATH_TYPES);
            }
        }
    }
}

pub(super) fn local(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    match source.get("path").str() {
        "" => errors.required(&path.child("path"), ""),
        text => validate_no_backsteps(text, &path.child("path"), errors),
    }
    if around.holder.get("nodeAffinity").is_null() {
        errors.required(&around.path.child("nodeAffinity"), "Local volume requires node affinity");
    }
}

pub(super) fn git_repo(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    validate_descending(source.get("directory").str(), &path.child("directory"), errors);
}

pub(super) fn image(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    // A template may leave the reference to whoever fills it in.
    if around.pod.is_some() && source.get("reference").is_empty() {
        errors.required(&path.child("reference"), "");
    }
    let policies = ["Always", "IfNotPresent", "Never"];
    let policy = source.get("pullPolicy").str();
    if !policies.contains(&policy) {
        errors.not_supported(&path.child("pullPolicy"), Shown::named(policy), &policies);
    }
}
