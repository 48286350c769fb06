//! A settled state as whole objects.

use super::change::Event;
use serde::Serialize;
use simulator::Cluster;
use simulator::value::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Every object and every event of a cluster.
#[derive(Debug, Serialize, ToSchema)]
pub struct State<'a> {
    /// Objects as the API server would send them, by plural resource name, sorted by namespace and name.
    #[schema(value_type = BTreeMap<String, Vec<Object>>)]
    pub objects: BTreeMap<&'static str, Vec<&'a Value>>,
    /// All events, sorted.
    pub events: Vec<Event<'a>>,
}

impl<'a> State<'a> {
    /// Reads a cluster.
    pub fn of(cluster: &'a Cluster) -> State<'a> {
        let mut objects: BTreeMap<&'static str, Vec<&Value>> = BTreeMap::new();
        for object in cluster.kinds().flat_map(|kind| cluster.list(kind)) {
            objects.entry(object.kind.plural).or_default().push(&object.value);
        }
        State { objects, events: cluster.events().map(Event::from).collect() }
    }
}
