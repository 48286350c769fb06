//! From what was typed to addresses: pods, Services, nodes, names, literal addresses, the ingress.

use super::connection::{Hop, Reach, Station, Trace, best};
use super::index::{Network, on_host_network};
use super::place::{Client, Place};
use super::question::ConnectQuestion;
use super::{address, ingress, listener, policy};
use crate::dns;
use crate::object::Object;
use crate::step::DnsQuestion;

/// Follows a connection from its client to what was asked for.
pub(super) fn reach(
    network: &Network<'_>,
    client: &Client<'_>,
    question: &ConnectQuestion,
    trace: &mut Trace,
) -> Reach {
    let port = (i64::from(question.port), question.protocol());
    let (kind, rest) = question.to.split_once('/').unwrap_or((&question.to, ""));
    match kind {
        "ingress" => ingress::reach(network, question, trace),
        "ip" => address::reach(network, client, rest, port, trace),
        "name" => by_name(network, client, rest, port, trace),
        "node" => node_reach(network, client, rest, port, trace),
        "service" => {
            let (namespace, name) = rest.split_once('/').unwrap_or(("default", rest));
            match network.cluster.get("Service", namespace, name) {
                Some(service) => service_reach(network, client, service, port, trace),
                None => missing(trace, "Service", rest),
            }
        }
        namespace => match network.cluster.get("Pod", namespace, rest) {
            Some(pod) => match pod.status("podIP").str() {
                "" => {
                    let summary = format!("pod {namespace}/{rest} has no address yet");
                    trace.stop(Station::Address, Reach::NoSuchHost, summary)
                }
                address => address::reach(network, client, address, port, trace),
            },
            None => missing(trace, "pod", &question.to),
        },
    }
}

fn missing(trace: &mut Trace, what: &str, name: &str) -> Reach {
    trace.stop(Station::Address, Reach::NoSuchHost, format!("there is no {what} called {name}"))
}

/// A node by its address.
pub(super) fn node_reach(
    network: &Network<'_>,
    client: &Client<'_>,
    name: &str,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    match network.nodes.iter().find(|(_, node)| node.name() == name) {
        Some((address, _)) => address::reach(network, client, address, port, trace),
        None => missing(trace, "node", name),
    }
}

/// A Service by its cluster IP or, without one, by its name.
pub(super) fn service_reach(
    network: &Network<'_>,
    client: &Client<'_>,
    service: &Object,
    port: (i64, &str),
    trace: &mut Trace,
) -> Reach {
    match service.spec("clusterIP").str() {
        "" | "None" => {
            let name = format!("{}.{}.svc.cluster.local.", service.name(), service.namespace());
            by_name(network, client, &name, port, trace)
        }
        address => address::reach(network, client, address, port, trace),
    }
}

fn by_name(network: &Network<'_>, client: &Client<'_>, name: &str, port: (i64, &str), trace: &mut Trace) -> Reach {
    if matches!(name, "localhost" | "localhost.") {
        return localhost(network, client, port, trace);
    }
    let Some(asking) = client.asking_pod() else {
        let who = if matches!(client.place, Place::Outside) { "the world outside" } else { "a node" };
        let summary = format!("{who} does not ask the cluster's DNS, so it knows no cluster name");
        return trace.stop(Station::Name, Reach::NoSuchHost, summary);
    };
    if let Some(pod) = client.pod()
        && let Some(hop) = policy::closes_dns(network, pod)
    {
        return trace.end(hop, Reach::NoSuchHost);
    }
    let from = format!("{}/{}", asking.namespace(), asking.name());
    let question = DnsQuestion { from, name: name.to_owned(), record: "A".to_owned() };
    let answer = dns::ask(network.cluster, &question);
    let last = answer.asked.last();
    let records =
        last.filter(|query| query.rcode == "NOERROR").map(|query| query.answer.as_slice()).unwrap_or_default();
    let addresses: Vec<&str> =
        records.iter().filter(|record| record.1 == "A").map(|record| record.3.as_str()).collect();
    if addresses.is_empty() {
        let tried: Vec<&str> = answer.asked.iter().map(|query| query.name.as_str()).collect();
        let summary = match tried.is_empty() {
            true => format!("the pod's resolver does not ask the cluster's DNS for {name}"),
            false => format!("{name} has no address; asked for: {}", tried.join(", ")),
        };
        return trace.stop(Station::Name, Reach::NoSuchHost, summary);
    }
    trace.pass(|| {
        let asked = last.map_or(name, |query| query.name.as_str());
        Hop::passes(Station::Name, format!("{name} is {asked} and has the address {}", addresses.join(", ")))
    });
    let reaches: Vec<Reach> =
        addresses.iter().map(|address| address::reach(network, client, address, port, trace)).collect();
    best(reaches).unwrap_or(Reach::NoSuchHost)
}

/// Containers of one pod share localhost; on a node the pods of its network do.
fn localhost(network: &Network<'_>, client: &Client<'_>, port: (i64, &str), trace: &mut Trace) -> Reach {
    trace.pass(|| Hop::passes(Station::Name, "localhost never leaves the pod or node".to_owned()));
    match client.place {
        Place::Pod(pod) => listener::reach(pod, port, trace),
        Place::Node(_) => {
            let pods = client.node.and_then(|node| network.host_pods.get(node));
            let listens = pods.into_iter().flatten().find(|pod| listener::listens(pod, port) && on_host_network(pod));
            match listens {
                Some(pod) => listener::reach(pod, port, trace),
                None => trace.stop(Station::Listener, Reach::Refused, "nothing listens there on the node".to_owned()),
            }
        }
        Place::Outside => trace.stop(Station::Listener, Reach::Refused, "nothing listens there".to_owned()),
    }
}
