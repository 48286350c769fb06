//! Endpoints of a Service and which of them a node uses (`pkg/proxy/endpointslicecache.go`, `pkg/proxy/topology.go`).

use super::connection::{Candidate, CandidateReason};
use super::index::{Identity, Network, identity, protocol};
use super::trace::list;
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use std::collections::BTreeMap;

/// One address and port of a slice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Endpoint<'a> {
    /// Name of the slice's port; empty when it has none.
    port_name: &'a str,
    pub(super) protocol: &'a str,
    pub(super) address: &'a str,
    pub(super) port: i64,
    pub(super) node: &'a str,
    pub(super) ready: bool,
    serving: bool,
    terminating: bool,
    /// Zones and nodes that the endpoint is hinted for.
    zones: &'a [Value],
    nodes: &'a [Value],
    /// The slice's reference to what is behind it; null when it names nothing.
    target: &'a Value,
    /// The pod that has the address, if one does.
    pub(super) pod: Option<&'a Object>,
    pub(super) slice: &'a Object,
}

/// Which endpoints count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    /// Any in the cluster, restricted by topology hints.
    Cluster,
    /// Those on the node itself.
    Local,
}

/// The choice on one node.
#[derive(Debug)]
pub(super) struct Choice<'n, 'a> {
    /// Endpoints that may be chosen, equal addresses and ports once.
    pub(super) usable: Vec<&'n Endpoint<'a>>,
    /// Whether any endpoint anywhere could be used: then a node without one drops, otherwise it rejects.
    pub(super) anywhere: bool,
    all: &'n [Endpoint<'a>],
    rule: Rule<'n>,
}

/// What an endpoint has to be to count.
#[derive(Debug, Clone, Copy)]
struct Rule<'n> {
    port_name: &'n str,
    protocol: &'n str,
    node: Option<&'n str>,
    policy: Policy,
    hints: Hints<'n>,
    /// Endpoints that shut down but still serve are the last resort.
    last_resort: bool,
}

/// What topology hints restrict the choice to.
#[derive(Debug, Clone, Copy)]
enum Hints<'n> {
    None,
    Zone(&'n str),
    Node(&'n str),
}

/// Endpoints of all slices, by Service.
pub(super) fn of_slices<'a>(
    cluster: &'a Cluster,
    pods: &BTreeMap<&'a str, &'a Object>,
) -> BTreeMap<Identity, Vec<Endpoint<'a>>> {
    let mut found: BTreeMap<Identity, Vec<Endpoint<'_>>> = BTreeMap::new();
    for slice in cluster.list("EndpointSlice") {
        let service = slice.labels().get("kubernetes.io/service-name").str();
        if service.is_empty() || slice.value.get("addressType").str() != "IPv4" {
            continue;
        }
        let Some(service) = cluster.get("Service", slice.namespace(), service) else { continue };
        let all = found.entry(identity(service)).or_default();
        for endpoint in slice.value.get("endpoints").list() {
            for port in slice.value.get("ports").list().iter().filter(|port| port.get("port").int() != 0) {
                all.push(Endpoint::new(slice, endpoint, port, pods));
            }
        }
    }
    found
}

/// Chooses for packets that enter on `node` (`CategorizeEndpoints`).
pub(super) fn choose<'n, 'a>(
    network: &'n Network<'a>,
    service: &'n Object,
    port: &'n Value,
    node: Option<&'n str>,
    policy: Policy,
) -> Choice<'n, 'a> {
    let all = network.endpoints(service);
    let (port_name, protocol) = (port.get("name").str(), protocol(port));
    let mut rule = Rule { port_name, protocol, node, policy, hints: Hints::None, last_resort: false };
    let of_port = move || all.iter().filter(move |held| rule.is_of_port(held));
    if let (Policy::Cluster, Some(node)) = (policy, node) {
        rule.hints = hints(network, &of_port, node);
    }
    rule.last_resort = !of_port().any(|held| rule.keeps(held));
    let anywhere = of_port().any(|held| held.ready || (held.serving && held.terminating));
    let mut usable: Vec<&Endpoint<'a>> = Vec::new();
    for held in of_port().filter(|held| rule.keeps(held)) {
        if !usable.iter().any(|one| one.is_same_place(held)) {
            usable.push(held);
        }
    }
    Choice { usable, anywhere, all, rule }
}

impl<'a> Endpoint<'a> {
    fn new(
        slice: &'a Object,
        endpoint: &'a Value,
        port: &'a Value,
        pods: &BTreeMap<&'a str, &'a Object>,
    ) -> Endpoint<'a> {
        let conditions = endpoint.get("conditions");
        let address = endpoint.get("addresses").list().first().map_or("", Value::str);
        Endpoint {
            port_name: port.get("name").str(),
            protocol: protocol(port),
            address,
            port: port.get("port").int(),
            node: endpoint.get("nodeName").str(),
            ready: conditions.get("ready").as_bool().unwrap_or(true),
            serving: conditions.get("serving").as_bool().unwrap_or(true),
            terminating: conditions.get("terminating").is_true(),
            zones: endpoint.at(&["hints", "forZones"]).list(),
            nodes: endpoint.at(&["hints", "forNodes"]).list(),
            target: endpoint.get("targetRef"),
            pod: pods.get(address).copied(),
            slice,
        }
    }

    /// `address:port`.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.address, self.port)
    }

    /// The pod (`namespace/name`) or, without one, the bare address.
    fn name(&self) -> String {
        match self.target.get("kind").str() {
            "Pod" => format!("{}/{}", self.target.get("namespace").str(), self.target.get("name").str()),
            _ => self.address.to_owned(),
        }
    }

    fn is_same_place(&self, other: &Endpoint<'_>) -> bool {
        self.address == other.address && self.port == other.port
    }
}

impl Choice<'_, '_> {
    /// How many endpoints were looked at.
    pub(super) fn looked_at(&self) -> usize {
        self.all.iter().filter(|held| self.rule.is_of_port(held)).count()
    }

    /// The slices of the endpoints that may be chosen, each once.
    pub(super) fn slices(&self) -> impl Iterator<Item = &Object> {
        let mut slices: Vec<&Object> = self.usable.iter().map(|held| held.slice).collect();
        slices.dedup_by(|one, other| std::ptr::eq(*one, *other));
        slices.into_iter()
    }

    /// Every endpoint with its reason; when the Service's port has none, those of other names.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let candidate = |held: &Endpoint<'_>, kept, reason| Candidate {
            endpoint: held.name(),
            address: held.place(),
            kept,
            reason,
            outcome: None,
        };
        let mut found: Vec<Candidate> = Vec::new();
        for held in self.all.iter().filter(|held| self.rule.is_of_port(held)) {
            let again = found.iter().any(|one| one.kept && one.address == held.place());
            let kept = self.rule.keeps(held) && !again;
            let reason = if again { CandidateReason::SamePlace } else { self.rule.reason(held) };
            found.push(candidate(held, kept, reason));
        }
        if !found.is_empty() {
            return found;
        }
        let others = self.all.iter().filter(|held| held.protocol == self.rule.protocol);
        let reason = |held: &Endpoint<'_>| CandidateReason::OtherPortName {
            held: format!("\"{}\"", held.port_name),
            wanted: format!("\"{}\"", self.rule.port_name),
        };
        others.map(|held| candidate(held, false, reason(held))).collect()
    }
}

impl Rule<'_> {
    /// Slices are matched to the Service's port by name and protocol.
    fn is_of_port(&self, held: &Endpoint<'_>) -> bool {
        held.port_name == self.port_name && held.protocol == self.protocol
    }

    fn is_local(&self, held: &Endpoint<'_>) -> bool {
        self.policy == Policy::Cluster || self.node == Some(held.node)
    }

    fn keeps(&self, held: &Endpoint<'_>) -> bool {
        match self.last_resort {
            true => held.serving && held.terminating && self.is_local(held),
            false => held.ready && self.is_local(held) && self.hints.keep(held),
        }
    }

    fn reason(&self, held: &Endpoint<'_>) -> CandidateReason {
        match () {
            () if self.keeps(held) && self.last_resort => CandidateReason::LastResort,
            () if self.keeps(held) => CandidateReason::Ready,
            () if !self.is_local(held) && held.node.is_empty() => CandidateReason::NoNode,
            () if !self.is_local(held) => CandidateReason::NotLocal { node: held.node.to_owned() },
            () if held.terminating && held.serving => CandidateReason::LeavingWhileOthersReady,
            () if held.terminating => CandidateReason::LeavingUnready,
            () if !held.ready => CandidateReason::NotReady,
            () => {
                let hints = if matches!(self.hints, Hints::Node(_)) { held.nodes } else { held.zones };
                CandidateReason::HintedElsewhere { hints: list(hints.iter().map(|hint| hint.get("name").str())) }
            }
        }
    }
}

impl Hints<'_> {
    fn keep(&self, held: &Endpoint<'_>) -> bool {
        let names = |list: &[Value], wanted: &str| list.iter().any(|hint| hint.get("name").str() == wanted);
        match self {
            Hints::None => true,
            Hints::Zone(zone) => names(held.zones, zone),
            Hints::Node(node) => names(held.nodes, node),
        }
    }
}

/// Hints count when every ready endpoint has them and one of them names this node or its zone.
fn hints<'n, 'a: 'n, E: Iterator<Item = &'n Endpoint<'a>>>(
    network: &'n Network<'a>,
    endpoints: &impl Fn() -> E,
    node: &'n str,
) -> Hints<'n> {
    let ready = || endpoints().filter(|held| held.ready);
    let by_node = Hints::Node(node);
    if ready().all(|held| !held.nodes.is_empty()) && ready().any(|held| by_node.keep(held)) {
        return by_node;
    }
    if !ready().all(|held| !held.zones.is_empty()) {
        return Hints::None;
    }
    let labels = network.nodes.values().find(|held| held.name() == node).map(|node| node.labels());
    let zone = labels.map_or("", |labels| labels.get("topology.kubernetes.io/zone").str());
    let by_zone = Hints::Zone(zone);
    match !zone.is_empty() && ready().any(|held| by_zone.keep(held)) {
        true => by_zone,
        false => Hints::None,
    }
}
