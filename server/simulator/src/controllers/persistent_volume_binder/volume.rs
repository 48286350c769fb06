//! `syncVolume`: a volume's phase follows from the claim that it names.

use super::{Binder, migration, reclaim};
use crate::binding::{BOUND_BY_CONTROLLER, PROVISIONED_BY, has_annotation, judge};
use crate::cluster::Key;
use crate::object::Object;
use std::sync::Arc;

pub(super) fn sync(binder: &mut Binder<'_>, key: &Key) {
    let Some(volume) = binder.volumes.get(key).cloned() else { return };
    let volume = migration::annotate(binder, &volume, PROVISIONED_BY);
    let reference = volume.spec("claimRef");
    if reference.get("uid").is_empty() {
        // Free, or reserved for a claim that has yet to take it.
        binder.set_phase(&volume, "Available", "", &[&volume]);
        return;
    }
    let claim_key: Key = (reference.get("namespace").str().into(), reference.get("name").str().into());
    let claim = binder.claims.get(&claim_key).filter(|claim| claim.uid() == reference.get("uid").str()).cloned();
    let Some(claim) = claim else { return release(binder, &volume) };
    match claim.spec("volumeName").str() {
        "" => {
            if !judge(&claim, &volume).volume_mode {
                mode_mismatch(binder, &volume, &claim);
            }
        }
        name if name == volume.name() => {
            binder.set_phase(&volume, "Bound", "", &[&volume, &claim]);
        }
        _ => taken_elsewhere(binder, &volume, &claim),
    }
}

fn mode_mismatch(binder: &mut Binder<'_>, volume: &Object, claim: &Object) {
    let (volume_name, claim_name) = (volume.name(), claim.name());
    let of_volume = format!(
        "Cannot bind PersistentVolume to requested PersistentVolumeClaim \"{claim_name}\" due to incompatible volumeMode."
    );
    let of_claim = format!(
        "Cannot bind PersistentVolume \"{volume_name}\" to requested PersistentVolumeClaim due to incompatible volumeMode."
    );
    binder.event(volume, "Warning", "VolumeMismatch", of_volume);
    binder.event(claim, "Warning", "VolumeMismatch", of_claim);
}

/// The claim is gone. A failure to give the volume back stays visible while it is tried again.
fn release(binder: &mut Binder<'_>, volume: &Arc<Object>) {
    let volume = match volume.status("phase").str() {
        "Released" | "Failed" => volume.clone(),
        _ => binder.set_phase(volume, "Released", "", &[volume]),
    };
    reclaim::reclaim(binder, &volume);
}

/// The claim found another volume: a volume made for it is of no use, any other is free again.
fn taken_elsewhere(binder: &mut Binder<'_>, volume: &Arc<Object>, claim: &Object) {
    let is_disposable =
        has_annotation(volume, PROVISIONED_BY) && volume.spec("persistentVolumeReclaimPolicy").str() == "Delete";
    match is_disposable {
        true => release(binder, volume),
        false => unbind(binder, volume, claim),
    }
}

/// Frees a volume; one that a person reserved stays reserved (`unbindVolume`).
pub(super) fn unbind(binder: &mut Binder<'_>, volume: &Arc<Object>, read: &Object) {
    let mut value = volume.value.clone();
    if has_annotation(volume, BOUND_BY_CONTROLLER) {
        value.entry("spec").remove("claimRef");
        let annotations = value.entry_at(&["metadata", "annotations"]);
        annotations.remove(BOUND_BY_CONTROLLER);
        if annotations.is_empty() {
            value.entry("metadata").remove("annotations");
        }
    } else {
        value.entry_at(&["spec", "claimRef"]).remove("uid");
    }
    let volume = binder.save(volume, value, &[volume, read], None);
    binder.set_phase(&volume, "Available", "", &[&volume]);
}
