//! Defaults of volume sources (`pkg/apis/core/v1/defaults.go`).

use crate::kinds::{downward_api, persistent_volume_claim};
use crate::value::Value;

/// File mode of secret, configMap, downwardAPI and projected volumes: 0644.
const FILE_MODE: i64 = 0o644;
/// Lifetime of a projected token.
const TOKEN_SECONDS: i64 = 3600;

/// Defaults of members of sources: source, member, value.
const MEMBERS: &[(&str, &str, &str)] = &[
    ("hostPath", "type", ""),
    ("iscsi", "iscsiInterface", "default"),
    ("rbd", "pool", "rbd"),
    ("rbd", "user", "admin"),
    ("rbd", "keyring", "/etc/ceph/keyring"),
    ("azureDisk", "cachingMode", "ReadWrite"),
    ("azureDisk", "kind", "Shared"),
    ("azureDisk", "fsType", "ext4"),
    ("scaleIO", "storageMode", "ThinProvisioned"),
    ("scaleIO", "fsType", "xfs"),
];

/// Fills in the defaults of one volume of a pod. A volume without any source is an emptyDir (`SetDefaults_Volume`).
pub fn defaults(volume: &mut Value) {
    let has_source = volume.members().any(|(member, source)| member != "name" && !source.is_null());
    if !has_source {
        volume.set("emptyDir", Value::map());
    }
    persistent_defaults(volume);
    for member in ["secret", "configMap", "downwardAPI", "projected"] {
        if let Some(source) = present(volume, member) {
            source.set_default("defaultMode", FILE_MODE);
            if member == "downwardAPI" {
                list(source, "items").for_each(downward_api::defaults);
            }
        }
    }
    if let Some(projected) = present(volume, "projected") {
        for source in list(projected, "sources") {
            if let Some(token) = present(source, "serviceAccountToken") {
                token.set_default("expirationSeconds", TOKEN_SECONDS);
            }
            if let Some(fields) = present(source, "downwardAPI") {
                list(fields, "items").for_each(downward_api::defaults);
            }
        }
    }
    if let Some(image) = present(volume, "image") {
        let reference = image.get("reference").str();
        let policy = if is_latest(reference) { "Always" } else { "IfNotPresent" };
        if image.get("pullPolicy").is_empty() {
            image.set("pullPolicy", policy);
        }
    }
    if let Some(template) = present(volume, "ephemeral").and_then(|source| present(source, "volumeClaimTemplate")) {
        persistent_volume_claim::defaults_spec(template.entry("spec"));
    }
}

/// Fills in the defaults of the source in a PersistentVolume's spec.
pub fn persistent_defaults(spec: &mut Value) {
    for (source, member, value) in MEMBERS {
        if let Some(source) = present(spec, source)
            && (source.get(member).is_null() || source.get(member).is_empty() && !value.is_empty())
        {
            source.set(member, *value);
        }
    }
    if let Some(disk) = present(spec, "azureDisk") {
        disk.set_default("readOnly", false);
    }
}

fn present<'a>(holder: &'a mut Value, member: &str) -> Option<&'a mut Value> {
    holder.get_mut(member).filter(|value| !value.is_null())
}

/// The items of a list that is there.
fn list<'a>(holder: &'a mut Value, member: &str) -> impl Iterator<Item = &'a mut Value> {
    present(holder, member).into_iter().flat_map(Value::list_mut)
}

/// Whether an image reference means the newest image: no tag and no digest, or the tag `latest`.
fn is_latest(reference: &str) -> bool {
    let name = reference.rsplit('/').next().unwrap_or(reference);
    !name.contains('@') && name.split_once(':').is_none_or(|(_, tag)| tag == "latest")
}
