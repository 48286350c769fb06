//! An in-cluster ingress controller that serves every Ingress whose class exists: hosts, paths, backends.

use super::connection::{Hop, HopReason, Reach, Station};
use super::endpoints::{self, Policy};
use super::index::Network;
use super::listener;
use super::question::ConnectQuestion;
use super::trace::Trace;
use crate::object::Object;
use crate::value::Value;

/// Follows an HTTP request to the ingress controller.
pub(super) fn reach(network: &Network<'_>, question: &ConnectQuestion, trace: &mut Trace) -> Reach {
    let hop = |reason| Hop::new(Station::Ingress, reason);
    if !matches!(question.port, 80 | 443) {
        return trace.end(Reach::Refused, || hop(HopReason::NoIngressPort { port: question.port }));
    }
    // Host names know no case, and a Host header may hold the port; a path ends where its query starts.
    let host = question.host.as_deref().unwrap_or_default().to_ascii_lowercase();
    let host = host.split_once(':').map_or(&*host, |(host, _)| host);
    let path = question.path.as_deref().unwrap_or("/");
    let url = || format!("{host}{path}");
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let served: Vec<&Object> =
        network.cluster.list("Ingress").map(AsRef::as_ref).filter(|i| is_served(network, i)).collect();
    let Some(found) = backend(&served, host, path) else {
        return trace.end(Reach::Http404, || {
            let reason = match network.cluster.count("Ingress") - served.len() {
                0 => HopReason::NoRule { url: url() },
                ignored => HopReason::NoRuleOfServed { url: url(), ignored },
            };
            hop(reason).reading(network.cluster.list("Ingress").map(|ingress| ingress.id()))
        });
    };
    trace.pass(|| {
        let (url, ingress) = (url(), found.ingress.name().to_owned());
        let service = found.backend.get("service").get("name").str().to_owned();
        let reason = match found.by_rule {
            true => HopReason::Rule { url, ingress, service },
            false => HopReason::DefaultBackend { url, ingress, service },
        };
        hop(reason).reading([found.ingress.id()]).because([found.backend.origin])
    });
    to_backend(network, found.ingress, found.backend, trace)
}

/// The class must exist; Ingresses without a class are nobody's.
fn is_served(network: &Network<'_>, ingress: &Object) -> bool {
    let class = match ingress.spec("ingressClassName").str() {
        "" => ingress.annotation("kubernetes.io/ingress.class"),
        class => class,
    };
    !class.is_empty() && network.cluster.get("IngressClass", "", class).is_some()
}

/// Controllers connect to the endpoints themselves, so any Service that has some will do, and try the next one when one
/// refuses.
fn to_backend(network: &Network<'_>, ingress: &Object, backend: &Value, trace: &mut Trace) -> Reach {
    let wanted = backend.get("service");
    let none = |trace: &mut Trace, reason: HopReason| {
        let hop = || Hop::new(Station::Service, reason).reading([ingress.id()]).because([wanted.origin]);
        trace.end(Reach::Http503, hop)
    };
    if wanted.is_null() {
        return trace.end(Reach::Http404, || Hop::new(Station::Ingress, HopReason::ResourceBackend));
    }
    let (namespace, name) = (ingress.namespace(), wanted.get("name").str());
    let Some(service) = network.cluster.get("Service", namespace, name) else {
        let (service, namespace) = (name.to_owned(), namespace.to_owned());
        return none(trace, HopReason::NoBackendService { service, namespace });
    };
    let port = wanted.get("port");
    let fits = |held: &&Value| match port.get("name").str() {
        "" => held.get("port").int() == port.get("number").int(),
        name => held.get("name").str() == name,
    };
    let Some(held) = service.spec("ports").list().iter().find(fits) else {
        let port = match port.get("name").str() {
            "" => port.get("number").int().to_string(),
            name => name.to_owned(),
        };
        return none(trace, HopReason::NoBackendPort { service: name.to_owned(), port });
    };
    let choice = endpoints::choose(network, service, held, None, Policy::Cluster);
    let hop = |reason| Hop {
        candidates: choice.candidates(),
        ..Hop::new(Station::Endpoints, reason).reading(choice.slices().map(Object::id).chain([service.id()]))
    };
    if choice.usable.is_empty() {
        return trace.end(Reach::Http503, || hop(HopReason::NoBackendEndpoint { service: name.to_owned() }));
    }
    trace.pass(|| match choice.usable.len() {
        1 => hop(HopReason::OneUsable),
        kept => hop(HopReason::SomeUsable { kept }),
    });
    let reaches = choice.usable.iter().map(|endpoint| match endpoint.pod {
        Some(pod) => match listener::reach(network, pod, (endpoint.port, endpoint.protocol), trace) {
            Reach::Connected => Reach::Connected,
            _ => Reach::Http503,
        },
        None => Reach::Connected,
    });
    let reaches: Vec<Reach> = reaches.collect();
    reaches.into_iter().min().unwrap_or(Reach::Http503)
}

/// Where a request goes, and by which Ingress.
struct Found<'a> {
    ingress: &'a Object,
    backend: &'a Value,
    by_rule: bool,
}

/// The backend for a request: the host first, then the longest path; otherwise a default backend, of an Ingress that has a
/// rule for the host before those of others.
fn backend<'a>(served: &[&'a Object], host: &str, path: &str) -> Option<Found<'a>> {
    let rules = || served.iter().flat_map(|ingress| ingress.spec("rules").list().iter().map(|rule| (*ingress, rule)));
    // Precise hosts go before wildcards, wildcards before rules for every host.
    let strongest = rules().filter_map(|(_, rule)| host_strength(rule.get("host").str(), host)).max();
    let of_host = || {
        rules().filter(|(_, rule)| {
            let strength = host_strength(rule.get("host").str(), host);
            strength.is_some() && strength == strongest
        })
    };
    let mut best: Option<(Found<'a>, (usize, bool))> = None;
    for (ingress, rule) in of_host() {
        for entry in rule.at(&["http", "paths"]).list() {
            let Some(rank) = path_rank(entry, path) else { continue };
            if best.as_ref().is_none_or(|(_, held)| rank > *held) {
                best = Some((Found { ingress, backend: entry.get("backend"), by_rule: true }, rank));
            }
        }
    }
    let default = || {
        let mut ordered = of_host().map(|(ingress, _)| ingress).chain(served.iter().copied());
        let ingress = ordered.find(|ingress| !ingress.spec("defaultBackend").is_null())?;
        Some(Found { ingress, backend: ingress.spec("defaultBackend"), by_rule: false })
    };
    best.map(|(found, _)| found).or_else(default)
}

/// How precisely a rule's host names the request's: 2 equal, 1 by `*.`, 0 every host.
fn host_strength(rule: &str, host: &str) -> Option<u8> {
    match rule.strip_prefix("*.") {
        _ if rule.is_empty() => Some(0),
        _ if rule == host => Some(2),
        Some(domain) => host.split_once('.').filter(|(label, rest)| !label.is_empty() && *rest == domain).map(|_| 1),
        None => None,
    }
}

/// Length of the match, and whether it is exact: longer wins, then Exact. A prefix ends where an element ends; what is
/// ImplementationSpecific is a prefix of the text, as in ingress-nginx and most other controllers.
fn path_rank(entry: &Value, path: &str) -> Option<(usize, bool)> {
    let wanted = entry.get("path").str();
    let elements = |path: &str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    match entry.get("pathType").str() {
        "Exact" => (wanted == path).then_some((wanted.len(), true)),
        "Prefix" => {
            let trimmed = wanted.trim_end_matches('/').len();
            elements(path).starts_with(&elements(wanted)).then_some((trimmed, false))
        }
        _ => path.starts_with(wanted).then_some((wanted.len(), false)),
    }
}
