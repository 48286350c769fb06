//! Columns of PersistentVolumeClaim.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::kinds::persistent_volume_claim::class;
use crate::object::Object;
use crate::values::access_mode;
use crate::values::quantity::Quantity;

/// The printer of PersistentVolumeClaim.
pub const PRINTER: Printer = Printer {
    kind: "PersistentVolumeClaim",
    columns: &[
        "Name",
        "Status",
        "Volume",
        "Capacity",
        "Access Modes",
        "StorageClass",
        "VolumeAttributesClass",
        "VolumeMode",
    ],
    cells,
};

fn cells(object: &Object, _: &Cluster) -> Vec<Cell> {
    // Until a volume is named, kubectl shows neither size nor modes; a named one that is not bound yet has size 0.
    let volume = object.spec("volumeName").str();
    let (capacity, modes) = match volume {
        "" => (String::new(), String::new()),
        _ => (
            Quantity::of(object.status("capacity").get("storage")).to_string(),
            access_mode::short(object.status("accessModes")),
        ),
    };
    vec![
        object.name().into(),
        if object.is_terminating() { "Terminating" } else { object.status("phase").str() }.into(),
        volume.into(),
        capacity.into(),
        modes.into(),
        class(&object.value).unwrap_or_default().into(),
        object.spec("volumeAttributesClassName").as_str().unwrap_or("<unset>").into(),
        object.spec("volumeMode").as_str().unwrap_or("<unset>").into(),
    ]
}
