//! A node's address: node ports, health check ports, host ports, and pods in the node's network.

use super::connection::{Hop, HopReason, Reach, Station};
use super::index::{Network, Port};
use super::place::{self, Client};
use super::service_proxy::{self, Door};
use super::trace::{Trace, id, port as shown};
use super::{address, listener, policy};
use crate::object::Object;

fn hop(reason: HopReason) -> Hop {
    Hop::new(Station::Node, reason)
}

/// Follows a connection to one of a node's own addresses, its loopback included.
pub(super) fn reach(
    network: &Network<'_>,
    client: &Client<'_>,
    node: &Object,
    address: &str,
    port: Port<'_>,
    trace: &mut Trace,
) -> Reach {
    // A pod's own policies look at what leaves its node: after translation on its own node, the node's address otherwise.
    if client.node != Some(node.name())
        && let Some(stopped) = policy::egress(network, client, policy::Peer::Address(address), port, trace)
    {
        return stopped;
    }
    let arrives = arriving(network, client, node);
    if let Some(held) = network.node_ports.get(&port) {
        trace.pass(|| {
            let read = [held.service.id(), node.id()];
            let (node, service) = (node.name().to_owned(), id(held.service));
            let hop = hop(HopReason::NodePort { port: shown(port), node, service }).reading(read);
            hop.because([held.port.get("nodePort").origin])
        });
        return service_proxy::through(network, &arrives, *held, Door::NodePort { node: node.name() }, trace);
    }
    if let Some(service) = network.health_ports.get(&port.0).filter(|_| port.1 == "TCP") {
        return health_check(network, service, node, trace);
    }
    let mapped = network.host_ports.get(&(node.name(), port.0, port.1)).into_iter().flatten();
    if let Some(held) = mapped.into_iter().find(|held| held.answers_on(address)) {
        trace.pass(|| {
            let read = [held.pod.id(), node.id()];
            let (node, pod) = (node.name().to_owned(), id(held.pod));
            let hop = hop(HopReason::HostPort { port: shown(port), node, pod }).reading(read);
            hop.because([held.port.get("hostPort").origin])
        });
        let inside = (held.port.get("containerPort").int(), port.1);
        return address::pod_reach(network, &arrives, &arrives, held.pod, inside, trace);
    }
    own_listener(network, node, port, trace)
}

/// A pod in the node's network, if one listens.
pub(super) fn own_listener(network: &Network<'_>, node: &Object, port: Port<'_>, trace: &mut Trace) -> Reach {
    let pods = network.host_pods.get(node.name()).into_iter().flatten();
    match pods.into_iter().find(|pod| listener::listens(network, pod, port)) {
        Some(pod) => listener::reach(network, pod, port, trace),
        None => trace.end(Reach::Refused, || {
            let reason = HopReason::NothingOnNode { port: shown(port), node: node.name().to_owned() };
            hop(reason).reading([node.id()])
        }),
    }
}

/// Packets of pods leave their node with the node's address, as far as other nodes can tell.
fn arriving<'a>(network: &Network<'a>, client: &Client<'a>, node: &Object) -> Client<'a> {
    match client.node {
        Some(from) if client.pod().is_some() && from != node.name() => place::node(network, from).unwrap_or(*client),
        _ => *client,
    }
}

/// kube-proxy's own answer to load balancers (`pkg/proxy/healthcheck/service_health.go`).
fn health_check(network: &Network<'_>, service: &Object, node: &Object, trace: &mut Trace) -> Reach {
    let local = network.endpoints(service).iter().filter(|held| held.ready && held.node == node.name());
    let mut addresses: Vec<&str> = local.map(|held| held.address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let ready = addresses.len();
    let (reach, answer) = if ready > 0 { (Reach::Connected, 200) } else { (Reach::Http503, 503) };
    trace.end(reach, || {
        let reason = HopReason::HealthCheck { node: node.name().to_owned(), answer, ready };
        hop(reason).reading([service.id(), node.id()]).because([service.spec("healthCheckNodePort").origin])
    })
}
