//! One pod as an endpoint of a Service (`podToEndpoint` and `getEndpointPorts` of
//! `staging/src/k8s.io/endpointslice/utils.go`).

use crate::controllers::selected_pods::{addresses, find_port, hostname, is_ready};
use crate::controllers::slices::{in_order, target};
use crate::object::Object;
use crate::value::Value;

/// An endpoint that should be in a slice.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    /// What makes it this endpoint: addresses, host name and pod.
    pub(super) identity: Identity,
    /// As it stands in a slice, without hints.
    pub(super) value: Value,
}

/// Addresses, host name, and namespace and name of the target.
pub(super) type Identity = (Vec<String>, String, String, String);

impl Endpoint {
    /// The pod as an endpoint; nothing when it has no address of the family.
    pub(super) fn of(pod: &Object, node: Option<&Object>, service: &Object, family: &str) -> Option<Endpoint> {
        let addresses = addresses(pod, family);
        if addresses.is_empty() {
            return None;
        }
        let (serving, terminating) = (is_ready(pod), pod.is_terminating());
        let ready = service.spec("publishNotReadyAddresses").is_true() || serving && !terminating;
        let conditions =
            [("ready", ready.into()), ("serving", serving.into()), ("terminating", terminating.into())].into();
        let addresses: Vec<Value> = addresses.into_iter().map(Value::from).collect();
        let mut value: Value =
            [("addresses", addresses.into()), ("conditions", conditions), ("targetRef", target(pod))].into();
        let zone = node.map(|node| node.labels().get("topology.kubernetes.io/zone"));
        let optional = [("nodeName", Some(pod.spec("nodeName"))), ("zone", zone), ("hostname", hostname(pod, service))];
        for (member, found) in optional {
            if let Some(found) = found.filter(|found| !found.is_empty()) {
                value.set(member, found.clone());
            }
        }
        Some(Endpoint { identity: identity(&value), value })
    }
}

/// What makes an endpoint this one and no other (`hashEndpoint`).
pub(super) fn identity(endpoint: &Value) -> Identity {
    let mut addresses: Vec<String> =
        endpoint.get("addresses").list().iter().map(|address| address.str().to_owned()).collect();
    addresses.sort();
    let target = endpoint.get("targetRef");
    let text = |value: &Value| value.str().to_owned();
    (addresses, text(endpoint.get("hostname")), text(target.get("namespace")), text(target.get("name")))
}

/// Whether two endpoints of one identity say the same, hints aside (`EndpointsEqualBeyondHash`).
pub(super) fn says_the_same(one: &Value, other: &Value) -> bool {
    ["nodeName", "zone", "conditions", "targetRef"].iter().all(|member| one.get(member) == other.get(member))
}

/// The Service's ports as this pod offers them; a name that no container declares is left out.
pub(super) fn ports(service: &Object, pod: &Object) -> Value {
    let mut ports = Vec::new();
    for service_port in service.spec("ports").list() {
        let Some(number) = find_port(pod, service_port) else { continue };
        let mut port = Value::map();
        port.set("name", service_port.get("name").str());
        port.set("port", number.clone());
        port.set("protocol", service_port.get("protocol").clone());
        if !service_port.get("appProtocol").is_null() {
            port.set("appProtocol", service_port.get("appProtocol").clone());
        }
        ports.push(port);
    }
    in_order(ports)
}
