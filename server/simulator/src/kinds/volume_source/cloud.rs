//! Sources of clouds and of storage products with a plugin of their own.

use super::Around;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::dns1123_label;

const CACHING_MODES: &[&str] = &["None", "ReadOnly", "ReadWrite"];
const DISK_KINDS: &[&str] = &["Dedicated", "Managed", "Shared"];
const MANAGED_DISK: &str =
    "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
const BLOB_DISK: &str = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";

/// Partition 0 is the whole disk: accepted, whatever the message says.
pub(super) fn partition(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let partition = source.get("partition").int();
    if !(0..=255).contains(&partition) {
        errors.invalid(&path.child("partition"), partition, "must be between 1 and 255, inclusive");
    }
}

pub(super) fn secret_name(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let secret = source.get("secretRef");
    if !secret.is_null() && secret.get("name").is_empty() {
        errors.required(&path.child("secretRef").child("name"), "");
    }
}

pub(super) fn secret_reference(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    secret_name(source, around, path, errors);
    let secret = source.get("secretRef");
    if !secret.is_null() && secret.get("namespace").is_empty() {
        errors.required(&path.child("secretRef").child("namespace"), "");
    }
}

pub(super) fn flex_options(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    for (key, _) in source.get("options").members() {
        let domain = format!(".{}", key.split_once('/').map_or(key, |(domain, _)| domain).to_lowercase());
        if domain.ends_with(".kubernetes.io") || domain.ends_with(".k8s.io") {
            errors.invalid(&path.child("options").key(key), key, "kubernetes.io and k8s.io namespaces are reserved");
        }
    }
}

pub(super) fn azure_file_namespace(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let namespace = source.get("secretNamespace");
    if !namespace.is_null() && namespace.is_empty() {
        errors.required(&path.child("secretNamespace"), "");
    }
}

pub(super) fn azure_disk(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    for (member, known) in [("cachingMode", CACHING_MODES), ("kind", DISK_KINDS)] {
        if let Some(text) = source.get(member).as_str()
            && !known.contains(&text)
        {
            errors.not_supported(&path.child(member), Shown::named(text), known);
        }
    }
    let uri = source.get("diskURI").str();
    let expected = match source.get("kind").as_str() {
        None => return,
        Some("Managed") => ("/subscriptions/", MANAGED_DISK),
        Some(_) => ("https://", BLOB_DISK),
    };
    if !uri.starts_with(expected.0) {
        errors.not_supported(&path.child("diskURI"), uri, &[expected.1]);
    }
}

pub(super) fn storage_os(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    storage_os_names(source, path, errors);
    secret_name(source, around, path, errors);
}

pub(super) fn persistent_storage_os(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    storage_os_names(source, path, errors);
    secret_reference(source, around, path, errors);
}

fn storage_os_names(source: &Value, path: &Path, errors: &mut Errors) {
    for member in ["volumeName", "volumeNamespace"] {
        let name = source.get(member).str();
        if !name.is_empty() {
            dns1123_label(name).iter().for_each(|message| errors.invalid(&path.child(member), name, message));
        }
    }
}
