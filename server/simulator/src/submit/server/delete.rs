//! Deleting an object with background propagation (`handlers/delete.go`, `rest.BeforeDelete`).

use super::store;
use super::store::{is_held, remove};
use crate::cluster::Cluster;
use crate::kinds;
use crate::object::{Name, Object};
use crate::submit::admission::namespace_lifecycle::IMMORTAL;
use crate::submit::status::Status;
use std::sync::Arc;

/// What became of a deletion.
#[derive(Debug, Clone)]
pub enum Deleted {
    /// It is gone.
    Gone(Arc<Object>),
    /// It is terminating until its finalizers are gone.
    Waits(Arc<Object>),
    /// It was terminating before.
    Already(Arc<Object>),
}

/// Deletes an object. Grace periods end at once: the kubelet of the base cluster lets go of a pod immediately.
pub(crate) fn delete(cluster: &mut Cluster, name: &Name) -> Result<Deleted, Status> {
    let Some(object) = cluster.find(name).cloned() else {
        return Err(match kinds::by_kind(name.kind) {
            Some(kind) => Status::not_found(kind, &name.name),
            None => Status::plain(format!("{name} not found")),
        });
    };
    let kind = object.kind;
    if kind.kind == "Namespace" && IMMORTAL.contains(&object.name()) {
        return Err(Status::forbidden(kind, object.name(), "this namespace may not be deleted"));
    }
    if !is_held(&object) {
        remove(cluster, &object);
        return Ok(Deleted::Gone(object));
    }
    if object.is_terminating() {
        return Ok(Deleted::Already(object));
    }
    let mut value = object.value.clone();
    let now = cluster.now();
    let metadata = value.entry("metadata");
    metadata.set("deletionTimestamp", now);
    metadata.set("deletionGracePeriodSeconds", 0);
    if kind.kind == "Namespace" {
        value.entry("status").set("phase", "Terminating");
    }
    store(cluster, Object { kind, value }, Some(&object));
    Ok(Deleted::Waits(cluster.find(name).cloned().unwrap_or(object)))
}
