//! What stands behind an address, in the order in which packets meet the rules.

use super::connection::{Hop, Reach, Station, Trace};
use super::index::Network;
use super::place::{Client, Place};
use super::service_proxy::{self, Door};
use super::{listener, node, policy};
use crate::object::Object;
use crate::values::ip;

/// Ranges of the base cluster that exist inside it only.
const INSIDE: &[&str] = &["10.244.0.0/16", "10.96.0.0/16"];

/// Follows a connection to an address.
pub(super) fn reach(
    network: &Network<'_>,
    client: &Client<'_>,
    address: &str,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    if let Place::Pod(pod) = client.place
        && (address == client.address || address.starts_with("127."))
    {
        trace.pass(|| Hop::passes(Station::Address, format!("{address} is the pod itself; no policy looks at that")));
        return listener::reach(pod, port, trace);
    }
    if matches!(client.place, Place::Outside) && INSIDE.iter().any(|range| within(range, address)) {
        let summary = format!("{address} exists inside the cluster only; from outside there is no route to it");
        return trace.stop(Station::Address, Reach::Timeout, summary);
    }
    if let Some(service) = network.cluster_ips.get(address) {
        return service_proxy::cluster_ip(network, client, service, port, trace);
    }
    if let Some(held) = network.external_ips.get(&(address, port.0, port.1)) {
        return service_proxy::through(network, client, *held, Door::External { entry: client.node }, trace);
    }
    if let Some(node) = network.nodes.get(address) {
        return node::reach(network, client, node, address, port, trace);
    }
    if let Some(pod) = network.pods.get(address) {
        let id = format!("{}/{}", pod.namespace(), pod.name());
        trace.pass(|| Hop::passes(Station::Address, format!("{address} is pod {id}")).reading([pod.id()]));
        return pod_reach(network, client, pod, port, trace);
    }
    if INSIDE.iter().any(|range| within(range, address)) {
        let summary = format!("{address} belongs to no Service and no pod; packets to it get lost");
        return trace.stop(Station::Address, Reach::Timeout, summary);
    }
    beyond(network, client, address, port, trace)
}

/// A pod's own address and port: the policies of both sides, then the listener.
pub(super) fn pod_reach(
    network: &Network<'_>,
    client: &Client<'_>,
    pod: &Object,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    match policy::check(network, client, policy::Peer::Pod(pod), port, trace) {
        Some(stopped) => stopped,
        None => listener::reach(pod, port, trace),
    }
}

/// A host outside the cluster; it is taken to answer on every port.
pub(super) fn beyond(
    network: &Network<'_>,
    client: &Client<'_>,
    address: &str,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    if let Some(stopped) = policy::check(network, client, policy::Peer::Address(address), port, trace) {
        return stopped;
    }
    let summary = format!("{address} lies outside the cluster and is taken to answer");
    trace.end(Hop::passes(Station::Address, summary), Reach::Connected)
}

fn within(range: &str, address: &str) -> bool {
    ip::parse_cidr(range).zip(ip::parse(address)).is_some_and(|(range, address)| range.contains(address))
}
