//! An in-cluster ingress controller that serves every Ingress whose class exists: hosts, paths, backends.

use super::connection::{Hop, Reach, Station, Trace, best};
use super::endpoints::{self, Policy};
use super::index::Network;
use super::listener;
use super::question::ConnectQuestion;
use crate::object::Object;
use crate::value::{Data, Value};

/// Follows an HTTP request to the ingress controller.
pub(super) fn reach(network: &Network<'_>, question: &ConnectQuestion, trace: &mut Trace) -> Reach {
    if !matches!(question.port, 80 | 443) {
        let summary = format!("an ingress controller listens on 80 and 443, not on {}", question.port);
        return trace.stop(Station::Ingress, Reach::Refused, summary);
    }
    let host = question.host.as_deref().unwrap_or_default();
    let path = question.path.as_deref().unwrap_or("/");
    let served: Vec<&Object> =
        network.cluster.list("Ingress").map(AsRef::as_ref).filter(|i| is_served(network, i)).collect();
    let Some((ingress, backend)) = backend(&served, host, path) else {
        let ignored = network.cluster.count("Ingress") - served.len();
        let note = match ignored {
            0 => String::new(),
            n => format!("; {n} of the Ingresses name no class that exists, so no controller serves them"),
        };
        let summary = format!("no rule covers {host}{path}, and there is no default backend{note}");
        let read = network.cluster.list("Ingress").map(|ingress| ingress.id());
        return trace.end(Hop::passes(Station::Ingress, summary).reading(read), Reach::Http404);
    };
    let what = backend.get("service").get("name").str();
    trace.pass(|| {
        Hop::passes(Station::Ingress, format!("{host}{path} goes to Service {what} by Ingress {}", ingress.name()))
            .reading([ingress.id()])
            .because([backend.origin])
    });
    to_backend(network, ingress, backend, trace)
}

/// The class must exist; Ingresses without a class are nobody's.
fn is_served(network: &Network<'_>, ingress: &Object) -> bool {
    let class = match ingress.spec("ingressClassName").str() {
        "" => ingress.annotation("kubernetes.io/ingress.class"),
        class => class,
    };
    !class.is_empty() && network.cluster.get("IngressClass", "", class).is_some()
}

/// Controllers connect to the endpoints themselves, so any Service that has some will do.
fn to_backend(network: &Network<'_>, ingress: &Object, backend: &Value, trace: &mut Trace) -> Reach {
    let wanted = backend.get("service");
    let none = |trace: &mut Trace, summary: String| {
        let hop = Hop::passes(Station::Service, summary).reading([ingress.id()]).because([wanted.origin]);
        trace.end(hop, Reach::Http503)
    };
    if wanted.is_null() {
        return trace.stop(Station::Ingress, Reach::Http404, "a resource backend serves nothing here".to_owned());
    }
    let (namespace, name) = (ingress.namespace(), wanted.get("name").str());
    let Some(service) = network.cluster.get("Service", namespace, name) else {
        return none(trace, format!("there is no Service {name} in namespace {namespace}"));
    };
    let port = wanted.get("port");
    let fits = |held: &&Value| match port.get("name").str() {
        "" => held.get("port").int() == port.get("number").int(),
        name => held.get("name").str() == name,
    };
    let Some(held) = service.spec("ports").list().iter().find(fits) else {
        let shown = match port.get("name").str() {
            "" => port.get("number").int().to_string(),
            name => name.to_owned(),
        };
        return none(trace, format!("Service {name} has no port {shown}"));
    };
    let choice = endpoints::choose(network, service, held, None, Policy::Cluster);
    if choice.usable.is_empty() {
        let mut hop = Hop::passes(Station::Endpoints, format!("Service {name} has no endpoint that can be used"));
        hop.candidates = choice.candidates;
        return trace.end(hop.reading([service.id()]), Reach::Http503);
    }
    let reaches = choice.usable.iter().map(|endpoint| match network.pods.get(endpoint.address) {
        Some(pod) => match listener::reach(pod, (endpoint.port, endpoint.protocol), trace) {
            Reach::Connected => Reach::Connected,
            _ => Reach::Http503,
        },
        None => Reach::Connected,
    });
    let reaches: Vec<Reach> = reaches.collect();
    best(reaches).unwrap_or(Reach::Http503)
}

/// The backend for a request: the host first, then the longest path; otherwise a default backend.
fn backend<'a>(served: &[&'a Object], host: &str, path: &str) -> Option<(&'a Object, &'a Value)> {
    let rules = || served.iter().flat_map(|ingress| ingress.spec("rules").list().iter().map(|rule| (*ingress, rule)));
    // Precise hosts go before wildcards, wildcards before rules for every host.
    let strongest = rules().filter_map(|(_, rule)| host_strength(rule.get("host").str(), host)).max();
    let of_host = rules().filter(|(_, rule)| {
        let strength = host_strength(rule.get("host").str(), host);
        strength.is_some() && strength == strongest
    });
    let mut best: Option<(&Object, &Value, (usize, bool))> = None;
    for (ingress, rule) in of_host {
        for entry in rule.at(&["http", "paths"]).list() {
            let Some(rank) = path_rank(entry, path) else { continue };
            if best.as_ref().is_none_or(|(_, _, held)| rank > *held) {
                best = Some((ingress, entry.get("backend"), rank));
            }
        }
    }
    let default = || {
        let with_default = served.iter().find(|ingress| !ingress.spec("defaultBackend").is_null());
        with_default.map(|ingress| (*ingress, ingress.spec("defaultBackend")))
    };
    best.map(|(ingress, backend, _)| (ingress, backend)).or_else(default)
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

/// Length of the match, and whether it is exact: longer wins, then Exact.
fn path_rank(entry: &Value, path: &str) -> Option<(usize, bool)> {
    let wanted = entry.get("path").str();
    let elements = |path: &str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    match (&entry.get("pathType").data, entry.get("pathType").str()) {
        (Data::String(_), "Exact") => (wanted == path).then_some((wanted.len(), true)),
        _ => {
            let prefix = elements(wanted);
            let trimmed = wanted.trim_end_matches('/').len();
            elements(path).starts_with(&prefix).then_some((trimmed, false))
        }
    }
}
