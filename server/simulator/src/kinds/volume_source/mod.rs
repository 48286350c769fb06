//! Volume sources, shared by pods' volumes and PersistentVolumes: which there are, their defaults and validation.
//!
//! Upstream: `ValidateVolumes`, `validateVolumeSource` and the sources in `ValidatePersistentVolumeSpec`
//! (`pkg/apis/core/validation/validation.go`). The order of the two tables is upstream's order of checks: of two sources
//! the later one is refused, and its own content is not looked at.

mod cloud;
mod csi;
mod defaults;
mod ephemeral;
mod mount;
mod network;
pub mod path;
mod projection;
mod table;
mod warnings;

pub use defaults::{defaults, persistent_defaults};
pub use mount::{validate_devices, validate_mounts};
pub use warnings::{persistent_warnings, warnings};

use crate::object::Object;
use crate::submit::admission::service_account;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name::dns1123_label;
use std::collections::BTreeMap;
use table::{PERSISTENT, POD, Row};

/// The object around a volume source, as far as checks ask for it.
#[derive(Debug, Clone, Copy)]
struct Around<'a> {
    /// Name of the volume in the pod, or of the PersistentVolume.
    volume: &'a str,
    /// Name of the pod; `None` for PersistentVolumes and for pod templates.
    pod: Option<&'a str>,
    /// The volume, or the PersistentVolume's spec.
    holder: &'a Value,
    /// Path of the volume.
    path: &'a Path,
}

/// Checks `spec.volumes` of a pod (with its name) or of a pod template (without).
///
/// Returns the volumes that mounts may name: those without any error (`ValidateVolumes`).
pub fn validate_volumes<'a>(
    volumes: &'a Value,
    pod: Option<&str>,
    path: &Path,
    errors: &mut Errors,
) -> BTreeMap<&'a str, &'a Value> {
    let made: Vec<String> = match pod {
        Some(pod) if !pod.is_empty() => volumes
            .list()
            .iter()
            .filter(|volume| !volume.get("ephemeral").is_null())
            .map(|volume| format!("{pod}-{}", volume.get("name").str()))
            .collect(),
        _ => Vec::new(),
    };
    let mut valid = BTreeMap::new();
    for (index, volume) in volumes.list().iter().enumerate() {
        let (path, name) = (path.index(index), volume.get("name").str());
        let name_path = path.child("name");
        let mut found = Errors::default();
        validate_pod_source(volume, pod, &path, &mut found);
        match name {
            "" => found.required(&name_path, ""),
            name => dns1123_label(name).iter().for_each(|message| found.invalid(&name_path, name, message)),
        }
        if valid.contains_key(name) {
            found.duplicate(&name_path, name);
        }
        if found.is_empty() {
            valid.insert(name, volume);
        }
        errors.extend(found);
        let claim = volume.at(&["persistentVolumeClaim", "claimName"]).str();
        if made.iter().any(|name| name == claim) {
            let path = path.child("persistentVolumeClaim").child("claimName");
            errors.invalid(&path, claim, "must not reference a PVC that gets created for an ephemeral volume");
        }
    }
    valid
}

/// Checks the source of one volume of a pod (with its name) or of a pod template (without).
pub fn validate_pod_source(volume: &Value, pod: Option<&str>, path: &Path, errors: &mut Errors) {
    let around = Around { volume: volume.get("name").str(), pod, holder: volume, path };
    if validate(POD, volume, around, errors) == 0 {
        errors.required(path, "must specify a volume type");
    }
}

/// Checks the source of a PersistentVolume's spec; `name` is the PersistentVolume's.
pub fn validate_persistent_source(spec: &Value, name: &str, path: &Path, errors: &mut Errors) {
    let around = Around { volume: name, pod: None, holder: spec, path };
    if validate(PERSISTENT, spec, around, errors) == 0 {
        errors.required(path, "must specify a volume type");
    }
}

/// The members of a PersistentVolume's spec that are sources.
pub fn persistent_sources() -> impl Iterator<Item = &'static str> {
    PERSISTENT.iter().map(|row| row.member)
}

/// The source of a PersistentVolume's spec and its member's name.
pub fn persistent_source(spec: &Value) -> Option<(&'static str, &Value)> {
    persistent_sources().map(|member| (member, spec.get(member))).find(|(_, source)| !source.is_null())
}

/// The name of the claim that a pod's volume uses: a named one, or the one made for an ephemeral volume.
pub fn claim_name(pod: &str, volume: &Value) -> Option<String> {
    let named = volume.get("persistentVolumeClaim");
    if !named.is_null() {
        return Some(named.get("claimName").str().to_owned());
    }
    (!volume.get("ephemeral").is_null()).then(|| format!("{pod}-{}", volume.get("name").str()))
}

/// Whether the pod has a volume that is or would be the claim of that name.
pub fn uses_claim(pod: &Object, claim: &str) -> bool {
    let volumes = pod.spec("volumes").list().iter();
    volumes.filter_map(|volume| claim_name(pod.name(), volume)).any(|name| name == claim)
}

/// Walks the table; returns how many sources counted.
fn validate(rows: &[Row], holder: &Value, around: Around<'_>, errors: &mut Errors) -> usize {
    let mut count = 0;
    for row in rows {
        let source = holder.get(row.member);
        if source.is_null() {
            continue;
        }
        if count == 0 && service_account::is_own_source(source) {
            count = 1;
            continue;
        }
        if count > 0 && !row.may_be_second {
            errors.forbidden(&around.path.child(row.shown_as_second), "may not specify more than 1 volume type");
        } else {
            count += 1;
            let path = around.path.child(row.shown);
            for member in row.required {
                if source.get(member).is_empty() {
                    errors.required(&path.child(member), "");
                }
            }
            (row.check)(source, around, &path, errors);
        }
        (row.always)(source, around, around.path, errors);
    }
    count
}
