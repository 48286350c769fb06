//! endpoints-controller: keeps one Endpoints object for every Service with a selector
//! (`pkg/controller/endpoint/endpoints_controller.go`). It never touches those of other Services.

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::controllers::selected_pods::{addresses, find_port, hostname, is_ready, selects};
use crate::controllers::slices::{HEADLESS, target};
use crate::kinds::endpoints::subsets::repack;
use crate::kinds::service::has_cluster_ip;
use crate::object::Object;
use crate::value::{Map, Value};
use serde_json::json;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("endpoints-controller", &["Service", "Pod", "Endpoints", "Namespace"], reconcile).at_once();

const MANAGED_BY: &str = "endpoints.kubernetes.io/managed-by";
const OVER_CAPACITY: &str = "endpoints.kubernetes.io/over-capacity";
/// Addresses that one object may hold.
const CAPACITY: usize = 1000;

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let pods = cluster.pods_by_label();
    let services = cluster.list("Service").filter(|service| selects(service) && !service.is_terminating());
    services.filter_map(|service| sync(cluster, service, &pods.by(service))).collect()
}

fn sync(cluster: &Cluster, service: &Object, pods: &[&Arc<Object>]) -> Option<Change> {
    let published = service.spec("publishNotReadyAddresses").is_true();
    let candidates: Vec<_> = pods.iter().filter(|pod| published || !pod.is_terminating()).collect();
    let mut subsets = repack(&candidates.iter().flat_map(|pod| of_pod(service, pod)).collect::<Vec<_>>());
    let truncated = truncate(&mut subsets);
    let current = cluster.get("Endpoints", service.namespace(), service.name());
    let mut object = current.map_or_else(|| new(service), |current| current.value.clone());
    match subsets.is_empty() {
        true => {
            object.remove("subsets");
        }
        false => object.set("subsets", subsets),
    }
    let metadata = object.entry("metadata");
    metadata.set("labels", labels(service));
    if truncated {
        metadata.entry("annotations").set(OVER_CAPACITY, "truncated");
    } else if let Some(annotations) = metadata.get_mut("annotations") {
        annotations.remove(OVER_CAPACITY);
    }
    let act = match current {
        None => Act::Create { object, created: None, refused: None },
        Some(current) if current.value == object => return None,
        Some(_) => Act::Update(object),
    };
    let read = [service.id()].into_iter().chain(candidates.iter().map(|pod| pod.id())).collect();
    Some(Change::new(act, read).because(service.spec("selector").origin))
}

fn new(service: &Object) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Endpoints",
        "metadata": {"name": service.name(), "namespace": service.namespace()},
    })
    .into()
}

fn labels(service: &Object) -> Map {
    let mut labels = service.labels().as_map().cloned().unwrap_or_default();
    labels.insert(MANAGED_BY.into(), "endpoint-controller".into());
    match has_cluster_ip(service.value.get("spec")) {
        true => labels.remove(HEADLESS),
        false => labels.insert(HEADLESS.into(), "".into()),
    };
    labels
}

/// One subset for each port that the pod offers; repacking puts them together.
fn of_pod(service: &Object, pod: &Object) -> Vec<Value> {
    let family = service.spec("ipFamilies").list().first().map_or("IPv4", Value::str);
    let Some(ip) = addresses(pod, family).into_iter().next() else { return Vec::new() };
    let mut address: Value = [("ip", ip.into()), ("targetRef", target(pod))].into();
    for (member, found) in [("nodeName", Some(pod.spec("nodeName"))), ("hostname", hostname(pod, service))] {
        if let Some(found) = found.filter(|found| !found.is_empty()) {
            address.set(member, found.clone());
        }
    }
    let ready = service.spec("publishNotReadyAddresses").is_true() || is_ready(pod);
    let member = if ready { "addresses" } else { "notReadyAddresses" };
    let with = |ports: Vec<Value>| {
        let mut subset = Value::map();
        subset.set(member, vec![address.clone()]);
        subset.set("ports", ports);
        subset
    };
    let ports = service.spec("ports").list();
    if ports.is_empty() && service.spec("clusterIP").str() == crate::kinds::service::NONE {
        return vec![with(Vec::new())];
    }
    ports.iter().filter_map(|port| Some(with(vec![endpoint_port(port, find_port(pod, port)?)]))).collect()
}

fn endpoint_port(service_port: &Value, number: &Value) -> Value {
    let mut port = Value::map();
    port.set("port", number.clone());
    for member in ["name", "protocol", "appProtocol"] {
        if !service_port.get(member).is_empty() {
            port.set(member, service_port.get(member).clone());
        }
    }
    port
}

/// Cuts an object down to its capacity, ready addresses before the others; says whether it had to.
fn truncate(subsets: &mut [Value]) -> bool {
    let count = |subsets: &[Value], member: &str| -> usize {
        subsets.iter().map(|subset| subset.get(member).list().len()).sum()
    };
    let (ready, not_ready) = (count(subsets, "addresses"), count(subsets, "notReadyAddresses"));
    if ready + not_ready <= CAPACITY {
        return false;
    }
    let (member, whole) = if ready > CAPACITY { ("addresses", ready) } else { ("notReadyAddresses", not_ready) };
    let mut room = if ready > CAPACITY { CAPACITY } else { CAPACITY - ready };
    let share = room;
    for subset in subsets {
        if ready > CAPACITY {
            subset.remove("notReadyAddresses");
        }
        let Some(addresses) = subset.get_mut(member) else { continue };
        let addresses = addresses.list_mut();
        let own = (addresses.len() * share).div_ceil(whole.max(1)).min(room);
        addresses.truncate(own);
        room -= own;
    }
    true
}
