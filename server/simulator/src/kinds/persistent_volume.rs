//! PersistentVolume: defaults, validation, update rules (`pkg/registry/core/persistentvolume/strategy.go`).

mod update;
mod validation;

use super::{Rules, volume_source};
use crate::value::Value;
use crate::values::field::Path;
use crate::values::{deprecated_label, resource_list};

/// Names a volume's or claim's class in place of `storageClassName`.
pub const CLASS_ANNOTATION: &str = "volume.beta.kubernetes.io/storage-class";
/// What a warning says of it.
pub const CLASS_ANNOTATION_WARNING: &str = "deprecated since v1.8; use \"storageClassName\" attribute instead";
/// Mount options in place of `mountOptions`.
const MOUNT_OPTIONS_ANNOTATION: &str = "volume.beta.kubernetes.io/mount-options";
/// Values of `volumeMode`.
pub const VOLUME_MODES: &[&str] = &["Block", "Filesystem"];

/// The rules of PersistentVolume.
pub static RULES: Rules = Rules {
    defaults,
    prepare,
    validate: validation::validate,
    validate_update: update::validate,
    warnings,
    ..Rules::NONE
};

/// The class of a volume (`GetPersistentVolumeClass`).
pub fn class(volume: &Value) -> &str {
    match volume.at(&["metadata", "annotations", CLASS_ANNOTATION]).as_str() {
        Some(class) => class,
        None => volume.at(&["spec", "storageClassName"]).str(),
    }
}

fn defaults(volume: &mut Value) {
    let spec = volume.entry("spec");
    if spec.get("persistentVolumeReclaimPolicy").is_empty() {
        spec.set("persistentVolumeReclaimPolicy", "Retain");
    }
    spec.set_default("volumeMode", "Filesystem");
    if let Some(capacity) = spec.get_mut("capacity").filter(|capacity| !capacity.is_null()) {
        resource_list::defaults(capacity);
    }
    volume_source::persistent_defaults(spec);
}

fn prepare(new: &mut Value, old: Option<&Value>) {
    match old {
        Some(old) => new.set("status", old.get("status").clone()),
        None => new.set("status", serde_json::json!({"phase": "Pending"})),
    }
}

fn warnings(volume: &Value, _: Option<&Value>) -> Vec<String> {
    let annotations = volume.at(&["metadata", "annotations"]);
    let spec = volume.get("spec");
    let mut found = Vec::new();
    let outdated = [
        (CLASS_ANNOTATION, CLASS_ANNOTATION_WARNING),
        (MOUNT_OPTIONS_ANNOTATION, "deprecated since v1.31; use \"mountOptions\" attribute instead"),
    ];
    for (annotation, message) in outdated {
        if annotations.has(annotation) {
            found.push(format!("metadata.annotations[{annotation}]: {message}"));
        }
    }
    if spec.get("persistentVolumeReclaimPolicy").str() == "Recycle" {
        found.push(
            "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. \
             Instead, the recommended approach is to use dynamic provisioning."
                .to_owned(),
        );
    }
    let path = Path::new("spec");
    let terms = path.child("nodeAffinity").child("required").child("nodeSelectorTerms");
    found.extend(deprecated_label::term_warnings(spec.at(&["nodeAffinity", "required", "nodeSelectorTerms"]), &terms));
    found.extend(volume_source::persistent_warnings(spec, &path));
    found
}
