//! Has volumes made: by whom, or why not (`provisionClaim`, `findProvisionablePlugin`).

use super::{Binder, migration};
use crate::object::Object;
use std::sync::Arc;

/// On claims: who shall make the volume, under its old and its new name.
pub const PROVISIONER_ANNOTATIONS: [&str; 2] =
    ["volume.beta.kubernetes.io/storage-provisioner", "volume.kubernetes.io/storage-provisioner"];

/// The only plugin in the controller manager that makes volumes, if a flag allows it.
const HOST_PATH: &str = "kubernetes.io/host-path";
/// Plugins in the controller manager that do not.
const NOT_PROVISIONABLE: &[&str] = &["kubernetes.io/csi", "kubernetes.io/nfs"];

/// Why no volume of that class can be made for the claim, if none can.
pub(super) fn objection(name: &str, class: Option<&Object>, claim: &Object) -> Option<String> {
    let Some(class) = class else {
        return Some(format!("storageclass.storage.k8s.io \"{name}\" not found"));
    };
    let provisioner = class.value.get("provisioner").str();
    if migration::csi_driver(provisioner).is_some() || !provisioner.starts_with("kubernetes.io/") {
        return None;
    }
    Some(if NOT_PROVISIONABLE.contains(&provisioner) {
        "no provisionable volume plugin matched".to_owned()
    } else if provisioner != HOST_PATH {
        format!("no volume plugin matched name: {provisioner}")
    } else if !claim.spec("dataSource").is_null() {
        format!("plugin \"{HOST_PATH}\" is not a CSI plugin. Only CSI plugin can provision a claim with a datasource")
    } else if !class.value.get("mountOptions").is_empty() {
        let options: Vec<&str> = class.value.get("mountOptions").list().iter().map(|option| option.str()).collect();
        format!(
            "Mount options are not supported by the provisioner but StorageClass \"{name}\" has mount options [{}]",
            options.join(" ")
        )
    } else {
        format!("Failed to create provisioner: provisioning in volume plugin \"{HOST_PATH}\" is disabled")
    })
}

/// Hands the claim to the provisioner of its class (`provisionClaimOperationExternal`).
pub(super) fn external(binder: &mut Binder<'_>, claim: &Arc<Object>) {
    let Some(class) = class_of(binder, claim) else { return };
    let provisioner = class.value.get("provisioner");
    let name = migration::csi_driver(provisioner.str()).unwrap_or(provisioner.str());
    let because = provisioner.origin;
    let claim = hand_over(binder, claim, name, &class, because);
    binder.event(
        &claim,
        "Normal",
        "ExternalProvisioning",
        format!(
            "Waiting for a volume to be created either by the external provisioner '{name}' or manually by the system \
             administrator. If volume creation is delayed, please verify that the provisioner is running and correctly \
             registered."
        ),
    );
}

/// Marks the claim as the in-tree plugin's, which tries before it finds out that it may not.
pub(super) fn in_tree(binder: &mut Binder<'_>, claim: &Arc<Object>) -> Arc<Object> {
    let class = class_of(binder, claim);
    match class.filter(|class| class.value.get("provisioner").str() == HOST_PATH) {
        Some(class) if claim.spec("dataSource").is_null() => hand_over(binder, claim, HOST_PATH, &class, None),
        _ => claim.clone(),
    }
}

fn class_of(binder: &Binder<'_>, claim: &Object) -> Option<Arc<Object>> {
    let name = crate::kinds::persistent_volume_claim::class(&claim.value)?;
    binder.cluster.get("StorageClass", "", name).cloned()
}

fn hand_over(
    binder: &mut Binder<'_>,
    claim: &Arc<Object>,
    provisioner: &str,
    class: &Object,
    because: crate::value::Origin,
) -> Arc<Object> {
    let mut value = claim.value.clone();
    for key in PROVISIONER_ANNOTATIONS {
        value.entry_at(&["metadata", "annotations"]).set(key, provisioner);
    }
    binder.save(claim, value, &[claim, class], because)
}
