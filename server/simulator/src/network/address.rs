//! What stands behind an address, in the order in which packets meet the rules.

use super::connection::{Hop, HopReason, Reach, Station};
use super::index::{Network, Port};
use super::place::{Client, Place};
use super::service_proxy::{self, Door};
use super::trace::{Trace, id, port as shown};
use super::{listener, node, policy};
use crate::object::Object;
use crate::values::ip;

/// Ranges of the base cluster that exist inside it only.
const INSIDE: &[&str] = &["10.244.0.0/16", "10.96.0.0/16"];

fn hop(reason: HopReason) -> Hop {
    Hop::new(Station::Address, reason)
}

/// Follows a connection to an address.
pub(super) fn reach(
    network: &Network<'_>,
    client: &Client<'_>,
    address: &str,
    port: Port<'_>,
    trace: &mut Trace,
) -> Reach {
    if address == client.address || address.starts_with("127.") {
        match client.place {
            Place::Pod(pod) => {
                trace.pass(|| hop(HopReason::OwnAddress { address: address.to_owned() }).reading([pod.id()]));
                return listener::reach(network, pod, port, trace);
            }
            Place::Node(_) if address != client.address => return loopback(network, client, address, port, trace),
            Place::Outside => {
                return trace.end(Reach::Refused, || hop(HopReason::NothingOutside { port: shown(port) }));
            }
            Place::Node(_) => {}
        }
    }
    if matches!(client.place, Place::Outside) && is_inside(address) {
        return trace.end(Reach::Timeout, || hop(HopReason::InsideOnly { address: address.to_owned() }));
    }
    if let Some(service) = network.cluster_ips.get(address) {
        return service_proxy::cluster_ip(network, client, service, port, trace);
    }
    if let Some(held) = network.external_ips.get(&(address, port.0, port.1)) {
        return service_proxy::through(network, client, *held, Door::ExternalIp { address }, trace);
    }
    if let Some(node) = network.nodes.get(address) {
        return node::reach(network, client, node, address, port, trace);
    }
    if let Some(pod) = network.pods.get(address) {
        let reason = || HopReason::PodAddress { address: address.to_owned(), pod: id(pod) };
        trace.pass(|| hop(reason()).reading([pod.id()]));
        return pod_reach(network, client, client, pod, port, trace);
    }
    elsewhere(network, client, address, port, trace)
}

/// A node's own loopback: the ports of the node, for whoever runs in its network (kube-proxy in iptables mode lets node
/// ports answer there, `--iptables-localhost-nodeports`).
pub(super) fn loopback(
    network: &Network<'_>,
    client: &Client<'_>,
    address: &str,
    port: Port<'_>,
    trace: &mut Trace,
) -> Reach {
    trace.pass(|| hop(HopReason::OwnLoopback { address: address.to_owned() }));
    match network.nodes.get(client.address) {
        Some(node) => node::reach(network, client, node, address, port, trace),
        None => trace.end(Reach::Refused, || hop(HopReason::NothingOutside { port: shown(port) })),
    }
}

/// A pod's own address and port: the policies of both sides, then the listener. Policies of the receiver look at the
/// client as `seen`, which is its node when kube-proxy sent the packet on with the node's address.
pub(super) fn pod_reach(
    network: &Network<'_>,
    client: &Client<'_>,
    seen: &Client<'_>,
    pod: &Object,
    port: Port<'_>,
    trace: &mut Trace,
) -> Reach {
    let stopped = policy::egress(network, client, policy::Peer::Pod(pod), port, trace);
    match stopped.or_else(|| policy::ingress(network, seen, pod, port, trace)) {
        Some(stopped) => stopped,
        None => listener::reach(network, pod, port, trace),
    }
}

/// An address that no rule, node or pod has: lost inside the cluster's ranges, a host outside otherwise.
pub(super) fn elsewhere(
    network: &Network<'_>,
    client: &Client<'_>,
    address: &str,
    port: Port<'_>,
    trace: &mut Trace,
) -> Reach {
    if let Some(stopped) = policy::egress(network, client, policy::Peer::Address(address), port, trace) {
        return stopped;
    }
    let address = address.to_owned();
    match is_inside(&address) {
        true => trace.end(Reach::Timeout, || hop(HopReason::NobodysAddress { address })),
        // A host outside is taken to answer on every port.
        false => trace.end(Reach::Connected, || hop(HopReason::OutsideAddress { address })),
    }
}

fn is_inside(address: &str) -> bool {
    let within = |range: &&str| {
        ip::parse_cidr(range).zip(ip::parse(address)).is_some_and(|(range, address)| range.contains(address))
    };
    INSIDE.iter().any(within)
}
