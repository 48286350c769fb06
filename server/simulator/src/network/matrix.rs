//! Who reaches what, all at once: every pod and the world outside against every Service port and pod port.

use super::connection::{Reach, Station, Trace};
use super::index::{Network, containers, protocol};
use super::place::{self, Client, Place};
use super::{address, node};
use crate::cluster::Cluster;
use crate::object::Object;
use serde::Serialize;

/// The reachability matrix of a settled cluster.
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
}

/// One answer of the matrix, without its hops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What the client sees.
    pub outcome: Reach,
    /// The station that decided.
    pub station: Station,
    /// What decided, in one sentence.
    pub rule: String,
}

/// Computes the matrix.
pub fn matrix(cluster: &Cluster) -> Matrix {
    let network = Network::of(cluster);
    let targets = targets(cluster, &network);
    let pods = network.pods.values().copied().chain(network.host_pods.values().flatten().copied());
    let mut clients: Vec<(String, Client<'_>)> = pods
        .filter_map(|pod| {
            let id = format!("{}/{}", pod.namespace(), pod.name());
            place::client(&network, &id).map(|client| (id, client))
        })
        .collect();
    clients.sort_by(|one, two| one.0.cmp(&two.0));
    clients.extend(place::client(&network, "outside").map(|client| ("outside".to_owned(), client)));
    let cells = clients
        .iter()
        .map(|(_, client)| targets.iter().map(|(target, what)| cell(&network, client, target, *what)).collect());
    Matrix {
        cells: cells.collect(),
        sources: clients.iter().map(|(id, _)| id.clone()).collect(),
        targets: targets.into_iter().map(|(target, _)| target).collect(),
    }
}

fn targets<'a>(cluster: &'a Cluster, network: &Network<'a>) -> Vec<(Target, &'a Object)> {
    let mut found = Vec::new();
    for service in cluster.list("Service").filter(|service| service.namespace() != "kube-system") {
        for port in service.spec("ports").list() {
            let to = format!("service/{}/{}", service.namespace(), service.name());
            let target = Target { to, port: port.get("port").int(), protocol: protocol(port).to_owned() };
            found.push((target, &**service));
        }
    }
    let mut pods: Vec<&Object> = network.pods.values().copied().collect();
    pods.sort_by_key(|pod| (pod.namespace(), pod.name()));
    for pod in pods {
        for port in containers(pod).flat_map(|container| container.get("ports").list()) {
            let to = format!("{}/{}", pod.namespace(), pod.name());
            let target = Target { to, port: port.get("containerPort").int(), protocol: protocol(port).to_owned() };
            found.push((target, pod));
        }
    }
    found
}

fn cell(network: &Network<'_>, client: &Client<'_>, target: &Target, what: &Object) -> Cell {
    let mut trace = Trace::quiet();
    let port = (target.port, target.protocol.as_str());
    let to = match what.kind.kind {
        "Service" => what.spec("clusterIP").str(),
        _ => what.status("podIP").str(),
    };
    let outcome = match (client.place, to) {
        // From outside a Service is what its node port is, on any node.
        (Place::Outside, _) if what.kind.kind == "Service" => from_outside(network, client, what, port, &mut trace),
        (_, "" | "None") => {
            let mut addresses = network.endpoints.get(&(what.namespace(), what.name())).into_iter().flatten();
            match addresses.find(|endpoint| endpoint.ready) {
                Some(endpoint) => address::reach(network, client, endpoint.address, port, &mut trace),
                None => trace.stop(Station::Name, Reach::NoSuchHost, "the name has no address".to_owned()),
            }
        }
        (_, to) => address::reach(network, client, to, port, &mut trace),
    };
    let connection = trace.finish(
        super::ConnectQuestion {
            from: String::new(),
            to: String::new(),
            port: 0,
            protocol: None,
            host: None,
            path: None,
        },
        outcome,
    );
    let last = connection.hops.into_iter().next_back();
    let (station, rule) = last.map_or((Station::Address, String::new()), |hop| (hop.station, hop.summary));
    Cell { outcome, station, rule }
}

fn from_outside(
    network: &Network<'_>,
    client: &Client<'_>,
    service: &Object,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    let ports = service.spec("ports").list();
    let held = ports.iter().find(|held| held.get("port").int() == port.0 && protocol(held) == port.1);
    let node_port = held.map_or(0, |held| held.get("nodePort").int());
    match network.nodes.iter().next() {
        Some((address, node)) if node_port != 0 => {
            node::reach(network, client, node, address, (node_port, port.1), trace)
        }
        _ => {
            let summary = "a cluster IP exists inside the cluster only, and the Service has no node port".to_owned();
            trace.stop(Station::Address, Reach::Timeout, summary)
        }
    }
}
