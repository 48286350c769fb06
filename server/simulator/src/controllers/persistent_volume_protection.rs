//! pv-protection-controller: lets a deleted volume go once it is not bound (`pkg/controller/volume/pvprotection`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::submit::admission::storage_object_in_use_protection::VOLUME_FINALIZER;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("pv-protection-controller", &["PersistentVolume"], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    cluster
        .list("PersistentVolume")
        .filter(|volume| volume.is_terminating() && volume.has_finalizer(VOLUME_FINALIZER))
        .filter(|volume| volume.status("phase").str() != "Bound")
        .map(|volume| {
            let mut value = volume.value.clone();
            value.entry_at(&["metadata", "finalizers"]).list_mut().retain(|held| held.str() != VOLUME_FINALIZER);
            Change::new(Act::Update(value), vec![volume.id()])
        })
        .collect()
}
