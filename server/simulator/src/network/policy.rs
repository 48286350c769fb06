//! NetworkPolicy on both sides of a connection, after Service translation (facts of the API; enforced as
//! kube-network-policies does): isolated pods get only what some policy allows, policies add up.

use super::connection::{Hop, HopReason, Reach, Station};
use super::index::{Identity, Network, Port, identity};
use super::place::{Client, Place};
use super::policy_rule::{Direction, EGRESS, INGRESS, Labelled, Named, Packet};
use super::trace::{Trace, id, list};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::values::label_selector;
use std::collections::BTreeMap;

/// NetworkPolicies by namespace, and the pods that they isolate.
#[derive(Debug, Default)]
pub(super) struct Policies<'a> {
    pub(super) of_namespace: BTreeMap<&'a str, Vec<&'a Object>>,
    isolated: BTreeMap<Identity, Isolated<'a>>,
}

/// The policies that isolate a pod, by direction.
#[derive(Debug)]
struct Isolated<'a> {
    receiving: Vec<&'a Object>,
    sending: Vec<&'a Object>,
}

/// The other side of a connection as a policy sees it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Peer<'a> {
    /// A pod with an address of its own.
    Pod(&'a Object),
    /// Anything else: nodes, hosts outside, pods in their node's network.
    Address(&'a str),
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
            let receiving = self.selecting(pod.into(), &INGRESS);
            let sending = self.selecting(pod.into(), &EGRESS);
            if !receiving.is_empty() || !sending.is_empty() {
                self.isolated.insert(identity(pod), Isolated { receiving, sending });
            }
        }
    }

    /// Policies of the pod's namespace that select it for a direction.
    pub(super) fn selecting(&self, pod: Labelled<'_>, direction: &Direction) -> Vec<&'a Object> {
        let all = self.of_namespace.get(pod.namespace).into_iter().flatten().copied();
        let selects = |policy: &&Object| {
            direction.has_type(policy) && label_selector::matches(policy.spec("podSelector"), pod.labels)
        };
        all.filter(selects).collect()
    }

    /// Policies that isolate a pod for what it receives; none when it is not isolated.
    fn receiving(&self, pod: &Object) -> &[&'a Object] {
        self.isolated.get(&identity(pod)).map(|found| found.receiving.as_slice()).unwrap_or_default()
    }

    /// Policies that isolate a pod for what it sends; none when it is not isolated.
    pub(super) fn sending(&self, pod: &Object) -> &[&'a Object] {
        self.isolated.get(&identity(pod)).map(|found| found.sending.as_slice()).unwrap_or_default()
    }
}

/// Whether policies look at what a pod receives.
pub(super) fn is_isolated(network: &Network<'_>, pod: &Object) -> bool {
    !network.policies.receiving(pod).is_empty()
}

/// The receiver's side: policies of a pod and a client as the pod's node sees it. `None` when the connection may go on.
pub(super) fn ingress(
    network: &Network<'_>,
    seen: &Client<'_>,
    pod: &Object,
    port: Port<'_>,
    trace: &mut Trace,
) -> Option<Reach> {
    let isolating = network.policies.receiving(pod);
    if isolating.is_empty() {
        return None;
    }
    let node = network.of_pod(pod).map_or("", |found| found.node);
    // A node always reaches its own pods: probes depend on it.
    if matches!(seen.place, Place::Node(_)) && seen.node == Some(node) {
        let reason = || HopReason::OwnNode { pod: id(pod), node: node.to_owned() };
        trace.pass(|| Hop::new(Station::Policy, reason()).reading([pod.id()]));
        return None;
    }
    let peer = match seen.place {
        Place::Pod(sender) => Some(sender.into()),
        _ => None,
    };
    let packet = Packet { peer, address: seen.address, named: Named::Pod(pod), port };
    decide(network, pod, isolating, &INGRESS, &packet, trace)
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
    let isolating = network.policies.sending(sender);
    if isolating.is_empty() {
        return None;
    }
    let packet = match peer {
        Peer::Pod(pod) => {
            Packet { peer: Some(pod.into()), address: pod.status("podIP").str(), named: Named::Pod(pod), port }
        }
        Peer::Address(address) => Packet { peer: None, address, named: Named::Nobody, port },
    };
    decide(network, sender, isolating, &EGRESS, &packet, trace)
}

/// What the policies that isolate a pod say of one packet. `None` when it may go on.
fn decide(
    network: &Network<'_>,
    pod: &Object,
    isolating: &[&Object],
    direction: &Direction,
    packet: &Packet<'_>,
    trace: &mut Trace,
) -> Option<Reach> {
    let allowed = isolating
        .iter()
        .find_map(|policy| direction.allowing_rule(network, policy, packet).map(|rule| (*policy, rule)));
    let is_egress = direction.station == Station::Egress;
    let Some((policy, rule)) = allowed else {
        let reason = || match (id(pod), names(isolating), is_egress) {
            (pod, policies, true) => HopReason::EgressDenied { pod, policies },
            (pod, policies, false) => HopReason::IngressDenied { pod, policies },
        };
        let hop = || Hop::new(direction.station, reason());
        return Some(trace.end_with(Reach::Timeout, hop, |hop| denying(hop, isolating)));
    };
    trace.pass(|| {
        let reason = match (id(pod), rule + 1, policy.name().to_owned(), is_egress) {
            (pod, rule, policy, true) => HopReason::EgressAllowed { pod, rule, policy },
            (pod, rule, policy, false) => HopReason::IngressAllowed { pod, rule, policy },
        };
        let origin = policy.spec(direction.rules).list().get(rule).map(|rule| rule.origin);
        Hop::new(direction.station, reason).reading([policy.id()]).because(origin)
    });
    None
}

/// Names of policies in one line.
pub(super) fn names(policies: &[&Object]) -> String {
    list(policies.iter().map(|policy| policy.name()))
}

/// Adds the policies of which no rule fits.
pub(super) fn denying(hop: Hop, isolating: &[&Object]) -> Hop {
    let selector = |policy: &&Object| policy.spec("podSelector").origin.or(policy.value.get("spec").origin);
    let origins = isolating.iter().map(selector);
    hop.reading(isolating.iter().map(|policy| policy.id())).because(origins)
}
