//! From what was typed to addresses: pods, Services, nodes, names, literal addresses, the ingress.

use super::connection::{Candidate, CandidateReason, Hop, HopReason, Reach, Station};
use super::index::{Network, Port, on_host_network};
use super::place::{Client, Place};
use super::question::ConnectQuestion;
use super::trace::{Trace, id, list, port as shown};
use super::{address, dns_pods, ingress, listener};
use crate::dns::{self, Query};
use crate::object::Object;
use crate::step::DnsQuestion;
use crate::values::ip;

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
                "" => trace.end(Reach::NoSuchHost, || {
                    Hop::new(Station::Address, HopReason::PodWithoutAddress { pod: id(pod) }).reading([pod.id()])
                }),
                address => address::reach(network, client, address, port, trace),
            },
            None => missing(trace, "pod", &question.to),
        },
    }
}

fn missing(trace: &mut Trace, kind: &'static str, name: &str) -> Reach {
    let reason = || HopReason::NoTarget { kind, name: name.to_owned() };
    trace.end(Reach::NoSuchHost, || Hop::new(Station::Address, reason()))
}

/// A node by its address.
pub(super) fn node_reach(
    network: &Network<'_>,
    client: &Client<'_>,
    name: &str,
    port: Port<'_>,
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
    port: Port<'_>,
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

fn hop(reason: HopReason) -> Hop {
    Hop::new(Station::Name, reason)
}

fn by_name(network: &Network<'_>, client: &Client<'_>, name: &str, port: Port<'_>, trace: &mut Trace) -> Reach {
    if matches!(name, "localhost" | "localhost.") {
        return localhost(network, client, port, trace);
    }
    if ip::parse(name).is_some() {
        return address::reach(network, client, name, port, trace);
    }
    let Some(asking) = client.asking_pod() else {
        return trace.end(Reach::NoSuchHost, || match client.node {
            Some(node) => hop(HopReason::NodeAsksNoDns { node: node.to_owned() }),
            None => hop(HopReason::OutsideAsksNoDns),
        });
    };
    if let Some(address) = in_hosts(asking, name) {
        let reason = || HopReason::Hosts { name: name.to_owned(), address: address.to_owned() };
        trace.pass(|| hop(reason()).reading([asking.id()]).because([asking.spec("hostAliases").origin]));
        return address::reach(network, client, address, port, trace);
    }
    if let Some(stopped) = client.pod().and_then(|pod| dns_pods::close(network, pod, trace)) {
        return stopped;
    }
    let question = DnsQuestion { from: id(asking), name: name.to_owned(), record: "A".to_owned() };
    let asked = dns::ask(network.cluster, &question).asked;
    let last = asked.last().filter(|query| query.rcode == "NOERROR");
    let addresses: Vec<&str> = last.into_iter().flat_map(addresses).collect();
    let Some(last) = last.filter(|_| !addresses.is_empty()) else {
        return trace.end(Reach::NoSuchHost, || {
            let (name, tried) = (name.to_owned(), list(asked.iter().map(|query| &query.name)));
            match tried.is_empty() {
                true => hop(HopReason::OtherDns { name }),
                false => hop(HopReason::NoRecord { name, asked: tried }),
            }
        });
    };
    if let [tried @ .., _] = asked.as_slice()
        && !tried.is_empty()
    {
        trace.pass(|| hop(HopReason::Tried { names: list(tried.iter().map(|query| &query.name)) }));
    }
    trace.pass(|| resolved(network, name, last, &addresses, port));
    let place = |address: &&str| format!("{address}:{}", port.0);
    let follow = |address: &&str, trace: &mut Trace| address::reach(network, client, address, port, trace);
    trace.fork(&addresses, place, follow).unwrap_or(Reach::NoSuchHost)
}

/// The pod's `/etc/hosts` as its kubelet writes it: the pod's own name, then `hostAliases`
/// (`pkg/kubelet/kubelet_pods.go`).
fn in_hosts<'a>(pod: &'a Object, name: &str) -> Option<&'a str> {
    let own = match pod.spec("hostname").str() {
        "" => pod.name(),
        hostname => hostname,
    };
    let below = |domain: &str| match pod.spec("subdomain").str() {
        "" => false,
        subdomain => domain == format!("{subdomain}.{}.svc.cluster.local", pod.namespace()),
    };
    let is_own = own == name || name.strip_prefix(own).and_then(|rest| rest.strip_prefix('.')).is_some_and(below);
    if is_own && !on_host_network(pod) {
        return Some(pod.status("podIP").str());
    }
    let names = |alias: &&crate::value::Value| alias.get("hostnames").list().iter().any(|held| held.str() == name);
    pod.spec("hostAliases").list().iter().find(names).map(|alias| alias.get("ip").str())
}

fn addresses(query: &Query) -> impl Iterator<Item = &str> {
    query.answer.iter().filter(|record| record.1 == "A").map(|record| record.3.as_str())
}

/// The hop from a name to its addresses; several are candidates of which the client takes one.
fn resolved(network: &Network<'_>, name: &str, query: &Query, addresses: &[&str], port: Port<'_>) -> Hop {
    let (name, asked) = (name.to_owned(), query.name.clone());
    let candidate = |address: &&str| Candidate {
        endpoint: network.pods.get(address).map_or_else(|| (*address).to_owned(), |pod| id(pod)),
        address: format!("{address}:{}", port.0),
        kept: true,
        reason: CandidateReason::Record,
        outcome: None,
    };
    let mut hop = match addresses {
        [address] => hop(HopReason::Resolved { name, asked, address: (*address).to_owned() }),
        several => {
            let hop = hop(HopReason::ResolvedSeveral { name, asked, addresses: list(several) });
            Hop { candidates: several.iter().map(candidate).collect(), ..hop }
        }
    };
    for because in &query.because {
        hop.read.extend(because.objects.iter().cloned());
        hop.sources.extend(because.source);
    }
    hop
}

/// Containers of one pod share localhost; on a node the pods of its network do.
fn localhost(network: &Network<'_>, client: &Client<'_>, port: Port<'_>, trace: &mut Trace) -> Reach {
    trace.pass(|| hop(HopReason::Localhost));
    match client.place {
        Place::Pod(pod) => listener::reach(network, pod, port, trace),
        Place::Node(_) => address::loopback(network, client, "127.0.0.1", port, trace),
        Place::Outside => {
            trace.end(Reach::Refused, || Hop::new(Station::Listener, HopReason::NothingOutside { port: shown(port) }))
        }
    }
}
