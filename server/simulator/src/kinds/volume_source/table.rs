//! The two tables of volume sources, in upstream's order of checks.

use super::{Around, cloud, csi, ephemeral, network, path, projection};
use crate::value::Value;
use crate::values::field::{Errors, Path};

/// A check of a source at a path.
type Check = fn(&Value, Around<'_>, &Path, &mut Errors);

/// One source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The member that holds it.
    pub(super) member: &'static str,
    /// The name that errors of its content use.
    pub(super) shown: &'static str,
    /// The name that the refusal of a second source uses.
    pub(super) shown_as_second: &'static str,
    /// Members that may not be empty.
    pub(super) required: &'static [&'static str],
    /// Everything else about its content.
    pub(super) check: Check,
    /// What is checked even of a refused second source, at the path of the volume.
    pub(super) always: Check,
    /// Upstream does not refuse flexVolume as a PersistentVolume's second source.
    pub(super) may_be_second: bool,
}

const fn row(member: &'static str, required: &'static [&'static str], check: Check) -> Row {
    let always: Check = nothing;
    Row { member, shown: member, shown_as_second: member, required, check, always, may_be_second: false }
}

const GCE: Row = Row { shown: "persistentDisk", ..row("gcePersistentDisk", &["pdName"], cloud::partition) };
const CEPHFS: Row = Row { shown_as_second: "cephFS", ..row("cephfs", &["monitors"], nothing) };

/// Sources of pods' volumes (`validateVolumeSource`).
pub(super) const POD: &[Row] = &[
    row("emptyDir", &[], path::empty_dir),
    row("hostPath", &[], path::host_path),
    row("gitRepo", &["repository"], path::git_repo),
    GCE,
    row("awsElasticBlockStore", &["volumeID"], cloud::partition),
    row("secret", &["secretName"], projection::files),
    row("nfs", &["server", "path"], network::nfs),
    Row { always: network::iscsi_volume_name, ..row("iscsi", &["targetPortal"], network::iscsi) },
    row("glusterfs", &["endpoints", "path"], nothing),
    row("flocker", &[], network::flocker),
    row("persistentVolumeClaim", &["claimName"], nothing),
    row("rbd", &["monitors", "image"], nothing),
    row("cinder", &["volumeID"], cloud::secret_name),
    CEPHFS,
    row("quobyte", &[], network::quobyte),
    Row { shown_as_second: "downwarAPI", ..row("downwardAPI", &[], projection::downward_api) },
    row("fc", &[], network::fc),
    row("flexVolume", &["driver"], cloud::flex_options),
    row("configMap", &["name"], projection::files),
    row("azureFile", &["secretName", "shareName"], nothing),
    row("vsphereVolume", &["volumePath"], nothing),
    row("photonPersistentDisk", &["pdID"], nothing),
    row("portworxVolume", &["volumeID"], nothing),
    row("azureDisk", &["diskName", "diskURI"], cloud::azure_disk),
    row("storageos", &["volumeName"], cloud::storage_os),
    row("projected", &[], projection::projected),
    row("scaleIO", &["gateway", "system", "volumeName"], nothing),
    row("csi", &[], csi::inline),
    row("ephemeral", &["volumeClaimTemplate"], ephemeral::claim_template),
    row("image", &[], path::image),
];

/// Sources of PersistentVolumes (`ValidatePersistentVolumeSpec`).
pub(super) const PERSISTENT: &[Row] = &[
    row("hostPath", &[], path::host_path),
    GCE,
    row("awsElasticBlockStore", &["volumeID"], cloud::partition),
    row("glusterfs", &["endpoints", "path"], network::glusterfs_namespace),
    row("flocker", &[], network::flocker),
    row("nfs", &["server", "path"], network::nfs),
    row("rbd", &["monitors", "image"], nothing),
    row("quobyte", &[], network::quobyte),
    CEPHFS,
    row("iscsi", &["targetPortal"], network::persistent_iscsi),
    row("cinder", &["volumeID"], cloud::secret_reference),
    row("fc", &[], network::fc),
    Row { may_be_second: true, ..row("flexVolume", &["driver"], cloud::flex_options) },
    row("azureFile", &["secretName", "shareName"], cloud::azure_file_namespace),
    row("vsphereVolume", &["volumePath"], nothing),
    row("photonPersistentDisk", &["pdID"], nothing),
    row("portworxVolume", &["volumeID"], nothing),
    row("azureDisk", &["diskName", "diskURI"], cloud::azure_disk),
    row("scaleIO", &["gateway", "system", "volumeName"], nothing),
    row("local", &[], path::local),
    row("storageos", &["volumeName"], cloud::persistent_storage_os),
    row("csi", &[], csi::persistent),
];

fn nothing(_: &Value, _: Around<'_>, _: &Path, _: &mut Errors) {}
