//! expand-controller: passes claims that ask for more than they have on to whoever can grow the volume
//! (`pkg/controller/volume/expand/expand_controller.go`). No plugin in the controller manager grows volumes itself.

use super::persistent_volume_binder::csi_driver_of_source;
use crate::binding;
use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::values::quantity::Quantity;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("expand-controller", &["PersistentVolume", "PersistentVolumeClaim"], reconcile);

/// On claims: the driver that shall grow a volume which an in-tree plugin was in charge of.
const RESIZER: &str = "volume.kubernetes.io/storage-resizer";
/// The component that events name.
const COMPONENT: &str = "volume_expand";

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let claims = cluster.list("PersistentVolumeClaim").filter(|claim| wants_more(claim));
    claims.flat_map(|claim| pass_on(cluster, claim)).collect()
}

/// Whether a bound claim asks for more than it has.
fn wants_more(claim: &Object) -> bool {
    let has = Quantity::of(claim.status("capacity").get("storage"));
    claim.status("phase").str() == "Bound" && binding::request(claim) > has
}

fn pass_on(cluster: &Cluster, claim: &Object) -> Vec<Change> {
    let Some(volume) = cluster.get("PersistentVolume", "", claim.spec("volumeName").str()) else { return Vec::new() };
    let read = vec![claim.id(), volume.id()];
    let origin = claim.spec("resources").at(&["requests", "storage"]).origin;
    let mut changes = Vec::new();
    let message = match csi_driver_of_source(volume) {
        None => "waiting for an external controller to expand this PVC".to_owned(),
        Some((plugin, driver)) => {
            let mut marked = claim.value.clone();
            marked.entry_at(&["metadata", "annotations"]).set(RESIZER, driver);
            if marked != claim.value {
                changes.push(Change::new(Act::Update(marked), read.clone()).because(origin));
            }
            format!("CSI migration enabled for {plugin}; waiting for external resizer to expand the pvc")
        }
    };
    let event = Event {
        about: claim.id(),
        severity: "Normal",
        reason: "ExternalExpanding",
        message: message.into(),
        by: COMPONENT,
    };
    changes.push(Change::new(Act::Event(event), read).because(origin));
    changes
}
