//! kube-proxy in iptables mode: which rule a packet to a Service's address meets (`pkg/proxy/iptables/proxier.go`).

use super::connection::{Hop, Reach, Station, Trace, best};
use super::endpoints::{self, Choice, Endpoint, Policy};
use super::index::{Network, ServicePort, protocol};
use super::place::{Client, Place};
use super::{address, listener, policy};
use crate::object::Object;
use crate::value::Origin;

/// Through which of a Service's addresses a packet comes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Door<'a> {
    /// Its cluster IP.
    ClusterIp,
    /// An external IP, a load balancer's address or a node port, on the node where it enters.
    External {
        /// That node; none when the packet never meets one.
        entry: Option<&'a str>,
    },
}

/// A cluster IP has rules for its ports and protocols only.
pub(super) fn cluster_ip(
    network: &Network<'_>,
    client: &Client<'_>,
    service: &Object,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    let ports = service.spec("ports").list();
    let Some(held) = ports.iter().find(|held| held.get("port").int() == port.0 && protocol(held) == port.1) else {
        let open: Vec<String> = ports.iter().map(|p| format!("{}/{}", p.get("port").int(), protocol(p))).collect();
        let summary = format!(
            "Service {} has no port {}/{}, only {}; packets to other ports of a cluster IP get lost",
            id(service),
            port.0,
            port.1,
            open.join(", ")
        );
        let hop = Hop::passes(Station::Service, summary).reading([service.id()]);
        return trace.end(hop.because([service.spec("ports").origin]), Reach::Timeout);
    };
    through(network, client, ServicePort { service, port: held }, Door::ClusterIp, trace)
}

/// Follows a packet through a Service port to the endpoints that may be chosen.
pub(super) fn through(
    network: &Network<'_>,
    client: &Client<'_>,
    held: ServicePort<'_>,
    door: Door<'_>,
    trace: &mut Trace,
) -> Reach {
    let (policy, why) = traffic_policy(client, held.service, door);
    let node = match door {
        Door::ClusterIp => client.node,
        Door::External { entry } => entry,
    };
    trace.pass(|| {
        let summary = format!("Service {} port {}: {}", id(held.service), held.port.get("port").int(), why.0);
        let origins = [held.port.get("port").origin, held.port.get("targetPort").origin, why.1];
        Hop::passes(Station::Service, summary).reading([held.service.id()]).because(origins)
    });
    let service = network.cluster.get("Service", held.service.namespace(), held.service.name());
    let Some(service) = service else {
        return trace.stop(Station::Service, Reach::Refused, "the Service is gone".to_owned());
    };
    let choice = endpoints::choose(network, service, held.port, node, policy);
    let hop = choice_hop(held.service, &choice, policy, node);
    if choice.usable.is_empty() {
        let reach = if choice.anywhere { Reach::Timeout } else { Reach::Refused };
        return trace.end(hop, reach);
    }
    trace.pass(|| hop);
    let sender = translated(network, client, door, policy);
    let reaches: Vec<Reach> =
        choice.usable.iter().map(|endpoint| endpoint_reach(network, &sender, endpoint, trace)).collect();
    best(reaches).unwrap_or(Reach::Refused)
}

/// The traffic policy in force, in words, and the text that set it.
fn traffic_policy(client: &Client<'_>, service: &Object, door: Door<'_>) -> (Policy, (&'static str, Origin)) {
    match door {
        Door::ClusterIp => {
            let set = service.spec("internalTrafficPolicy");
            match set.str() {
                "Local" => {
                    (Policy::Local, ("internalTrafficPolicy Local keeps traffic on the client's node", set.origin))
                }
                _ => (Policy::Cluster, ("any endpoint in the cluster may answer", None)),
            }
        }
        Door::External { entry } => {
            let set = service.spec("externalTrafficPolicy");
            // Packets of the node itself and of its pods are exempt: they are not external (proxier.go, "EXT" chain).
            let exempt = entry.is_some() && client.node == entry;
            match (set.str(), exempt) {
                ("Local", true) => (
                    Policy::Cluster,
                    ("externalTrafficPolicy Local does not hold for the node's own traffic", set.origin),
                ),
                ("Local", false) => {
                    (Policy::Local, ("externalTrafficPolicy Local keeps traffic on the node it entered", set.origin))
                }
                _ => (Policy::Cluster, ("any endpoint in the cluster may answer", None)),
            }
        }
    }
}

fn choice_hop(service: &Object, choice: &Choice<'_>, policy: Policy, node: Option<&str>) -> Hop {
    let (kept, all) = (choice.usable.len(), choice.candidates.len());
    let summary = match (kept, choice.anywhere, policy) {
        (0, false, _) if all == 0 => "there is no endpoint at all: refused".to_owned(),
        (0, false, _) => format!("none of {all} endpoints can be used: refused"),
        (0, true, _) => format!("{} has no endpoint of its own, others do: dropped", node.unwrap_or("the node")),
        (1, ..) => "one endpoint can be chosen".to_owned(),
        _ => format!("any of {kept} endpoints can be chosen"),
    };
    let slices = choice.usable.iter().map(|endpoint| endpoint.slice.id());
    let mut hop = Hop::passes(Station::Endpoints, summary).reading(slices);
    hop.read.dedup();
    hop.read.push(service.id());
    hop.candidates = choice.candidates.clone();
    hop.because([service.spec("selector").origin])
}

/// Whose packets they are after translation: traffic from outside carries the node's address, unless policy Local keeps the client's.
fn translated<'a>(network: &Network<'a>, client: &Client<'a>, door: Door<'_>, policy: Policy) -> Client<'a> {
    match (door, client.place) {
        (Door::External { entry: Some(entry) }, Place::Outside) if policy == Policy::Cluster => {
            super::place::node(network, entry).unwrap_or(*client)
        }
        (Door::External { entry: Some(entry) }, Place::Node(_)) if policy == Policy::Cluster => {
            super::place::node(network, entry).unwrap_or(*client)
        }
        _ => *client,
    }
}

fn endpoint_reach(network: &Network<'_>, client: &Client<'_>, endpoint: &Endpoint<'_>, trace: &mut Trace) -> Reach {
    let port = (endpoint.port, endpoint.protocol);
    if let Some(pod) = network.pods.get(endpoint.address) {
        // A pod that is chosen for its own request reaches itself; no policy looks at that.
        return match client.pod().is_some_and(|own| own.id() == pod.id()) {
            true => listener::reach(pod, port, trace),
            false => address::pod_reach(network, client, pod, port, trace),
        };
    }
    if let Some(node) = network.nodes.get(endpoint.address) {
        let pods = network.host_pods.get(node.name()).into_iter().flatten();
        if let Some(stopped) = policy::egress(network, client, policy::Peer::Address(endpoint.address), port, trace) {
            return stopped;
        }
        return match pods.into_iter().find(|pod| listener::listens(pod, port)) {
            Some(pod) => listener::reach(pod, port, trace),
            None => {
                let summary = format!("nothing listens on {}/{} of {}", port.0, port.1, node.name());
                trace.stop(Station::Listener, Reach::Refused, summary)
            }
        };
    }
    address::beyond(network, client, endpoint.address, port, trace)
}

fn id(object: &Object) -> String {
    format!("{}/{}", object.namespace(), object.name())
}
