//! CSI drivers: inline in a pod, and behind a PersistentVolume.

use super::Around;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name::{dns1123_label, dns1123_subdomain};

/// A driver's name (`ValidateCSIDriverName`).
pub(super) fn validate_driver(driver: &str, path: &Path, errors: &mut Errors) {
    if driver.is_empty() {
        errors.required(path, "");
    }
    if driver.len() > 63 {
        errors.too_long(path, 63);
    }
    dns1123_subdomain(&driver.to_lowercase()).iter().for_each(|message| errors.invalid(path, driver, message));
}

pub(super) fn inline(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    validate_driver(source.get("driver").str(), &path.child("driver"), errors);
    let secret = source.get("nodePublishSecretRef");
    match secret.get("name").str() {
        _ if secret.is_null() => {}
        "" => errors.required(&path.child("nodePublishSecretRef").child("name"), ""),
        name => {
            dns1123_subdomain(name).iter().for_each(|message| errors.invalid(&path.child("name"), name, message));
        }
    }
}

pub(super) fn persistent(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    validate_driver(source.get("driver").str(), &path.child("driver"), errors);
    if source.get("volumeHandle").is_empty() {
        errors.required(&path.child("volumeHandle"), "");
    }
    for member in
        ["controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"]
    {
        let secret = source.get(member);
        if !secret.is_null() {
            secret_reference(secret, &path.child(member), errors);
        }
    }
}

fn secret_reference(secret: &Value, path: &Path, errors: &mut Errors) {
    for member in ["name", "namespace"] {
        let (path, name) = (path.child(member), secret.get(member).str());
        let messages = if member == "name" { dns1123_subdomain(name) } else { dns1123_label(name) };
        match name {
            "" => errors.required(&path, ""),
            name => messages.iter().for_each(|message| errors.invalid(&path, name, message)),
        }
    }
}
