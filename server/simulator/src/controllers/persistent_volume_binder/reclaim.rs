//! What becomes of a volume whose claim is gone (`reclaimVolume`).

use super::{Binder, migration, volume};
use crate::binding::PROVISIONED_BY;
use crate::kinds::volume_source::{persistent_source, uses_claim};
use crate::object::Object;
use std::sync::Arc;

/// Sources whose plugins can scrub a volume.
const RECYCLABLE: &[&str] = &["hostPath", "nfs"];

pub(super) fn reclaim(binder: &mut Binder<'_>, volume: &Arc<Object>) {
    if !volume.meta("annotations").get(migration::MIGRATED_TO).is_empty() {
        return;
    }
    match volume.spec("persistentVolumeReclaimPolicy").str() {
        "Retain" => {}
        "Delete" => delete(binder, volume),
        "Recycle" => recycle(binder, volume),
        _ => fail(binder, volume, "VolumeUnknownReclaimPolicy", "Volume has an unrecognized reclaim policy"),
    }
}

fn delete(binder: &mut Binder<'_>, volume: &Arc<Object>) {
    if volume.is_terminating() {
        return;
    }
    match deleter(volume) {
        Deleter::External => {}
        Deleter::Done => binder.delete(volume),
        Deleter::Failed(why) => fail(binder, volume, "VolumeFailedDelete", &why),
    }
}

/// Who deletes what the volume stands for.
enum Deleter {
    /// A driver outside the controller manager, in its own time.
    External,
    /// A plugin here, which has done it.
    Done,
    /// Nobody.
    Failed(String),
}

/// `findDeletablePlugin`, and what the plugin answers.
fn deleter(volume: &Object) -> Deleter {
    let maker = volume.meta("annotations").get(PROVISIONED_BY).str();
    if !maker.is_empty() {
        return match maker {
            "kubernetes.io/host-path" => host_path(volume),
            "kubernetes.io/nfs" | "kubernetes.io/csi" => {
                Deleter::Failed("no deletable volume plugin matched".to_owned())
            }
            maker if maker.starts_with("kubernetes.io/") => {
                Deleter::Failed(format!("no volume plugin matched name: {maker}"))
            }
            _ => Deleter::External,
        };
    }
    let why = match persistent_source(volume.value.get("spec")) {
        Some(("csi", _)) => return Deleter::External,
        Some(("hostPath", _)) => return host_path(volume),
        Some(("nfs", _)) => "no deletable volume plugin matched",
        _ => "no volume plugin matched",
    };
    Deleter::Failed(format!("error getting deleter volume plugin for volume \"{}\": {why}", volume.name()))
}

/// Only what is below /tmp may be removed from the controller's machine.
fn host_path(volume: &Object) -> Deleter {
    let path = volume.spec("hostPath").get("path").str();
    match path.split_once("/tmp/").is_some_and(|(_, rest)| !rest.is_empty()) {
        true => Deleter::Done,
        false => Deleter::Failed(format!("host_path deleter only supports /tmp/.+ but received provided {path}")),
    }
}

/// Scrubs the volume and frees it; here that takes no time.
fn recycle(binder: &mut Binder<'_>, volume: &Arc<Object>) {
    let users = users(binder, volume);
    if !users.is_empty() {
        let words = format!("Volume is used by pods: {}", users.join(","));
        return binder.event(volume, "Normal", "VolumeFailedRecycle", words);
    }
    let source = persistent_source(volume.value.get("spec")).map(|(source, _)| source);
    if !source.is_some_and(|source| RECYCLABLE.contains(&source)) {
        return fail(binder, volume, "VolumeFailedRecycle", "No recycler plugin found for the volume!");
    }
    binder.event(volume, "Normal", "VolumeRecycled", "Volume recycled".to_owned());
    volume::unbind(binder, volume, volume);
}

/// Pods that name the claim that the volume was bound to.
fn users(binder: &Binder<'_>, volume: &Object) -> Vec<String> {
    let reference = volume.spec("claimRef");
    let (namespace, claim) = (reference.get("namespace").str(), reference.get("name").str());
    let pods = binder
        .cluster
        .list_in("Pod", namespace)
        .filter(|pod| uses_claim(pod, claim) && !matches!(pod.status("phase").str(), "Succeeded" | "Failed"));
    pods.map(|pod| format!("{namespace}/{}", pod.name())).collect()
}

/// Marks the volume as failed; it is told once.
fn fail(binder: &mut Binder<'_>, volume: &Arc<Object>, reason: &'static str, why: &str) {
    if volume.status("phase").str() != "Failed" {
        binder.event(volume, "Warning", reason, why.to_owned());
    }
    binder.set_phase(volume, "Failed", why, &[volume]);
}
