//! endpointslice-mirroring-controller: copies Endpoints that a person or program wrote into EndpointSlices, for Services
//! without a selector (`pkg/controller/endpointslicemirroring`).

use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::controllers::slices::{MANAGED_BY, SERVICE_NAME, in_order, owner, ports_key, slices_by_service};
use crate::kinds::endpoints::subsets::repack;
use crate::object::{Name, Object};
use crate::value::{Map, Value};
use crate::values::ip;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new(
    "endpointslice-mirroring-controller",
    &["Endpoints", "EndpointSlice", "Service", "Namespace"],
    reconcile,
)
.at_once();

/// The value of the label by which it knows its slices.
const NAME: &str = "endpointslicemirroring-controller.k8s.io";
const SKIP: &str = "endpointslice.kubernetes.io/skip-mirror";
const LEADER: &str = "control-plane.alpha.kubernetes.io/leader";
/// Annotations that a mirrored slice does not take over.
const NOT_COPIED: [&str; 2] =
    ["endpoints.kubernetes.io/last-change-trigger-time", "kubectl.kubernetes.io/last-applied-configuration"];
/// Addresses of one subset that are mirrored.
const MOST: usize = 1000;

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mirrored = slices_by_service(cluster, NAME);
    let written = cluster.list("Endpoints").filter(|endpoints| is_mirrored(cluster, endpoints));
    let mut changes = Vec::new();
    let mut kept = BTreeSet::new();
    for endpoints in written {
        let key = (endpoints.namespace(), endpoints.name());
        kept.insert(key);
        sync(endpoints, mirrored.get(&key).map_or(&[][..], Vec::as_slice), &mut changes);
    }
    for ((namespace, name), slices) in mirrored.iter().filter(|(key, _)| !kept.contains(*key)) {
        let read = Name::new("Endpoints", *namespace, *name);
        changes.extend(slices.iter().map(|slice| Change::new(Act::Delete(slice.id()), vec![read.clone()])));
    }
    changes
}

/// Whether the Endpoints are for a Service that nobody else keeps slices for.
fn is_mirrored(cluster: &Cluster, endpoints: &Object) -> bool {
    let service = cluster.get("Service", endpoints.namespace(), endpoints.name());
    service.is_some_and(|service| service.spec("selector").is_empty())
        && endpoints.labels().get(SKIP).str() != "true"
        && !endpoints.meta("annotations").has(LEADER)
        && !endpoints.is_terminating()
}

/// A slice that should be there: address type, ports, endpoints.
struct Wanted {
    family: &'static str,
    ports: Value,
    endpoints: Vec<Value>,
}

fn sync(endpoints: &Arc<Object>, existing: &[&Arc<Object>], changes: &mut Vec<Change>) {
    let (wanted, events) = wanted(endpoints);
    let mut by_key: BTreeMap<(String, String), Vec<&Arc<Object>>> = BTreeMap::new();
    for slice in existing {
        let family = slice.value.get("addressType").str().to_owned();
        by_key.entry((family, ports_key(slice.value.get("ports")))).or_default().push(slice);
    }
    let (mut create, mut update, mut delete) = (Vec::new(), Vec::new(), Vec::new());
    for slice in &wanted {
        let same = by_key.remove(&(slice.family.to_owned(), ports_key(&slice.ports))).unwrap_or_default();
        match same.split_first() {
            None => create.push(slice),
            Some((first, others)) => {
                update.push((*first, slice));
                delete.extend(others);
            }
        }
    }
    delete.extend(by_key.into_values().flatten());
    // A slice to delete and one to create of the same address type become one update.
    delete.retain(|old| {
        let at = create.iter().position(|slice| old.value.get("addressType").str() == slice.family);
        if let Some(at) = at {
            update.push((old, create.remove(at)));
        }
        at.is_none()
    });
    let because = endpoints.value.get("subsets").origin;
    let mut push = |act: Act| changes.push(Change::new(act, vec![endpoints.id()]).because(because));
    for slice in create {
        push(Act::Create { object: write(endpoints, new(endpoints, slice), slice), created: None, refused: None });
    }
    for (old, slice) in update {
        let object = write(endpoints, old.value.clone(), slice);
        if object != old.value {
            push(Act::Update(object));
        }
    }
    delete.into_iter().for_each(|old| push(Act::Delete(old.id())));
    events.into_iter().for_each(|event| push(Act::Event(event)));
}

/// One slice per subset and address type, and events about addresses that are left out.
fn wanted(endpoints: &Object) -> (Vec<Wanted>, Vec<Event>) {
    let mut slices: BTreeMap<(&'static str, String), Wanted> = BTreeMap::new();
    let (mut unreadable, mut skipped) = (0, 0);
    for subset in repack(endpoints.value.get("subsets").list()) {
        let ports = in_order(subset.get("ports").list().iter().map(slice_port).collect());
        let mut added = 0;
        for (member, ready) in [("addresses", true), ("notReadyAddresses", false)] {
            for address in subset.get(member).list() {
                let Some(parsed) = ip::parse(address.get("ip").str()) else {
                    unreadable += 1;
                    continue;
                };
                if added == MOST {
                    skipped += 1;
                    continue;
                }
                added += 1;
                let family = ip::family(&parsed);
                let slice = slices.entry((family, ports_key(&ports))).or_insert_with(|| Wanted {
                    family,
                    ports: ports.clone(),
                    endpoints: Vec::new(),
                });
                slice.endpoints.push(endpoint(address, &ip::unmapped(parsed).to_string(), ready));
            }
        }
    }
    let event = |reason: &'static str, message: String| Event {
        about: endpoints.id(),
        severity: "Warning",
        reason,
        message: message.into(),
        by: "endpoint-slice-mirroring-controller",
    };
    let mut events = Vec::new();
    if unreadable > 0 {
        let message = format!("Skipped {unreadable} invalid IP addresses when mirroring to EndpointSlices");
        events.push(event("InvalidIPAddress", message));
    }
    if skipped > 0 {
        let message = format!(
            "A max of {MOST} addresses can be mirrored to EndpointSlices per Endpoints subset. {skipped} addresses were skipped"
        );
        events.push(event("TooManyAddressesToMirror", message));
    }
    (slices.into_values().collect(), events)
}

fn slice_port(port: &Value) -> Value {
    let mut mirrored = port.clone();
    mirrored.set_default("name", "");
    mirrored
}

fn endpoint(address: &Value, text: &str, ready: bool) -> Value {
    let mut endpoint: Value = json!({"addresses": [text], "conditions": {"ready": ready}}).into();
    for member in ["hostname", "nodeName", "targetRef"] {
        if !address.get(member).is_empty() {
            endpoint.set(member, address.get(member).clone());
        }
    }
    endpoint
}

fn new(endpoints: &Object, slice: &Wanted) -> Value {
    json!({
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {
            "generateName": format!("{}-", endpoints.name()),
            "namespace": endpoints.namespace(),
            "ownerReferences": [owner(endpoints)],
        },
        "addressType": slice.family,
    })
    .into()
}

fn write(endpoints: &Object, mut object: Value, slice: &Wanted) -> Value {
    let mut labels: Map = endpoints.labels().as_map().cloned().unwrap_or_default();
    labels.insert(SERVICE_NAME.into(), endpoints.name().into());
    labels.insert(MANAGED_BY.into(), NAME.into());
    let mut annotations: Map = endpoints.meta("annotations").as_map().cloned().unwrap_or_default();
    annotations.retain(|key, _| !NOT_COPIED.contains(&&**key));
    let metadata = object.entry("metadata");
    metadata.set("labels", labels);
    match annotations.is_empty() {
        true => {
            metadata.remove("annotations");
        }
        false => metadata.set("annotations", annotations),
    }
    object.set("ports", slice.ports.clone());
    object.set("endpoints", slice.endpoints.clone());
    object
}
