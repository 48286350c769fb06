//! A node's address: node ports, health check ports, host ports, and pods in the node's network.

use super::connection::{Hop, Reach, Station, Trace};
use super::index::Network;
use super::place::Client;
use super::service_proxy::{self, Door};
use super::{address, listener, policy};
use crate::object::Object;

/// Follows a connection to a node's own address.
pub(super) fn reach(
    network: &Network<'_>,
    client: &Client<'_>,
    node: &Object,
    address: &str,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    let arrives = arriving(network, client, node);
    // A pod's own policies look at what leaves its node: after translation on its own node, the node's address otherwise.
    if client.node != Some(node.name())
        && let Some(stopped) = policy::egress(network, client, policy::Peer::Address(address), port, trace)
    {
        return stopped;
    }
    if let Some(held) = network.node_ports.get(&port) {
        let (service, name) = (held.service, node.name());
        trace.pass(|| {
            let what = format!("{}/{}", service.namespace(), service.name());
            Hop::passes(Station::Node, format!("port {} of every node, so of {name}, leads to Service {what}", port.0))
                .reading([service.id()])
                .because([held.port.get("nodePort").origin])
        });
        return service_proxy::through(network, &arrives, *held, Door::External { entry: Some(name) }, trace);
    }
    if let Some(service) = network.health_ports.get(&port.0).filter(|_| port.1 == "TCP") {
        return health_check(network, service, node, trace);
    }
    if let Some((pod, inside)) = network.host_ports.get(&(node.name(), port.0, port.1)) {
        trace.pass(|| {
            let id = format!("{}/{}", pod.namespace(), pod.name());
            Hop::passes(Station::Node, format!("host port {} of {} is mapped to pod {id}", port.0, node.name()))
                .reading([pod.id()])
        });
        return address::pod_reach(network, &arrives, pod, (*inside, port.1), trace);
    }
    own_listener(network, node, port, trace)
}

/// Packets of pods leave their node with the node's address, as far as other nodes can tell.
fn arriving<'a>(network: &Network<'a>, client: &Client<'a>, node: &Object) -> Client<'a> {
    match client.node {
        Some(from) if client.pod().is_some() && from != node.name() => {
            super::place::node(network, from).unwrap_or(*client)
        }
        _ => *client,
    }
}

/// kube-proxy's own answer to load balancers (`pkg/proxy/healthcheck/service_health.go`).
fn health_check(network: &Network<'_>, service: &Object, node: &Object, trace: &mut Trace) -> Reach {
    let endpoints = network.endpoints.get(&(service.namespace(), service.name()));
    let local = endpoints.into_iter().flatten().filter(|held| held.ready && held.node == node.name()).count();
    let (reach, answer) = if local > 0 { (Reach::Connected, 200) } else { (Reach::Http503, 503) };
    let summary = format!("kube-proxy answers {answer}: {} has {local} ready endpoints of this Service", node.name());
    trace.end(Hop::passes(Station::Node, summary).reading([service.id()]), reach)
}

fn own_listener(network: &Network<'_>, node: &Object, port: (i64, &str), trace: &mut Trace) -> Reach {
    let pods = network.host_pods.get(node.name()).into_iter().flatten();
    match pods.into_iter().find(|pod| listener::listens(pod, port)) {
        Some(pod) => listener::reach(pod, port, trace),
        None => {
            let summary = format!("nothing listens on {}/{} of {}", port.0, port.1, node.name());
            trace.end(Hop::passes(Station::Node, summary).reading([node.id()]), Reach::Refused)
        }
    }
}
