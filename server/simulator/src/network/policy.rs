//! NetworkPolicy on both sides of a connection, after Service translation (facts of the API; enforced as
//! kube-network-policies does): isolated pods get only what some policy allows, policies add up.

use super::connection::{Hop, HopReason, Reach, Station, Trace, id, list};
use super::index::{Identity, Network, Port, identity, protocol};
use super::place::{Client, Place};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::{Data, Value};
use crate::values::{ip, label_selector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// NetworkPolicies by namespace, and the pods that they isolate.
#[derive(Debug, Default)]
pub(super) struct Policies<'a> {
    of_namespace: BTreeMap<&'a str, Vec<&'a Object>>,
    isolated: BTreeMap<Identity, [Vec<&'a Object>; 2]>,
}

/// The other side of a connection as a policy sees it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Peer<'a> {
    /// A pod with an address of its own.
    Pod(&'a Object),
    /// Anything else: nodes, hosts outside, pods in their node's network.
    Address(&'a str),
}

/// A direction of traffic and the words that rules use for it.
#[derive(Debug)]
struct Direction {
    index: usize,
    station: Station,
    policy_type: &'static str,
    rules: &'static str,
    peers: &'static str,
}

const INGRESS: Direction =
    Direction { index: 0, station: Station::Policy, policy_type: "Ingress", rules: "ingress", peers: "from" };
const EGRESS: Direction =
    Direction { index: 1, station: Station::Egress, policy_type: "Egress", rules: "egress", peers: "to" };

/// The DNS pods that stand behind 10.96.0.10: in kube-system, with this label, listening on 53.
const DNS_LABEL: (&str, &str) = ("k8s-app", "kube-dns");
const DNS_ADDRESS: &str = "10.244.1.1";

impl Direction {
    /// Whether a policy is about this direction.
    fn has_type(&self, policy: &Object) -> bool {
        policy.spec("policyTypes").list().iter().any(|held| held.str() == self.policy_type)
    }
}

impl<'a> Policies<'a> {
    pub(super) fn of(cluster: &'a Cluster) -> Policies<'a> {
        let mut found = Policies::default();
        for policy in cluster.list("NetworkPolicy") {
            found.of_namespace.entry(policy.namespace()).or_default().push(policy);
        }
        found
    }

    /// Finds out once which pods are isolated, and by which policies of their namespace.
    pub(super) fn isolate(&mut self, pods: impl Iterator<Item = &'a Object>) {
        for pod in pods {
            let Some(all) = self.of_namespace.get(pod.namespace()) else { continue };
            let selects = |policy: &&Object| label_selector::matches(policy.spec("podSelector"), pod.labels());
            let selecting: Vec<&'a Object> = all.iter().copied().filter(selects).collect();
            let in_direction =
                |direction: Direction| selecting.iter().copied().filter(|policy| direction.has_type(policy)).collect();
            if !selecting.is_empty() {
                self.isolated.insert(identity(pod), [in_direction(INGRESS), in_direction(EGRESS)]);
            }
        }
    }

    /// Policies that isolate a pod in a direction; none when it is not isolated.
    fn isolating(&self, pod: &Object, direction: &Direction) -> &[&'a Object] {
        let found = self.isolated.get(&identity(pod));
        found.and_then(|found| found.get(direction.index)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether policies look at what a pod receives.
pub(super) fn is_isolated(network: &Network<'_>, pod: &Object) -> bool {
    !network.policies.isolating(pod, &INGRESS).is_empty()
}

/// The receiver's side: policies of a pod and a client as the pod's node sees it. `None` when the connection may go on.
pub(super) fn ingress(
    network: &Network<'_>,
    seen: &Client<'_>,
    pod: &Object,
    port: Port<'_>,
    trace: &mut Trace,
) -> Option<Reach> {
    let node = network.of_pod(pod).map_or("", |found| found.node);
    // A node always reaches its own pods: probes depend on it.
    if matches!(seen.place, Place::Node(_)) && seen.node == Some(node) {
        if is_isolated(network, pod) {
            let reason = || HopReason::OwnNode { pod: id(pod), node: node.to_owned() };
            trace.pass(|| Hop::new(Station::Policy, reason()).reading([pod.id()]));
        }
        return None;
    }
    let source = match seen.place {
        Place::Pod(sender) => Peer::Pod(sender),
        _ => Peer::Address(seen.address),
    };
    decide(network, pod, &INGRESS, source, Named::Pod(pod), port, trace)
}

/// The sender's side. `None` when the connection may go on.
pub(super) fn egress(
    network: &Network<'_>,
    client: &Client<'_>,
    peer: Peer<'_>,
    port: Port<'_>,
    trace: &mut Trace,
) -> Option<Reach> {
    let sender = client.pod()?;
    let named = match peer {
        Peer::Pod(pod) => Named::Pod(pod),
        Peer::Address(_) => Named::Unknown,
    };
    decide(network, sender, &EGRESS, peer, named, port, trace)
}

/// The policies that keep a pod from asking DNS, if they do: its query goes to a DNS pod on 53/UDP, whose own policies count
/// as well.
pub(super) fn closes_dns(network: &Network<'_>, pod: &Object, trace: &mut Trace) -> Option<Reach> {
    let policies = &network.policies;
    let sending = policies.isolating(pod, &EGRESS);
    let in_kube_system = policies.of_namespace.get("kube-system").map(Vec::as_slice).unwrap_or_default();
    if sending.is_empty() && in_kube_system.is_empty() {
        return None;
    }
    let labels = Value::from(serde_json::json!({ DNS_LABEL.0: DNS_LABEL.1 }));
    let dns = Target { namespace: "kube-system", labels: &labels, address: DNS_ADDRESS };
    let own = Target { namespace: pod.namespace(), labels: pod.labels(), address: pod.status("podIP").str() };
    let selects =
        |policy: &&Object| INGRESS.has_type(policy) && label_selector::matches(policy.spec("podSelector"), &labels);
    let receiving: Vec<&Object> = in_kube_system.iter().copied().filter(selects).collect();
    let closed = |isolating: &[&Object], direction: &Direction, other: Target<'_>| {
        let opens = |policy: &&Object| {
            allowing_rule(network, policy, direction, Some(other), other.address, Named::Dns, (53, "UDP")).is_some()
        };
        !isolating.is_empty() && !isolating.iter().any(opens)
    };
    let names = |isolating: &[&Object]| list(isolating.iter().map(|policy| policy.name()));
    if closed(sending, &EGRESS, dns) {
        let hop = || Hop::new(Station::Egress, HopReason::DnsClosed { policies: names(sending) });
        return Some(trace.end_with(Reach::NoSuchHost, hop, |hop| denying(hop, sending)));
    }
    closed(&receiving, &INGRESS, own).then(|| {
        let hop = || Hop::new(Station::Policy, HopReason::DnsIsolated { policies: names(&receiving) });
        trace.end_with(Reach::NoSuchHost, hop, |hop| denying(hop, &receiving))
    })
}

/// What the policies of one pod say of one packet. `None` when it may go on.
fn decide(
    network: &Network<'_>,
    pod: &Object,
    direction: &Direction,
    peer: Peer<'_>,
    named: Named<'_>,
    port: Port<'_>,
    trace: &mut Trace,
) -> Option<Reach> {
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
    let is_egress = direction.station == Station::Egress;
    match allowed {
        Some((policy, rule)) => {
            trace.pass(|| {
                let (pod, rule_number, name) = (id(pod), rule + 1, policy.name().to_owned());
                let reason = match is_egress {
                    true => HopReason::EgressAllowed { pod, rule: rule_number, policy: name },
                    false => HopReason::IngressAllowed { pod, rule: rule_number, policy: name },
                };
                let origin = policy.spec(direction.rules).list().get(rule).map(|rule| rule.origin);
                Hop::new(direction.station, reason).reading([policy.id()]).because(origin)
            });
            None
        }
        None => {
            let reason = || {
                let (pod, policies) = (id(pod), list(isolating.iter().map(|policy| policy.name())));
                match is_egress {
                    true => HopReason::EgressDenied { pod, policies },
                    false => HopReason::IngressDenied { pod, policies },
                }
            };
            let hop = || Hop::new(direction.station, reason());
            Some(trace.end_with(Reach::Timeout, hop, |hop| denying(hop, isolating)))
        }
    }
}

/// Adds the policies of which no rule fits.
fn denying(hop: Hop, isolating: &[&Object]) -> Hop {
    let selector = |policy: &&Object| policy.spec("podSelector").origin.or(policy.value.get("spec").origin);
    let origins = isolating.iter().map(selector);
    hop.reading(isolating.iter().map(|policy| policy.id())).because(origins)
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
    fn is(self, network: &Network<'_>, name: &str, port: Port<'_>) -> bool {
        match self {
            Named::Pod(pod) => {
                network.declared(pod).iter().any(|held| held.port == port && held.value.get("name").str() == name)
            }
            Named::Dns => matches!((name, port.1), ("dns", "UDP") | ("dns-tcp", "TCP")),
            Named::Unknown => false,
        }
    }
}

/// The first rule of the policy that lets the packet through.
fn allowing_rule(
    network: &Network<'_>,
    policy: &Object,
    direction: &Direction,
    target: Option<Target<'_>>,
    address: &str,
    named: Named<'_>,
    port: Port<'_>,
) -> Option<usize> {
    policy.spec(direction.rules).list().iter().position(|rule| {
        let (ports, peers) = (rule.get("ports").list(), rule.get(direction.peers).list());
        (ports.is_empty() || ports.iter().any(|entry| port_fits(network, entry, named, port)))
            && (peers.is_empty() || peers.iter().any(|peer| peer_fits(network.cluster, policy, peer, target, address)))
    })
}

fn port_fits(network: &Network<'_>, entry: &Value, named: Named<'_>, port: Port<'_>) -> bool {
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
        _ => named.is(network, wanted.str(), port),
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
