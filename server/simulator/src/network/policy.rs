//! NetworkPolicy on both sides of a connection, after Service translation (facts of the API; enforced as
//! kube-network-policies does): isolated pods get only what some policy allows, policies add up.

use super::connection::{Hop, Reach, Station, Trace};
use super::index::{Network, containers, protocol};
use super::place::{Client, Place};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::{Data, Value};
use crate::values::{ip, label_selector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// NetworkPolicies by namespace.
#[derive(Debug, Default)]
pub(super) struct Policies<'a>(BTreeMap<&'a str, Vec<&'a Object>>);

/// The other side of a connection as a policy sees it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Peer<'a> {
    /// A pod with an address of its own.
    Pod(&'a Object),
    /// Anything else: nodes, hosts outside, pods in their node's network.
    Address(&'a str),
}

/// A direction of traffic and the words that rules use for it.
#[derive(Debug, Clone, Copy)]
struct Direction {
    policy_type: &'static str,
    rules: &'static str,
    peers: &'static str,
}

const INGRESS: Direction = Direction { policy_type: "Ingress", rules: "ingress", peers: "from" };
const EGRESS: Direction = Direction { policy_type: "Egress", rules: "egress", peers: "to" };

/// The DNS pods that stand behind 10.96.0.10: in kube-system, with this label, listening on 53.
const DNS_LABEL: (&str, &str) = ("k8s-app", "kube-dns");
const DNS_ADDRESS: &str = "10.244.1.1";

impl<'a> Policies<'a> {
    pub(super) fn of(cluster: &'a Cluster) -> Policies<'a> {
        let mut found = Policies::default();
        for policy in cluster.list("NetworkPolicy") {
            found.0.entry(policy.namespace()).or_default().push(policy);
        }
        found
    }

    /// Policies that isolate a pod in a direction.
    fn isolating(&self, pod: &Object, direction: Direction) -> Vec<&'a Object> {
        let all = self.0.get(pod.namespace()).into_iter().flatten();
        let holds = |policy: &&&Object| {
            policy.spec("policyTypes").list().iter().any(|held| held.str() == direction.policy_type)
                && label_selector::matches(policy.spec("podSelector"), pod.labels())
        };
        all.filter(holds).copied().collect()
    }
}

/// Both sides; `None` when the connection may go on.
pub(super) fn check(
    network: &Network<'_>,
    client: &Client<'_>,
    peer: Peer<'_>,
    port: (i64, &str),
    trace: &mut Trace,
) -> Option<Reach> {
    if let Some(stopped) = egress(network, client, peer, port, trace) {
        return Some(stopped);
    }
    let Peer::Pod(pod) = peer else { return None };
    // A node always reaches its own pods: probes depend on it.
    if matches!(client.place, Place::Node(_)) && client.node == Some(pod.spec("nodeName").str()) {
        return None;
    }
    let source = match client.place {
        Place::Pod(sender) => Peer::Pod(sender),
        _ => Peer::Address(client.address),
    };
    let decision = decide(network, pod, INGRESS, source, Named::Pod(pod), port)?;
    decided(decision, pod, Station::Policy, trace)
}

/// The sender's side alone.
pub(super) fn egress(
    network: &Network<'_>,
    client: &Client<'_>,
    peer: Peer<'_>,
    port: (i64, &str),
    trace: &mut Trace,
) -> Option<Reach> {
    let sender = client.pod()?;
    let named = match peer {
        Peer::Pod(pod) => Named::Pod(pod),
        Peer::Address(_) => Named::Unknown,
    };
    let decision = decide(network, sender, EGRESS, peer, named, port)?;
    decided(decision, sender, Station::Egress, trace)
}

/// The hop that keeps a pod from asking DNS, if a policy does: its query goes to a DNS pod on 53/UDP.
pub(super) fn closes_dns(network: &Network<'_>, pod: &Object) -> Option<Hop> {
    let labels = Value::from(serde_json::json!({ DNS_LABEL.0: DNS_LABEL.1 }));
    let isolating = network.policies.isolating(pod, EGRESS);
    if isolating.is_empty() {
        return None;
    }
    let target = Target { namespace: "kube-system", labels: &labels, address: DNS_ADDRESS };
    let open = isolating.iter().any(|policy| {
        allowing_rule(network, policy, EGRESS, Some(target), DNS_ADDRESS, Named::Dns, (53, "UDP")).is_some()
    });
    (!open).then(|| {
        let names: Vec<&str> = isolating.iter().map(|policy| policy.name()).collect();
        let summary = format!(
            "the name cannot be looked up: NetworkPolicy {} closes what the pod sends, and no rule opens 53/UDP to the DNS pods in kube-system",
            names.join(", ")
        );
        let origins = isolating.iter().map(|policy| policy.spec("podSelector").origin);
        Hop::passes(Station::Egress, summary).reading(isolating.iter().map(|policy| policy.id())).because(origins)
    })
}

/// What the policies of one pod say of one packet.
struct Decision<'a> {
    isolating: Vec<&'a Object>,
    /// The policy and rule that allow it.
    allowed: Option<(&'a Object, usize)>,
}

/// `None` when the pod is not isolated.
fn decide<'a>(
    network: &Network<'a>,
    pod: &Object,
    direction: Direction,
    peer: Peer<'_>,
    named: Named<'_>,
    port: (i64, &str),
) -> Option<Decision<'a>> {
    let isolating = network.policies.isolating(pod, direction);
    if isolating.is_empty() {
        return None;
    }
    let (target, address) = match peer {
        Peer::Pod(other) => {
            let address = other.status("podIP").str();
            (Some(Target { namespace: other.namespace(), labels: other.labels(), address }), address)
        }
        Peer::Address(address) => (None, address),
    };
    let allowed = isolating.iter().find_map(|policy| {
        allowing_rule(network, policy, direction, target, address, named, port).map(|rule| (*policy, rule))
    });
    Some(Decision { isolating, allowed })
}

fn decided(decision: Decision<'_>, pod: &Object, station: Station, trace: &mut Trace) -> Option<Reach> {
    let id = format!("{}/{}", pod.namespace(), pod.name());
    let side = if station == Station::Egress { "what it sends" } else { "what it receives" };
    match decision.allowed {
        Some((policy, rule)) => {
            let rules = if station == Station::Egress { "egress" } else { "ingress" };
            trace.pass(|| {
                let origin = policy.spec(rules).list().get(rule).map(|rule| rule.origin);
                let summary = format!(
                    "pod {id} is isolated for {side}; rule {} of NetworkPolicy {} allows it",
                    rule + 1,
                    policy.name()
                );
                Hop::passes(station, summary).reading([policy.id()]).because(origin)
            });
            None
        }
        None => {
            let names: Vec<&str> = decision.isolating.iter().map(|policy| policy.name()).collect();
            let summary = format!(
                "NetworkPolicy {} isolates pod {id} for {side}, and no rule allows this: dropped",
                names.join(", ")
            );
            let origins = decision.isolating.iter().map(|policy| policy.spec("podSelector").origin);
            let hop = Hop::passes(station, summary).reading(decision.isolating.iter().map(|policy| policy.id()));
            Some(trace.end(hop.because(origins), Reach::Timeout))
        }
    }
}

/// A pod as selectors see it.
#[derive(Debug, Clone, Copy)]
struct Target<'a> {
    namespace: &'a str,
    labels: &'a Value,
    address: &'a str,
}

/// Whose port names a rule means: always the destination's.
#[derive(Debug, Clone, Copy)]
enum Named<'a> {
    Pod(&'a Object),
    Dns,
    Unknown,
}

impl Named<'_> {
    /// Whether the destination gives this name to that port.
    fn is(self, name: &str, port: (i64, &str)) -> bool {
        match self {
            Named::Pod(pod) => containers(pod).flat_map(|container| container.get("ports").list()).any(|held| {
                held.get("name").str() == name && held.get("containerPort").int() == port.0 && protocol(held) == port.1
            }),
            Named::Dns => matches!((name, port.1), ("dns", "UDP") | ("dns-tcp", "TCP")),
            Named::Unknown => false,
        }
    }
}

/// The first rule of the policy that lets the packet through.
fn allowing_rule(
    network: &Network<'_>,
    policy: &Object,
    direction: Direction,
    target: Option<Target<'_>>,
    address: &str,
    named: Named<'_>,
    port: (i64, &str),
) -> Option<usize> {
    policy.spec(direction.rules).list().iter().position(|rule| {
        let (ports, peers) = (rule.get("ports").list(), rule.get(direction.peers).list());
        (ports.is_empty() || ports.iter().any(|entry| port_fits(entry, named, port)))
            && (peers.is_empty() || peers.iter().any(|peer| peer_fits(network.cluster, policy, peer, target, address)))
    })
}

fn port_fits(entry: &Value, named: Named<'_>, port: (i64, &str)) -> bool {
    if protocol(entry) != port.1 {
        return false;
    }
    let wanted = entry.get("port");
    match &wanted.data {
        Data::Null => true,
        Data::Int(number) => {
            let end = entry.get("endPort").as_int().unwrap_or(*number);
            (*number..=end).contains(&port.0)
        }
        _ => named.is(wanted.str(), port),
    }
}

fn peer_fits(cluster: &Cluster, policy: &Object, peer: &Value, target: Option<Target<'_>>, address: &str) -> bool {
    let block = peer.get("ipBlock");
    if !block.is_null() {
        let address = target.map_or(address, |target| target.address);
        return block_fits(block, address);
    }
    let Some(target) = target else { return false };
    let namespaces = peer.get("namespaceSelector");
    let in_namespace = match namespaces.is_null() {
        true => target.namespace == policy.namespace(),
        false => {
            let namespace: Option<&Arc<Object>> = cluster.get("Namespace", "", target.namespace);
            namespace.is_some_and(|namespace| label_selector::matches(namespaces, namespace.labels()))
        }
    };
    let pods = peer.get("podSelector");
    in_namespace && (pods.is_null() || label_selector::matches(pods, target.labels))
}

fn block_fits(block: &Value, address: &str) -> bool {
    let Some(address) = ip::parse(address) else { return false };
    let holds = |text: &str| ip::parse_cidr(text).is_some_and(|block| block.contains(address));
    holds(block.get("cidr").str()) && !block.get("except").list().iter().any(|except| holds(except.str()))
}
