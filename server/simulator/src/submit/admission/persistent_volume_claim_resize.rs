//! PersistentVolumeClaimResize: only a bound claim grows, and only where its class says so
//! (`plugin/pkg/admission/storage/persistentvolume/resize`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::kinds::persistent_volume_claim::class;
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::quantity::Quantity;

const NOT_EXPANDABLE: &str = "only dynamically provisioned pvc can be resized and \
                              the storageclass that provisions the pvc must support resize";

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "PersistentVolumeClaimResize", validate, ..Plugin::NONE };

fn validate(cluster: &Cluster, attempt: &Attempt<'_>, new: &Value) -> Result<(), Status> {
    let Some(old) = attempt.old.filter(|_| attempt.kind.kind == "PersistentVolumeClaim") else { return Ok(()) };
    let request = |claim: &Value| Quantity::of(claim.at(&["spec", "resources", "requests", "storage"]));
    if request(new) <= request(old) {
        return Ok(());
    }
    let refuse = |why| Err(Status::forbidden(attempt.kind, attempt.name, why));
    if old.at(&["status", "phase"]).str() != "Bound" {
        return refuse("Only bound persistent volume claims can be expanded");
    }
    let name = class(new).unwrap_or_default();
    let may_grow =
        cluster.get("StorageClass", "", name).is_some_and(|class| class.value.get("allowVolumeExpansion").is_true());
    match may_grow && class(old) == Some(name) {
        true => Ok(()),
        false => refuse(NOT_EXPANDABLE),
    }
}
