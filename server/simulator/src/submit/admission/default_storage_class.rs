//! DefaultStorageClass: a claim that leaves the class open gets the default one (`plugin/pkg/admission/storage/storageclass/setdefault`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::kinds::{persistent_volume_claim, storage_class};
use crate::object::Object;
use crate::submit::status::Status;
use crate::value::Value;
use std::cmp::Reverse;
use std::sync::Arc;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultStorageClass", mutate, ..Plugin::NONE };

/// The default class: of several the newest, of equally old ones the first by name (`GetDefaultClass`).
///
/// Times count whole seconds, and what one step makes is made within a second.
pub fn default_class(cluster: &Cluster) -> Option<&Arc<Object>> {
    let step = |class: &Object| class.meta("name").origin.map(|origin| origin.step);
    cluster
        .list("StorageClass")
        .filter(|class| storage_class::is_default(&class.value))
        .min_by_key(|class| (Reverse(step(class)), class.name().to_owned()))
}

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, claim: &mut Value) -> Result<(), Status> {
    let is_new_claim = attempt.kind.kind == "PersistentVolumeClaim" && attempt.old.is_none();
    if is_new_claim
        && persistent_volume_claim::class(claim).is_none()
        && let Some(class) = default_class(cluster)
    {
        claim.entry("spec").set("storageClassName", class.name());
    }
    Ok(())
}
