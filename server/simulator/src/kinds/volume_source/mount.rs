//! Where containers mount volumes and see block devices (`ValidateVolumeMounts`, `ValidateVolumeDevices`).

use super::path::validate_descending;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use std::collections::{BTreeMap, BTreeSet};

const PROPAGATIONS: &[&str] = &["Bidirectional", "HostToContainer", "None"];
const RECURSIVE_READ_ONLY: &[&str] = &["Disabled", "Enabled", "IfPossible"];

/// Checks `volumeMounts` of a container at its path; `volumes` are the pod's valid volumes by name.
pub fn validate_mounts(container: &Value, volumes: &BTreeMap<&str, &Value>, path: &Path, errors: &mut Errors) {
    let path = path.child("volumeMounts");
    let devices = container.get("volumeDevices").list();
    let mut taken = BTreeSet::new();
    for (index, mount) in container.get("volumeMounts").list().iter().enumerate() {
        let at = path.index(index);
        let (name, mount_path) = (mount.get("name").str(), mount.get("mountPath").str());
        if name.is_empty() {
            errors.required(&at.child("name"), "");
        }
        if !volumes.contains_key(name) {
            errors.not_found(&at.child("name"), name);
        }
        if mount_path.is_empty() {
            errors.required(&at.child("mountPath"), "");
        }
        if !taken.insert(mount_path) {
            errors.invalid(&at.child("mountPath"), mount_path, "must be unique");
        }
        if devices.iter().any(|device| device.get("name").str() == name) {
            errors.invalid(&at.child("name"), name, "must not already exist in volumeDevices");
        }
        if devices.iter().any(|device| device.get("devicePath").str() == mount_path) {
            errors.invalid(&at.child("mountPath"), mount_path, "must not already exist as a path in volumeDevices");
        }
        // Upstream leaves out the index of everything that follows but the last.
        let (sub_path, expression) = (mount.get("subPath").str(), mount.get("subPathExpr").str());
        if !sub_path.is_empty() {
            validate_descending(sub_path, &path.child("subPath"), errors);
        }
        if !expression.is_empty() {
            if !sub_path.is_empty() {
                let words = "subPathExpr and subPath are mutually exclusive";
                errors.invalid(&at.child("subPathExpr"), expression, words);
            }
            validate_descending(expression, &path.child("subPathExpr"), errors);
        }
        propagation(mount, container, &path.child("mountPropagation"), errors);
        recursive_read_only(mount, &path.child("recursiveReadOnly"), errors);
    }
}

/// Checks `volumeDevices` of a container at its path; `volumes` are the pod's valid volumes by name.
pub fn validate_devices(container: &Value, volumes: &BTreeMap<&str, &Value>, path: &Path, errors: &mut Errors) {
    let path = path.child("volumeDevices");
    let mounts = container.get("volumeMounts").list();
    let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for (index, device) in container.get("volumeDevices").list().iter().enumerate() {
        let at = path.index(index);
        let (name, device_path) = (device.get("name").str(), device.get("devicePath").str());
        let volume = volumes.get(name);
        if name.is_empty() {
            errors.required(&at.child("name"), "");
        }
        if !name.is_empty() && !names.insert(name) {
            errors.invalid(&at.child("name"), name, "must be unique");
        }
        match volume {
            Some(volume) if volume.get("persistentVolumeClaim").is_null() && volume.get("ephemeral").is_null() => {
                let words = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
                errors.invalid(&at.child("name"), name, words);
            }
            Some(_) => {}
            None => errors.not_found(&at.child("name"), name),
        }
        if device_path.is_empty() {
            errors.required(&at.child("devicePath"), "");
        } else {
            if !paths.insert(device_path) {
                errors.invalid(&at.child("devicePath"), device_path, "must be unique");
            }
            if device_path.split('/').any(|element| element == "..") {
                errors.invalid(&at.child("devicePath"), device_path, "can not contain backsteps ('..')");
            }
        }
        if mounts.iter().any(|mount| mount.get("name").str() == name) {
            errors.invalid(&at.child("name"), name, "must not already exist in volumeMounts");
        }
        if mounts.iter().any(|mount| mount.get("mountPath").str() == device_path) {
            errors.invalid(&at.child("devicePath"), device_path, "must not already exist as a path in volumeMounts");
        }
    }
}

fn propagation(mount: &Value, container: &Value, path: &Path, errors: &mut Errors) {
    let Some(mode) = mount.get("mountPropagation").as_str() else { return };
    if !PROPAGATIONS.contains(&mode) {
        errors.not_supported(path, Shown::named(mode), PROPAGATIONS);
    }
    if mode == "Bidirectional" && !container.at(&["securityContext", "privileged"]).is_true() {
        errors.forbidden(path, "Bidirectional mount propagation is available only to privileged containers");
    }
}

fn recursive_read_only(mount: &Value, path: &Path, errors: &mut Errors) {
    match mount.get("recursiveReadOnly").as_str() {
        None | Some("Disabled") => {}
        Some("Enabled" | "IfPossible") => {
            if !mount.get("readOnly").is_true() {
                errors.forbidden(path, "may only be specified when readOnly is true");
            }
            if mount.get("mountPropagation").as_str().is_some_and(|mode| mode != "None") {
                errors.forbidden(path, "may only be specified when mountPropagation is None or not specified");
            }
        }
        Some(mode) => errors.not_supported(path, Shown::named(mode), RECURSIVE_READ_ONLY),
    }
}
