//! StorageObjectInUseProtection: volumes, claims and attributes classes are born with the finalizer that keeps them while
//! they are used (`plugin/pkg/admission/storage/storageobjectinuseprotection`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::submit::status::Status;
use crate::value::Value;

/// Kind and finalizer.
const FINALIZERS: &[(&str, &str)] = &[
    ("PersistentVolume", VOLUME_FINALIZER),
    ("PersistentVolumeClaim", CLAIM_FINALIZER),
    ("VolumeAttributesClass", ATTRIBUTES_CLASS_FINALIZER),
];
/// Keeps a volume while a claim is bound to it.
pub const VOLUME_FINALIZER: &str = "kubernetes.io/pv-protection";
/// Keeps a claim while a pod uses it.
pub const CLAIM_FINALIZER: &str = "kubernetes.io/pvc-protection";

/// Keeps a class of attributes while a claim or a volume names it.
pub const ATTRIBUTES_CLASS_FINALIZER: &str = "kubernetes.io/vac-protection";

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "StorageObjectInUseProtection", mutate, ..Plugin::NONE };

fn mutate(_: &Cluster, attempt: &Attempt<'_>, object: &mut Value) -> Result<(), Status> {
    let finalizer = FINALIZERS.iter().find(|(kind, _)| *kind == attempt.kind.kind);
    if let Some((_, finalizer)) = finalizer
        && attempt.old.is_none()
    {
        let held = object.entry_at(&["metadata", "finalizers"]).list_mut();
        if !held.iter().any(|held| held.str() == *finalizer) {
            held.push((*finalizer).into());
        }
    }
    Ok(())
}
