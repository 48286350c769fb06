//! Columns of StorageClass.

use super::Printer;
use crate::cluster::Cluster;
use crate::kinds::storage_class::is_default;
use crate::object::Object;

/// The printer of StorageClass.
pub const PRINTER: Printer = Printer {
    kind: "StorageClass",
    columns: &["Name", "Provisioner", "ReclaimPolicy", "VolumeBindingMode", "AllowVolumeExpansion"],
    cells,
};

fn cells(object: &Object, _: &Cluster) -> Vec<serde_json::Value> {
    let mark = if is_default(&object.value) { " (default)" } else { "" };
    vec![
        format!("{}{mark}", object.name()).into(),
        object.value.get("provisioner").str().into(),
        object.value.get("reclaimPolicy").as_str().unwrap_or("Delete").into(),
        object.value.get("volumeBindingMode").as_str().unwrap_or("Immediate").into(),
        object.value.get("allowVolumeExpansion").is_true().into(),
    ]
}
