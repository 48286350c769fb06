//! kube-proxy in iptables mode: which rule a packet to a Service's address meets (`pkg/proxy/iptables/proxier.go`).

use super::connection::{Hop, HopReason, Reach, Station};
use super::endpoints::{self, Choice, Endpoint, Policy};
use super::index::{Network, Port, ServicePort, protocol};
use super::place::{self, Client, Place};
use super::trace::{Trace, id, list, port as shown};
use super::{address, dns_pods, policy};
use crate::object::Object;
use crate::value::{Origin, Value};

/// Through which of a Service's addresses a packet comes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Door<'a> {
    /// Its cluster IP.
    ClusterIp,
    /// An external IP or a load balancer's address: rules of the client's own node, if it has one.
    ExternalIp {
        /// The address.
        address: &'a str,
    },
    /// A node port, on the node that the packet was sent to.
    NodePort {
        /// That node.
        node: &'a str,
    },
}

/// The rule that a packet meets: which endpoints count, in words, and the text that says so.
struct Met {
    policy: Policy,
    reason: fn(String, String) -> HopReason,
    origin: Origin,
    /// Whether the packet goes on with the address of the node where it met the rule.
    masquerades: bool,
}

/// A cluster IP has rules for its ports and protocols only.
pub(super) fn cluster_ip(
    network: &Network<'_>,
    client: &Client<'_>,
    service: &Object,
    port: Port<'_>,
    trace: &mut Trace,
) -> Reach {
    let ports = network.ports(service);
    match ports.iter().find(|held| held.port == port) {
        Some(held) => through(network, client, ServicePort { service, port: held.value }, Door::ClusterIp, trace),
        None => {
            let reason = || {
                let open = list(ports.iter().map(|held| shown(held.port)));
                HopReason::NoServicePort { service: id(service), port: shown(port), open }
            };
            let details = |hop: Hop| hop.reading([service.id()]).because([service.spec("ports").origin]);
            trace.end_with(Reach::Timeout, || Hop::new(Station::Service, reason()), details)
        }
    }
}

/// Follows a packet through a Service port to the endpoints that may be chosen.
pub(super) fn through(
    network: &Network<'_>,
    client: &Client<'_>,
    held: ServicePort<'_>,
    door: Door<'_>,
    trace: &mut Trace,
) -> Reach {
    let ServicePort { service, port } = held;
    let entry = match door {
        Door::NodePort { node } => Some(node),
        Door::ClusterIp => client.node,
        // From outside an external IP is found where it is a node's own address.
        Door::ExternalIp { address } => client.node.or_else(|| network.nodes.get(address).map(|node| node.name())),
    };
    let met = rule(client, service, door, entry);
    trace.pass(|| {
        let reason = (met.reason)(id(service), shown((port.get("port").int(), protocol(port))));
        let origins = [port.get("port").origin, port.get("targetPort").origin, met.origin];
        Hop::new(Station::Service, reason).reading([service.id()]).because(origins)
    });
    let number = (port.get("port").int(), protocol(port));
    let choice = endpoints::choose(network, service, port, entry, met.policy);
    if choice.usable.is_empty() && choice.looked_at() == 0 && dns_pods::are_behind(service, number) {
        return dns_pods::reach(network, client, number, trace);
    }
    if choice.usable.is_empty() {
        // Packets to external IPs are refused on their way in and through, not where they start (KUBE-EXTERNAL-SERVICES).
        if let (Door::ExternalIp { address }, Place::Node(_), false) = (door, client.place, choice.anywhere) {
            let reason = HopReason::NotRefused { address: address.to_owned() };
            trace.pass(|| Hop { candidates: choice.candidates(), ..Hop::new(Station::Endpoints, reason) });
            return address::elsewhere(network, client, address, number, trace);
        }
        let reach = if choice.anywhere { Reach::Timeout } else { Reach::Refused };
        return trace.end_with(reach, || choice_hop(service, &choice, entry), |hop| with_choice(hop, service, &choice));
    }
    trace.pass(|| with_choice(choice_hop(service, &choice, entry), service, &choice));
    let masquerade = entry.filter(|_| met.masquerades).and_then(|entry| place::node(network, entry));
    let way = |endpoint: &&Endpoint<'_>, trace: &mut Trace| {
        // Policies of the entry node's own pods look before the address is rewritten (POSTROUTING).
        match masquerade.filter(|node| node.node != Some(node_of(network, endpoint))) {
            Some(seen) => {
                let reason = || HopReason::Masqueraded { node: seen.node.unwrap_or_default().to_owned() };
                if seen.address != client.address && endpoint.pod.is_some_and(|pod| policy::is_isolated(network, pod)) {
                    trace.pass(|| Hop::new(Station::Service, reason()));
                }
                endpoint_reach(network, client, &seen, endpoint, trace)
            }
            None => endpoint_reach(network, client, client, endpoint, trace),
        }
    };
    trace.fork(&choice.usable, |endpoint| endpoint.place(), way).unwrap_or(Reach::Refused)
}

/// Traffic policy and masquerading of one way in (the chains `KUBE-SVC`, `KUBE-SVL` and `KUBE-EXT`).
fn rule(client: &Client<'_>, service: &Object, door: Door<'_>, entry: Option<&str>) -> Met {
    let (set, local): (&Value, fn(String, String) -> HopReason) = match door {
        Door::ClusterIp => {
            (service.spec("internalTrafficPolicy"), |service, port| HopReason::InternalLocal { service, port })
        }
        _ => (service.spec("externalTrafficPolicy"), |service, port| HopReason::ExternalLocal { service, port }),
    };
    let external = !matches!(door, Door::ClusterIp);
    let (policy, reason, masquerades): (_, fn(String, String) -> HopReason, _) = match set.str() {
        // Packets of the node itself and of its pods are not external: they take every endpoint.
        "Local" if external && entry.is_some() && client.node == entry => {
            let reason = |service, port| HopReason::ExternalLocalExempt { service, port };
            (Policy::Cluster, reason, client.pod().is_none())
        }
        "Local" => (Policy::Local, local, false),
        _ => (Policy::Cluster, |service, port| HopReason::AnyEndpoint { service, port }, external),
    };
    Met { policy, reason, origin: set.origin, masquerades }
}

fn choice_hop(service: &Object, choice: &Choice<'_, '_>, node: Option<&str>) -> Hop {
    let (kept, all) = (choice.usable.len(), choice.looked_at());
    let affinity = service.spec("sessionAffinity");
    let reason = match kept {
        0 if choice.anywhere => HopReason::NoneLocal { node: node.unwrap_or("outside").to_owned() },
        0 if all == 0 => HopReason::NoEndpoint,
        0 => HopReason::NoneUsable { all },
        1 => HopReason::OneUsable,
        kept if affinity.str() == "ClientIP" => {
            let seconds = service.spec("sessionAffinityConfig").at(&["clientIP", "timeoutSeconds"]);
            HopReason::Sticky { kept, seconds: seconds.as_int().unwrap_or(10_800) }
        }
        kept => HopReason::SomeUsable { kept },
    };
    Hop::new(Station::Endpoints, reason)
}

/// Adds what the choice was made of.
fn with_choice(hop: Hop, service: &Object, choice: &Choice<'_, '_>) -> Hop {
    let affinity = service.spec("sessionAffinity");
    let sticky = if affinity.str() == "ClientIP" { affinity.origin } else { None };
    let hop = hop.reading(choice.slices().map(Object::id).chain([service.id()]));
    let hop = hop.because([service.spec("selector").origin, sticky]);
    Hop { candidates: choice.candidates(), ..hop }
}

/// The node on which an endpoint's address is, by the cluster rather than by what its slice says.
fn node_of<'n>(network: &'n Network<'_>, endpoint: &'n Endpoint<'_>) -> &'n str {
    let pod = endpoint.pod.and_then(|pod| network.of_pod(pod)).map(|found| found.node);
    pod.or_else(|| network.nodes.get(endpoint.address).map(|node| node.name())).unwrap_or_default()
}

fn endpoint_reach(
    network: &Network<'_>,
    client: &Client<'_>,
    seen: &Client<'_>,
    endpoint: &Endpoint<'_>,
    trace: &mut Trace,
) -> Reach {
    let port = (endpoint.port, endpoint.protocol);
    // A pod that is chosen for its own request has left itself on the way: policies look at that, too.
    if let Some(pod) = endpoint.pod {
        return address::pod_reach(network, client, seen, pod, port, trace);
    }
    let Some(node) = network.nodes.get(endpoint.address) else {
        return address::elsewhere(network, client, endpoint.address, port, trace);
    };
    if client.node != Some(node.name())
        && let Some(stopped) = policy::egress(network, client, policy::Peer::Address(endpoint.address), port, trace)
    {
        return stopped;
    }
    super::node::own_listener(network, node, port, trace)
}
