//! In-tree plugins whose work CSI drivers do (`csi-translation-lib`, `pkg/volume/csimigration`).

use super::Binder;
use crate::object::Object;
use std::sync::Arc;

/// On volumes and claims: the driver that took over.
pub(super) const MIGRATED_TO: &str = "pv.kubernetes.io/migrated-to";

/// In-tree plugin, the driver that took over, and the plugin's volume source.
const MIGRATED: &[(&str, &str, &str)] = &[
    ("kubernetes.io/aws-ebs", "ebs.csi.aws.com", "awsElasticBlockStore"),
    ("kubernetes.io/azure-disk", "disk.csi.azure.com", "azureDisk"),
    ("kubernetes.io/azure-file", "file.csi.azure.com", "azureFile"),
    ("kubernetes.io/cinder", "cinder.csi.openstack.org", "cinder"),
    ("kubernetes.io/gce-pd", "pd.csi.storage.gke.io", "gcePersistentDisk"),
    ("kubernetes.io/portworx-volume", "pxd.portworx.com", "portworxVolume"),
    ("kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com", "vsphereVolume"),
];

/// The driver that took over from an in-tree plugin.
pub(super) fn csi_driver(plugin: &str) -> Option<&'static str> {
    MIGRATED.iter().find(|(known, ..)| *known == plugin).map(|(_, driver, _)| *driver)
}

/// The in-tree plugin of a volume's source and the driver that took over from it.
pub fn csi_driver_of_source(volume: &Object) -> Option<(&'static str, &'static str)> {
    let row = MIGRATED.iter().find(|(_, _, source)| !volume.spec(source).is_null());
    row.map(|(plugin, driver, _)| (*plugin, *driver))
}

/// Keeps the annotation right that tells the driver of an object that an in-tree plugin made or shall make.
pub(super) fn annotate(binder: &mut Binder<'_>, object: &Arc<Object>, made_by: &str) -> Arc<Object> {
    let annotations = object.meta("annotations");
    if !annotations.has(made_by) {
        return object.clone();
    }
    let (wanted, held) = (csi_driver(annotations.get(made_by).str()), annotations.get(MIGRATED_TO).as_str());
    if wanted == held {
        return object.clone();
    }
    let mut value = object.value.clone();
    let annotations = value.entry_at(&["metadata", "annotations"]);
    match wanted {
        Some(driver) => annotations.set(MIGRATED_TO, driver),
        None => drop(annotations.remove(MIGRATED_TO)),
    }
    binder.save(object, value, &[object], None)
}
