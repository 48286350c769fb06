//! Whether a rule of a NetworkPolicy lets a packet through: its direction, its ports and its peers.

use super::connection::Station;
use super::index::{Network, Port, protocol};
use crate::object::Object;
use crate::value::{Data, Value};
use crate::values::{ip, label_selector};

/// A direction of traffic and the words that policies use for it.
#[derive(Debug)]
pub(super) struct Direction {
    pub(super) station: Station,
    policy_type: &'static str,
    pub(super) rules: &'static str,
    peers: &'static str,
}

pub(super) const INGRESS: Direction =
    Direction { station: Station::Policy, policy_type: "Ingress", rules: "ingress", peers: "from" };
pub(super) const EGRESS: Direction =
    Direction { station: Station::Egress, policy_type: "Egress", rules: "egress", peers: "to" };

/// What a policy sees of a packet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packet<'a> {
    /// The other side, when it is a pod with an address of its own; selectors mean nothing else.
    pub(super) peer: Option<Labelled<'a>>,
    /// The address of the other side.
    pub(super) address: &'a str,
    /// Whose port names a rule means: always the destination's.
    pub(super) named: Named<'a>,
    /// The port of the destination.
    pub(super) port: Port<'a>,
}

/// A pod as selectors see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labelled<'a> {
    pub(super) namespace: &'a str,
    pub(super) labels: &'a Value,
}

/// Who gives names to ports.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named<'a> {
    /// A pod's containers.
    Pod(&'a Object),
    /// The DNS pods, as CoreDNS' own manifest has them.
    Dns,
    /// Nobody: nodes and hosts outside have no names for ports.
    Nobody,
}

impl Direction {
    /// Whether a policy is about this direction.
    pub(super) fn has_type(&self, policy: &Object) -> bool {
        policy.spec("policyTypes").list().iter().any(|held| held.str() == self.policy_type)
    }

    /// The first rule of a policy that lets the packet through: one of its ports and one of its peers, where none means
    /// any.
    pub(super) fn allowing_rule(&self, network: &Network<'_>, policy: &Object, packet: &Packet<'_>) -> Option<usize> {
        policy.spec(self.rules).list().iter().position(|rule| {
            let (ports, peers) = (rule.get("ports").list(), rule.get(self.peers).list());
            (ports.is_empty() || ports.iter().any(|entry| port_fits(network, entry, packet)))
                && (peers.is_empty() || peers.iter().any(|peer| peer_fits(network, policy, peer, packet)))
        })
    }
}

impl<'a> From<&'a Object> for Labelled<'a> {
    fn from(pod: &'a Object) -> Labelled<'a> {
        Labelled { namespace: pod.namespace(), labels: pod.labels() }
    }
}

impl Named<'_> {
    /// Whether the destination gives this name to that port.
    fn is(self, network: &Network<'_>, name: &str, port: Port<'_>) -> bool {
        match self {
            Named::Pod(pod) => {
                network.declared(pod).iter().any(|held| held.port == port && held.value.get("name").str() == name)
            }
            Named::Dns => matches!((name, port.1), ("dns", "UDP") | ("dns-tcp", "TCP")),
            Named::Nobody => false,
        }
    }
}

fn port_fits(network: &Network<'_>, entry: &Value, packet: &Packet<'_>) -> bool {
    if protocol(entry) != packet.port.1 {
        return false;
    }
    let wanted = entry.get("port");
    match &wanted.data {
        Data::Null => true,
        Data::Int(number) => {
            let end = entry.get("endPort").as_int().unwrap_or(*number);
            (*number..=end).contains(&packet.port.0)
        }
        _ => packet.named.is(network, wanted.str(), packet.port),
    }
}

fn peer_fits(network: &Network<'_>, policy: &Object, peer: &Value, packet: &Packet<'_>) -> bool {
    let block = peer.get("ipBlock");
    if !block.is_null() {
        return block_fits(block, packet.address);
    }
    let Some(other) = packet.peer else { return false };
    let namespaces = peer.get("namespaceSelector");
    let in_namespace = match namespaces.is_null() {
        true => other.namespace == policy.namespace(),
        false => {
            let namespace = network.cluster.get("Namespace", "", other.namespace);
            namespace.is_some_and(|namespace| label_selector::matches(namespaces, namespace.labels()))
        }
    };
    let pods = peer.get("podSelector");
    in_namespace && (pods.is_null() || label_selector::matches(pods, other.labels))
}

/// An exception takes addresses out of its block only; another peer or rule may let them in.
fn block_fits(block: &Value, address: &str) -> bool {
    let Some(address) = ip::parse(address) else { return false };
    let holds = |text: &str| ip::parse_cidr(text).is_some_and(|block| block.contains(address));
    holds(block.get("cidr").str()) && !block.get("except").list().iter().any(|except| holds(except.str()))
}
