//! Deleting an object with background propagation (`handlers/delete.go`, `rest.BeforeDelete`).

use super::store;
use super::store::{is_held, remove};
use crate::cluster::Cluster;
use crate::object::{Name, Object};
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

/// Deletes an object; `None` when there is none of that name. Grace periods end at once: the kubelet of the base
/// cluster lets go of a pod immediately.
pub(crate) fn delete(cluster: &mut Cluster, name: &Name) -> Option<Deleted> {
    let object = cluster.find(name)?.clone();
    if !is_held(&object) {
        remove(cluster, &object);
        return Some(Deleted::Gone(object));
    }
    if object.is_terminating() {
        return Some(Deleted::Already(object));
    }
    let mut value = object.value.clone();
    let now = cluster.now();
    let metadata = value.entry("metadata");
    metadata.set("deletionTimestamp", now);
    metadata.set("deletionGracePeriodSeconds", 0);
    if object.kind.kind == "Namespace" {
        value.entry("status").set("phase", "Terminating");
    }
    store(cluster, Object { kind: object.kind, value }, Some(&object));
    Some(Deleted::Waits(cluster.find(name)?.clone()))
}
