//! Spreads endpoints with the same ports over slices (`reconcileByPortMapping`): what is there stays where it is, new
//! ones fill up slices that change anyway, then one that has room for all of them, then new slices.

use super::Plan;
use super::endpoint::{Endpoint, Identity, identity, says_the_same};
use crate::controllers::slices::{HEADLESS, MANAGED_BY, SERVICE_NAME};
use crate::object::{Name, Object};
use crate::value::{Map, Value};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Endpoints that a slice holds at most (`--max-endpoints-per-slice`).
const MOST: usize = 100;

/// A slice as it should become.
#[derive(Debug, Clone)]
pub(super) struct Slice<'a> {
    /// The slice that is there; a new one when `None`.
    pub(super) existing: Option<&'a Arc<Object>>,
    pub(super) ports: Value,
    pub(super) labels: Map,
    pub(super) endpoints: Vec<Value>,
}

impl<'a> Slice<'a> {
    /// A new slice with no ports and no endpoints.
    pub(super) fn empty(labels: Map) -> Slice<'a> {
        Slice { existing: None, ports: Vec::new().into(), labels, endpoints: Vec::new() }
    }

    /// The slice as it is.
    pub(super) fn as_is(existing: &'a Arc<Object>) -> Slice<'a> {
        Slice {
            existing: Some(existing),
            ports: existing.value.get("ports").clone(),
            labels: existing.labels().as_map().cloned().unwrap_or_default(),
            endpoints: existing.value.get("endpoints").list().to_vec(),
        }
    }

    /// The stored object with what this slice says; nothing for a new one.
    pub(super) fn updated(&self) -> Option<Value> {
        let mut object = self.existing?.value.clone();
        self.write_to(&mut object);
        Some(object)
    }

    pub(super) fn write_to(&self, object: &mut Value) {
        object.entry("metadata").set("labels", self.labels.clone());
        object.set("ports", self.ports.clone());
        object.set("endpoints", self.endpoints.clone());
    }

    /// The pods behind its endpoints.
    pub(super) fn pods(&self) -> impl Iterator<Item = Name> {
        self.endpoints.iter().filter_map(super::target)
    }
}

/// Adds to the plan what has to be done with the existing slices of these ports.
pub(super) fn fill<'a>(
    plan: &mut Plan<'a>,
    existing: &[&'a Arc<Object>],
    ports: &Value,
    desired: Vec<Endpoint>,
    labels: &Map,
) {
    let mut wanted: BTreeMap<Identity, Value> =
        desired.iter().map(|endpoint| (endpoint.identity.clone(), endpoint.value.clone())).collect();
    let (mut changed, mut unchanged) = (Vec::new(), Vec::new());
    for slice in existing {
        let before = slice.value.get("endpoints").list();
        let mut kept = Vec::new();
        let mut differs = false;
        for endpoint in before {
            if let Some(fresh) = wanted.remove(&identity(endpoint)) {
                differs |= !says_the_same(&fresh, endpoint);
                kept.push(fresh);
            }
        }
        differs |= kept.len() != before.len();
        // Labels that tie the slice to its Service are written again only together with others.
        let relabelled = !own_labels(slice.labels().members()).eq(own_labels(labels.iter().map(|(k, v)| (&**k, v))));
        match (differs, kept.is_empty(), relabelled) {
            (true, true, _) => plan.delete.push(slice),
            (true, false, _) => changed.push(Slice { labels: labels.clone(), endpoints: kept, ..Slice::as_is(slice) }),
            (false, _, true) => changed.push(Slice { labels: labels.clone(), ..Slice::as_is(slice) }),
            (false, _, false) => unchanged.push(Slice::as_is(slice)),
        }
    }
    // The map's order is by address; pods come by name, as `desired` has them.
    let mut rest: VecDeque<Value> = desired
        .into_iter()
        .filter_map(|endpoint| wanted.contains_key(&endpoint.identity).then_some(endpoint.value))
        .collect();
    changed.sort_by_key(|slice| std::cmp::Reverse(slice.endpoints.len()));
    changed.iter_mut().for_each(|slice| top_up(slice, &mut rest));
    while !rest.is_empty() {
        match tightest(&unchanged, rest.len()) {
            Some(at) => {
                let mut slice = unchanged.remove(at);
                top_up(&mut slice, &mut rest);
                changed.push(slice);
            }
            None => {
                let mut slice = Slice { ports: ports.clone(), ..Slice::empty(labels.clone()) };
                top_up(&mut slice, &mut rest);
                plan.create.push(slice);
            }
        }
    }
    plan.update.extend(changed);
    plan.unchanged.extend(unchanged);
}

/// Labels that come from the Service (`setEndpointSliceLabels`).
fn own_labels<'a>(labels: impl Iterator<Item = (&'a str, &'a Value)>) -> impl Iterator<Item = (&'a str, &'a Value)> {
    labels.filter(|(key, _)| ![SERVICE_NAME, MANAGED_BY, HEADLESS].contains(key))
}

/// Moves endpoints into a slice as long as it has room.
fn top_up(slice: &mut Slice<'_>, rest: &mut VecDeque<Value>) {
    let room = MOST.saturating_sub(slice.endpoints.len()).min(rest.len());
    slice.endpoints.extend(rest.drain(..room));
}

/// The slice that is fullest with all the rest in it (`getSliceToFill`), if it all fits.
fn tightest(slices: &[Slice<'_>], rest: usize) -> Option<usize> {
    let left = |slice: &Slice<'_>| MOST.checked_sub(slice.endpoints.len() + rest);
    let fitting = slices.iter().enumerate().filter_map(|(at, slice)| Some((left(slice)?, at)));
    fitting.filter(|(left, _)| *left < MOST && rest < MOST).min().map(|(_, at)| at)
}
