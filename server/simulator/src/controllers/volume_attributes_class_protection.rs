//! volumeattributesclass-protection-controller: lets a deleted class of attributes go once no claim and no volume names it
//! (`pkg/controller/volume/vacprotection`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::submit::admission::storage_object_in_use_protection::ATTRIBUTES_CLASS_FINALIZER;

/// This controller.
pub const CONTROLLER: Controller = Controller::new(
    "volumeattributesclass-protection-controller",
    &["VolumeAttributesClass", "PersistentVolume", "PersistentVolumeClaim"],
    reconcile,
);

/// Where a claim can name a class: what it wants, what it has, and what is being made of it.
const CLAIM_PATHS: [&[&str]; 3] = [
    &["spec", "volumeAttributesClassName"],
    &["status", "currentVolumeAttributesClassName"],
    &["status", "modifyVolumeStatus", "targetVolumeAttributesClassName"],
];

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    cluster
        .list("VolumeAttributesClass")
        .filter(|class| class.is_terminating() && class.has_finalizer(ATTRIBUTES_CLASS_FINALIZER))
        .filter(|class| !is_used(cluster, class.name()))
        .map(|class| {
            let mut value = class.value.clone();
            value
                .entry_at(&["metadata", "finalizers"])
                .list_mut()
                .retain(|held| held.str() != ATTRIBUTES_CLASS_FINALIZER);
            Change::new(Act::Update(value), vec![class.id()])
        })
        .collect()
}

fn is_used(cluster: &Cluster, class: &str) -> bool {
    let mut claims = cluster.list("PersistentVolumeClaim");
    let mut volumes = cluster.list("PersistentVolume");
    claims.any(|claim| CLAIM_PATHS.iter().any(|path| claim.value.at(path).str() == class))
        || volumes.any(|volume| volume.spec("volumeAttributesClassName").str() == class)
}
