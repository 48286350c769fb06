//! Who reaches what, all at once: every pod and the world outside against every Service port and pod port.

use super::connection::{HopReason, Reach, Station, Trace};
use super::index::{Network, containers, protocol};
use super::place::{self, Client, Place};
use super::{ConnectQuestion, address, target};
use crate::cluster::Cluster;
use crate::object::Object;
use serde::Serialize;

/// The reachability matrix of a settled cluster, or its first rows and columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// `namespace/name` of every running pod, then `outside`.
    pub sources: Vec<String>,
    /// Every port of every Service and of every pod.
    pub targets: Vec<Target>,
    /// One row per source, one cell per target.
    pub cells: Vec<Vec<Cell>>,
    /// Sources that a bound left out.
    #[serde(skip)]
    pub sources_left_out: usize,
    /// Targets that a bound left out.
    #[serde(skip)]
    pub targets_left_out: usize,
}

/// How much of a matrix is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Rows; the world outside is always one of them.
    pub sources: usize,
    /// Columns.
    pub targets: usize,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// As a question writes it: `service/namespace/name` or `namespace/name`.
    pub to: String,
    /// Port number.
    pub port: i64,
    /// Protocol in upper case.
    pub protocol: String,
    /// How the world outside gets there: a node's name and the Service's node port.
    #[serde(skip)]
    pub entry: Option<(String, i64)>,
}

/// One answer of the matrix, without its hops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What the client sees.
    pub outcome: Reach,
    /// Whether it connects on some ways only, as in [`Connection::partly`](super::Connection::partly).
    pub partly: bool,
    /// The station that decided.
    pub station: Station,
    /// What decided there.
    pub rule: HopReason,
}

/// Computes the whole matrix.
pub fn matrix(cluster: &Cluster) -> Matrix {
    part(&Network::of(cluster), Bounds { sources: usize::MAX, targets: usize::MAX })
}

/// Computes the whole matrix, unless it has more cells than `most`.
pub fn matrix_within(cluster: &Cluster, most: usize) -> Option<Matrix> {
    let network = Network::of(cluster);
    let sources = network.pods.len() + network.host_pods.values().map(Vec::len).sum::<usize>() + 1;
    let cells = sources.saturating_mul(targets(&network).len());
    (cells <= most).then(|| part(&network, Bounds { sources: usize::MAX, targets: usize::MAX }))
}

/// Computes as many rows and columns as are wanted.
pub fn part(network: &Network<'_>, bounds: Bounds) -> Matrix {
    let mut targets = targets(network);
    let targets_left_out = targets.len().saturating_sub(bounds.targets);
    targets.truncate(bounds.targets);
    let pods = network.pods.values().copied().chain(network.host_pods.values().flatten().copied());
    let mut clients: Vec<(String, Client<'_>)> = pods
        .filter_map(|pod| {
            let id = format!("{}/{}", pod.namespace(), pod.name());
            place::client(network, &id).map(|client| (id, client))
        })
        .collect();
    clients.sort_by(|one, two| one.0.cmp(&two.0));
    let pods = bounds.sources.saturating_sub(1);
    let sources_left_out = clients.len().saturating_sub(pods);
    clients.truncate(pods);
    clients.extend(place::client(network, "outside").map(|client| ("outside".to_owned(), client)));
    let cells = clients
        .iter()
        .map(|(_, client)| targets.iter().map(|(target, what)| cell(network, client, target, what)).collect());
    Matrix {
        cells: cells.collect(),
        sources: clients.iter().map(|(id, _)| id.clone()).collect(),
        targets: targets.into_iter().map(|(target, _)| target).collect(),
        sources_left_out,
        targets_left_out,
    }
}

impl Matrix {
    /// The question whose answer a cell is.
    pub fn question(&self, row: usize, column: usize) -> Option<ConnectQuestion> {
        let (source, target) = (self.sources.get(row)?, self.targets.get(column)?);
        let (to, port) = match &target.entry {
            Some((node, port)) if source == "outside" => (format!("node/{node}"), *port),
            _ => (target.to.clone(), target.port),
        };
        let protocol = (target.protocol != "TCP").then(|| target.protocol.clone());
        Some(ConnectQuestion {
            from: source.clone(),
            to,
            port: u16::try_from(port).ok()?,
            protocol,
            host: None,
            path: None,
        })
    }
}

fn targets<'a>(network: &Network<'a>) -> Vec<(Target, &'a Object)> {
    let mut found = Vec::new();
    let entry = network.nodes.values().next();
    for service in network.cluster.list("Service").filter(|service| service.namespace() != "kube-system") {
        for port in service.spec("ports").list() {
            let to = format!("service/{}/{}", service.namespace(), service.name());
            let node_port = port.get("nodePort").int();
            let entry = entry.filter(|_| node_port != 0).map(|node| (node.name().to_owned(), node_port));
            let target = Target { to, port: port.get("port").int(), protocol: protocol(port).to_owned(), entry };
            found.push((target, &**service));
        }
    }
    let mut pods: Vec<&Object> = network.pods.values().copied().collect();
    pods.sort_by_key(|pod| (pod.namespace(), pod.name()));
    for pod in pods {
        for port in containers(pod).flat_map(|container| container.get("ports").list()) {
            let to = format!("{}/{}", pod.namespace(), pod.name());
            let target =
                Target { to, port: port.get("containerPort").int(), protocol: protocol(port).to_owned(), entry: None };
            found.push((target, pod));
        }
    }
    found
}

fn cell(network: &Network<'_>, client: &Client<'_>, wanted: &Target, what: &Object) -> Cell {
    let mut trace = Trace::quiet();
    let port = (wanted.port, wanted.protocol.as_str());
    let outcome = match (client.place, &wanted.entry) {
        // From outside a Service is what its node port is, on any node.
        (Place::Outside, Some((node, node_port))) => {
            target::node_reach(network, client, node, (*node_port, port.1), &mut trace)
        }
        _ if what.kind.kind == "Service" => target::service_reach(network, client, what, port, &mut trace),
        _ => address::reach(network, client, what.status("podIP").str(), port, &mut trace),
    };
    let (hop, partly) = trace.decided();
    // Every way ends at a hop; without one nothing was asked.
    let nothing = || (Station::Source, HopReason::NoSource { from: String::new() });
    let (station, rule) = hop.map_or_else(nothing, |hop| (hop.station, hop.reason));
    Cell { outcome, partly: partly && outcome == Reach::Connected, station, rule }
}
