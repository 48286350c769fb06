//! Columns of StorageClass.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::submit::admission::default_storage_class::default_class;

/// The printer of StorageClass.
pub const PRINTER: Printer = Printer {
    kind: "StorageClass",
    columns: &["Name", "Provisioner", "ReclaimPolicy", "VolumeBindingMode", "AllowVolumeExpansion"],
    cells,
};

/// Of several classes that say that they are the default, the one that is used is marked.
fn cells(object: &Object, cluster: &Cluster) -> Vec<Cell> {
    let is_default = default_class(cluster).is_some_and(|class| class.name() == object.name());
    let mark = if is_default { " (default)" } else { "" };
    vec![
        format!("{}{mark}", object.name()).into(),
        object.value.get("provisioner").str().into(),
        object.value.get("reclaimPolicy").as_str().unwrap_or("Delete").into(),
        object.value.get("volumeBindingMode").as_str().unwrap_or("Immediate").into(),
        object.value.get("allowVolumeExpansion").is_true().into(),
    ]
}
