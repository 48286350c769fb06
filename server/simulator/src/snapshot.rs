//! What an observer may read of a cluster: plain, serialisable, sorted.

use crate::change::Event;
use crate::cluster::Cluster;
use crate::value::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole state: every object by plural resource name, sorted by namespace and name, and all events.
#[derive(Debug, Clone, Serialize)]
pub struct Snapshot {
    /// Objects as the API server would send them.
    pub objects: BTreeMap<&'static str, Vec<Value>>,
    /// Events, sorted.
    pub events: Vec<Event>,
}

/// Reads a cluster.
pub fn snapshot(cluster: &Cluster) -> Snapshot {
    let mut objects: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for kind in cluster.kinds() {
        for object in cluster.list(kind) {
            objects.entry(object.kind.plural).or_default().push(object.value.clone());
        }
    }
    Snapshot { objects, events: cluster.events().cloned().collect() }
}
