//! Endpoints of a Service and which of them a node uses (`pkg/proxy/endpointslicecache.go`, `pkg/proxy/topology.go`).

use super::connection::Candidate;
use super::index::{Id, Network};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use std::collections::BTreeMap;

/// One address and port of a slice.
#[derive(Debug, Clone)]
pub(super) struct Endpoint<'a> {
    /// Name of the slice's port; empty when it has none.
    pub(super) port_name: &'a str,
    pub(super) protocol: &'a str,
    pub(super) address: &'a str,
    pub(super) port: i64,
    pub(super) node: &'a str,
    pub(super) ready: bool,
    pub(super) serving: bool,
    pub(super) terminating: bool,
    /// Zones and nodes that the endpoint is hinted for.
    zones: &'a [Value],
    nodes: &'a [Value],
    /// `namespace/name` of the pod behind it; empty when the slice names none.
    pub(super) pod: String,
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
#[derive(Debug, Default)]
pub(super) struct Choice<'a> {
    /// Endpoints that may be chosen.
    pub(super) usable: Vec<Endpoint<'a>>,
    /// Whether any endpoint anywhere could be used: then a node without one drops, otherwise it rejects.
    pub(super) anywhere: bool,
    /// Every endpoint with its reason.
    pub(super) candidates: Vec<Candidate>,
}

/// Endpoints of all slices, by namespace and Service; equal addresses and ports of one port name are one.
pub(super) fn of_slices(cluster: &Cluster) -> BTreeMap<Id<'_>, Vec<Endpoint<'_>>> {
    let mut found: BTreeMap<Id<'_>, Vec<Endpoint<'_>>> = BTreeMap::new();
    for slice in cluster.list("EndpointSlice") {
        let service = slice.labels().get("kubernetes.io/service-name").str();
        if service.is_empty() || slice.value.get("addressType").str() != "IPv4" {
            continue;
        }
        let all = found.entry((slice.namespace(), service)).or_default();
        for endpoint in slice.value.get("endpoints").list() {
            for port in slice.value.get("ports").list().iter().filter(|port| port.get("port").int() != 0) {
                all.push(one(slice, endpoint, port));
            }
        }
    }
    found
}

fn one<'a>(slice: &'a Object, endpoint: &'a Value, port: &'a Value) -> Endpoint<'a> {
    let conditions = endpoint.get("conditions");
    let ready = conditions.get("ready").as_bool().unwrap_or(true);
    let terminating = conditions.get("terminating").is_true();
    let target = endpoint.get("targetRef");
    let is_pod = target.get("kind").str() == "Pod";
    Endpoint {
        port_name: port.get("name").str(),
        protocol: super::index::protocol(port),
        address: endpoint.get("addresses").list().first().map_or("", Value::str),
        port: port.get("port").int(),
        node: endpoint.get("nodeName").str(),
        ready,
        serving: conditions.get("serving").as_bool().unwrap_or(true),
        terminating,
        zones: endpoint.at(&["hints", "forZones"]).list(),
        nodes: endpoint.at(&["hints", "forNodes"]).list(),
        pod: if is_pod {
            format!("{}/{}", target.get("namespace").str(), target.get("name").str())
        } else {
            String::new()
        },
        slice,
    }
}

/// Chooses for packets that enter on `node` (`CategorizeEndpoints`).
pub(super) fn choose<'a>(
    network: &Network<'a>,
    service: &'a Object,
    port: &Value,
    node: Option<&str>,
    policy: Policy,
) -> Choice<'a> {
    let all = network.endpoints.get(&(service.namespace(), service.name())).map(Vec::as_slice).unwrap_or_default();
    let (port_name, protocol) = (port.get("name").str(), super::index::protocol(port));
    let of_port: Vec<&Endpoint<'a>> =
        all.iter().filter(|held| held.port_name == port_name && held.protocol == protocol).collect();
    let local = |held: &Endpoint<'_>| policy == Policy::Cluster || node == Some(held.node);
    let hinted = match policy {
        Policy::Cluster => hints(network, &of_port, node),
        Policy::Local => Hints::None,
    };

    let ready: Vec<&&Endpoint<'a>> =
        of_port.iter().filter(|held| held.ready && local(held) && hinted.keep(held)).collect();
    // Endpoints that shut down but still serve are the last resort.
    let last_resort = ready.is_empty();
    let kept = |held: &Endpoint<'_>| match last_resort {
        true => held.serving && held.terminating && local(held),
        false => held.ready && local(held) && hinted.keep(held),
    };
    let mut choice =
        Choice { anywhere: of_port.iter().any(|h| h.ready || (h.serving && h.terminating)), ..Choice::default() };
    for held in &of_port {
        let keep = kept(held);
        let already = choice.usable.iter().any(|one| one.address == held.address && one.port == held.port);
        choice.candidates.push(Candidate {
            endpoint: if held.pod.is_empty() { held.address.to_owned() } else { held.pod.clone() },
            address: format!("{}:{}", held.address, held.port),
            kept: keep,
            reason: reason(held, keep, local(held), hinted.keep(held)),
        });
        if keep && !already {
            choice.usable.push((*held).clone());
        }
    }
    for other in all.iter().filter(|held| held.port_name != port_name && held.protocol == protocol) {
        if of_port.is_empty() {
            choice.candidates.push(Candidate {
                endpoint: if other.pod.is_empty() { other.address.to_owned() } else { other.pod.clone() },
                address: format!("{}:{}", other.address, other.port),
                kept: false,
                reason: format!("its slice calls the port \"{}\", the Service \"{port_name}\"", other.port_name),
            });
        }
    }
    choice
}

fn reason(held: &Endpoint<'_>, kept: bool, local: bool, hinted: bool) -> String {
    match () {
        () if kept && held.terminating => "shutting down but still serving; no ready one is left".to_owned(),
        () if kept => "ready".to_owned(),
        () if !local => format!("on {}, and the policy keeps traffic on its node", held.node),
        () if held.terminating && held.serving => "shutting down, and ready ones are left".to_owned(),
        () if held.terminating => "shutting down and not ready".to_owned(),
        () if !held.ready => "not ready".to_owned(),
        () if !hinted => "hinted for another zone or node".to_owned(),
        () => "not chosen".to_owned(),
    }
}

/// What topology hints restrict the choice to.
#[derive(Debug)]
enum Hints {
    None,
    Zone(String),
    Node(String),
}

impl Hints {
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
fn hints(network: &Network<'_>, endpoints: &[&Endpoint<'_>], node: Option<&str>) -> Hints {
    let Some(node) = node else { return Hints::None };
    let ready: Vec<&&Endpoint<'_>> = endpoints.iter().filter(|held| held.ready).collect();
    let holds = |hints: &Hints, hinted: fn(&Endpoint<'_>) -> bool| {
        ready.iter().all(|held| hinted(held)) && ready.iter().any(|held| hints.keep(held))
    };
    let by_node = Hints::Node(node.to_owned());
    if holds(&by_node, |held| !held.nodes.is_empty()) {
        return by_node;
    }
    let labels = network.cluster.get("Node", "", node).map(|node| node.labels());
    let zone = labels.map_or("", |labels| labels.get("topology.kubernetes.io/zone").str());
    let by_zone = Hints::Zone(zone.to_owned());
    match !zone.is_empty() && holds(&by_zone, |held| !held.zones.is_empty()) {
        true => by_zone,
        false => Hints::None,
    }
}
