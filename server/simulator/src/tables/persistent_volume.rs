//! Columns of PersistentVolume.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::kinds::persistent_volume::class;
use crate::object::Object;
use crate::values::access_mode;
use crate::values::quantity::Quantity;

/// The printer of PersistentVolume.
pub const PRINTER: Printer = Printer {
    kind: "PersistentVolume",
    columns: &[
        "Name",
        "Capacity",
        "Access Modes",
        "Reclaim Policy",
        "Status",
        "Claim",
        "StorageClass",
        "VolumeAttributesClass",
        "Reason",
        "VolumeMode",
    ],
    cells,
};

fn cells(object: &Object, _: &Cluster) -> Vec<Cell> {
    let claim = object.spec("claimRef");
    let claim = if claim.is_null() {
        String::new()
    } else {
        format!("{}/{}", claim.get("namespace").str(), claim.get("name").str())
    };
    vec![
        object.name().into(),
        Quantity::of(object.spec("capacity").get("storage")).to_string().into(),
        access_mode::short(object.spec("accessModes")).into(),
        object.spec("persistentVolumeReclaimPolicy").str().into(),
        if object.is_terminating() { "Terminating" } else { object.status("phase").str() }.into(),
        claim.into(),
        class(&object.value).into(),
        object.spec("volumeAttributesClassName").as_str().unwrap_or("<unset>").into(),
        object.status("reason").str().into(),
        object.spec("volumeMode").as_str().unwrap_or("<unset>").into(),
    ]
}
