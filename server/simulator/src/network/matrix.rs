//! Who reaches what, all at once: every pod and the world outside against every Service port and pod port.

use super::connection::{HopReason, Reach, Station};
use super::index::{Network, containers, protocol};
use super::place::{self, Client, Place};
use super::trace::Trace;
use super::{ConnectQuestion, address, target};
use crate::cluster::Cluster;
use crate::object::Object;
use serde::Serialize;
use std::ops::Range;

/// The name of the world outside among the sources.
pub const OUTSIDE: &str = "outside";

/// The reachability matrix of a settled cluster, or a part of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// `namespace/name` of every running pod, then `outside`.
    pub sources: Vec<String>,
    /// Every port of every Service and of every pod.
    pub targets: Vec<Target>,
    /// One row per source, one cell per target.
    pub cells: Vec<Vec<Cell>>,
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

/// What a matrix is about, before any answer: its rows and columns, of which a caller may want only some.
#[derive(Debug)]
pub struct Axes<'a> {
    network: &'a Network<'a>,
    /// Pods, sorted by name; the world outside is not among them and always the last row.
    pods: Vec<(String, Client<'a>)>,
    targets: Vec<(Target, &'a Object)>,
}

/// Computes the whole matrix.
pub fn matrix(cluster: &Cluster) -> Matrix {
    Axes::of(&Network::of(cluster)).matrix()
}

/// Computes the whole matrix, unless it has more cells than `most`.
pub fn matrix_within(cluster: &Cluster, most: usize) -> Option<Matrix> {
    let network = Network::of(cluster);
    let axes = Axes::of(&network);
    let cells = (axes.pods().count() + 1).saturating_mul(axes.targets().count());
    (cells <= most).then(|| axes.matrix())
}

impl<'a> Axes<'a> {
    /// All rows and columns of a cluster.
    pub fn of(network: &'a Network<'a>) -> Axes<'a> {
        let pods = network.pods.values().copied().chain(network.host_pods.values().flatten().copied());
        let client = |pod: &Object| {
            let id = super::trace::id(pod);
            place::client(network, &id).map(|client| (id, client))
        };
        let mut pods: Vec<(String, Client<'a>)> = pods.filter_map(client).collect();
        pods.sort_by(|one, two| one.0.cmp(&two.0));
        Axes { network, pods, targets: targets(network) }
    }

    /// `namespace/name` of the pods that are rows.
    pub fn pods(&self) -> impl ExactSizeIterator<Item = &str> {
        self.pods.iter().map(|(id, _)| id.as_str())
    }

    /// The columns.
    pub fn targets(&self) -> impl ExactSizeIterator<Item = &Target> {
        self.targets.iter().map(|(target, _)| target)
    }

    /// Keeps the pods whose `namespace/name` is wanted.
    pub fn keep_pods(&mut self, wanted: impl Fn(&str) -> bool) {
        self.pods.retain(|(id, _)| wanted(id));
    }

    /// Keeps the columns that are wanted.
    pub fn keep_targets(&mut self, wanted: impl Fn(&Target) -> bool) {
        self.targets.retain(|(target, _)| wanted(target));
    }

    /// Keeps these rows, counted without the world outside, and columns; what lies behind the last one is no harm.
    pub fn window(&mut self, pods: Range<usize>, targets: Range<usize>) {
        cut(&mut self.pods, pods);
        cut(&mut self.targets, targets);
    }

    /// The answer at a row, counted with the world outside as the last one, and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<Cell> {
        let outside = (row == self.pods.len()).then_some(place::outside());
        let client = self.pods.get(row).map(|(_, client)| *client).or(outside)?;
        let (target, what) = self.targets.get(column)?;
        Some(cell(self.network, &client, target, what))
    }

    /// Every answer.
    pub fn matrix(self) -> Matrix {
        let row = |row| {
            // `filter_map` does not know that it keeps everything.
            let mut cells = Vec::with_capacity(self.targets.len());
            cells.extend((0..self.targets.len()).filter_map(|column| self.cell(row, column)));
            cells
        };
        let cells = (0..=self.pods.len()).map(row).collect();
        let sources = self.pods.into_iter().map(|(id, _)| id).chain([OUTSIDE.to_owned()]).collect();
        Matrix { sources, targets: self.targets.into_iter().map(|(target, _)| target).collect(), cells }
    }
}

impl Matrix {
    /// The question whose answer a cell is.
    pub fn question(&self, row: usize, column: usize) -> Option<ConnectQuestion> {
        let (source, target) = (self.sources.get(row)?, self.targets.get(column)?);
        let (to, port) = match &target.entry {
            Some((node, port)) if source == OUTSIDE => (format!("node/{node}"), *port),
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

fn cut<T>(list: &mut Vec<T>, range: Range<usize>) {
    list.truncate(range.end);
    list.drain(..range.start.min(list.len()));
}

fn targets<'a>(network: &Network<'a>) -> Vec<(Target, &'a Object)> {
    let mut found = Vec::new();
    for service in network.cluster.list("Service").filter(|service| service.namespace() != "kube-system") {
        for port in service.spec("ports").list() {
            let to = format!("service/{}/{}", service.namespace(), service.name());
            let node_port = port.get("nodePort").int();
            let entry = entry(network, service).filter(|_| node_port != 0);
            let entry = entry.map(|node| (node.to_owned(), node_port));
            let target = Target { to, port: port.get("port").int(), protocol: protocol(port).to_owned(), entry };
            found.push((target, &**service));
        }
    }
    let mut pods: Vec<&Object> = network.pods.values().copied().collect();
    pods.sort_by_key(|pod| (pod.namespace(), pod.name()));
    for pod in pods {
        for port in containers(pod).flat_map(|container| container.get("ports").list()) {
            let to = super::trace::id(pod);
            let target =
                Target { to, port: port.get("containerPort").int(), protocol: protocol(port).to_owned(), entry: None };
            found.push((target, pod));
        }
    }
    found
}

/// The node through which the world outside comes: the first one, or the first that has an endpoint of its own when
/// externalTrafficPolicy Local needs one, as load balancers find out through the health check.
fn entry<'a>(network: &Network<'a>, service: &Object) -> Option<&'a str> {
    let mut nodes = network.nodes.values().map(|node| node.name());
    let has_own = |node: &&str| network.endpoints(service).iter().any(|held| held.ready && held.node == *node);
    let own = nodes.clone().find(has_own).filter(|_| service.spec("externalTrafficPolicy").str() == "Local");
    own.or_else(|| nodes.next())
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
