//! persistentvolume-binder-controller: brings claims and volumes together and gives volumes back
//! (`pkg/controller/volume/persistentvolume/pv_controller.go`).
//!
//! Everything is looked at again until nothing changes, so one pass here is many of upstream's syncs. What a claim was
//! told when only what is older than itself was there (its first sync) is told even when newer things help it at once.

mod claim;
mod migration;
mod provision;
mod reclaim;
mod search;
mod volume;

pub use migration::csi_driver_of_source;
pub use provision::PROVISIONER_ANNOTATIONS;

use crate::change::{Act, Change, Event};
use crate::cluster::{Cluster, Key};
use crate::controllers::Controller;
use crate::object::{Name, Object};
use crate::value::{Origin, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new(
    "persistentvolume-binder-controller",
    &["PersistentVolume", "PersistentVolumeClaim", "StorageClass", "Pod"],
    reconcile,
);

/// The component that events name.
const COMPONENT: &str = "persistentvolume-controller";
/// Passes after which the rest waits for the next round.
const PASSES: usize = 20;

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut binder = Binder {
        cluster,
        volumes: cluster.list("PersistentVolume").map(|volume| (key(volume), volume.clone())).collect(),
        claims: cluster.list("PersistentVolumeClaim").map(|claim| (key(claim), claim.clone())).collect(),
        changes: Vec::new(),
        saved: false,
    };
    for _ in 0..PASSES {
        binder.saved = false;
        let volumes: Vec<Key> = binder.volumes.keys().cloned().collect();
        for volume in volumes {
            volume::sync(&mut binder, &volume);
        }
        let mut claims: Vec<(String, Key)> = binder
            .claims
            .iter()
            .map(|(key, claim)| (claim.meta("creationTimestamp").str().to_owned(), key.clone()))
            .collect();
        claims.sort();
        for (_, claim) in claims {
            claim::sync(&mut binder, &claim);
        }
        if !binder.saved {
            break;
        }
    }
    binder.changes
}

/// The controller's caches, and what it has asked for so far.
struct Binder<'a> {
    cluster: &'a Cluster,
    volumes: BTreeMap<Key, Arc<Object>>,
    claims: BTreeMap<Key, Arc<Object>>,
    changes: Vec<Change>,
    /// Whether this pass changed anything.
    saved: bool,
}

impl Binder<'_> {
    /// Stores an object in the cache and in the cluster, unless nothing changed; returns what is stored.
    fn save(&mut self, old: &Arc<Object>, value: Value, read: &[&Object], because: Origin) -> Arc<Object> {
        if value == old.value {
            return old.clone();
        }
        let new = Arc::new(Object { kind: old.kind, value: value.clone() });
        let cache = if new.kind.kind == "PersistentVolume" { &mut self.volumes } else { &mut self.claims };
        cache.insert(key(&new), new.clone());
        let read = read.iter().map(|object| object.id()).collect();
        self.changes.push(Change::new(Act::Update(value), read).because(because));
        self.saved = true;
        new
    }

    /// Writes an event about an object.
    fn event(&mut self, about: &Object, severity: &'static str, reason: &'static str, message: String) {
        let event = Event { about: about.id(), severity, reason, message: message.into(), by: COMPONENT };
        self.changes.push(Change::new(Act::Event(event), vec![about.id()]));
    }

    /// Deletes a volume.
    fn delete(&mut self, volume: &Object) {
        self.volumes.remove(&key(volume));
        self.changes.push(Change::new(Act::Delete(volume.id()), vec![volume.id()]));
        self.saved = true;
    }

    /// Sets a volume's phase; the message goes with it. With the phase that it has already, nothing changes.
    fn set_phase(&mut self, volume: &Arc<Object>, phase: &str, message: &str, read: &[&Object]) -> Arc<Object> {
        if volume.status("phase").str() == phase {
            return volume.clone();
        }
        let mut value = volume.value.clone();
        let now = self.cluster.now();
        let status = value.entry("status");
        status.set("phase", phase);
        status.set("lastPhaseTransitionTime", now);
        match message {
            "" => drop(status.remove("message")),
            message => status.set("message", message),
        }
        self.save(volume, value, read, None)
    }
}

fn key(object: &Object) -> Key {
    let Name { namespace, name, .. } = object.id();
    (namespace, name)
}
