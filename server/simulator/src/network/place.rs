//! Where a connection starts.

use super::index::{Network, on_host_network, runs};
use crate::object::Object;

/// A client and what its packets carry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client<'a> {
    /// Who it is.
    pub(super) place: Place<'a>,
    /// The source address of its packets.
    pub(super) address: &'a str,
    /// The node on which its packets first meet rules; none for the world outside.
    pub(super) node: Option<&'a str>,
}

/// Who a client is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// A pod with an address of its own.
    Pod(&'a Object),
    /// A node, or a pod in its node's network.
    Node(Option<&'a Object>),
    /// A public address.
    Outside,
}

/// The address of the world outside, from the range for documentation (RFC 5737).
const OUTSIDE: &str = "203.0.113.200";

/// The client of that name: `outside`, `node/NAME`, or a pod `namespace/name`.
pub(super) fn client<'a>(network: &Network<'a>, from: &str) -> Option<Client<'a>> {
    if from == "outside" {
        return Some(outside());
    }
    let (namespace, name) = from.split_once('/')?;
    if namespace == "node" {
        return node(network, name);
    }
    let pod = network.cluster.get("Pod", namespace, name)?;
    if !runs(pod) {
        return None;
    }
    match on_host_network(pod) {
        true => node(network, pod.spec("nodeName").str()).map(|node| Client { place: Place::Node(Some(pod)), ..node }),
        false => Some(of_pod(pod)),
    }
}

/// The world outside as a client.
pub(super) fn outside() -> Client<'static> {
    Client { place: Place::Outside, address: OUTSIDE, node: None }
}

/// The client that a pod with an address of its own is.
pub(super) fn of_pod(pod: &Object) -> Client<'_> {
    Client { place: Place::Pod(pod), address: pod.status("podIP").str(), node: Some(pod.spec("nodeName").str()) }
}

/// The node of that name as a client.
pub(super) fn node<'a>(network: &Network<'a>, name: &str) -> Option<Client<'a>> {
    let (address, node) = network.nodes.iter().find(|(_, node)| node.name() == name)?;
    Some(Client { place: Place::Node(None), address, node: Some(node.name()) })
}

impl<'a> Client<'a> {
    /// The pod whose policies hold for what this client sends.
    pub(super) fn pod(&self) -> Option<&'a Object> {
        match self.place {
            Place::Pod(pod) => Some(pod),
            _ => None,
        }
    }

    /// The pod that asks for names: also one in its node's network.
    pub(super) fn asking_pod(&self) -> Option<&'a Object> {
        match self.place {
            Place::Pod(pod) | Place::Node(Some(pod)) => Some(pod),
            _ => None,
        }
    }
}
