//! InterPodAffinity: pods that want or shun each other's company (`plugins/interpodaffinity`).

use super::{Filter, NodeInfo, Refusal, Request};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use crate::values::label_selector;

/// This plugin.
pub(super) const FILTER: Filter = Filter { name: "InterPodAffinity", filter, ..Filter::NONE };

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    if !wanted_company(request, info) {
        return Err(Refusal::unresolvable("node(s) didn't match pod affinity rules"));
    }
    let (cluster, pod) = (request.cluster, request.pod);
    let shunned = required(pod, "podAntiAffinity")
        .iter()
        .any(|term| beside(request, info, term).any(|held| term_matches(cluster, term, pod, held)));
    if shunned {
        return Err(Refusal::resolvable("node(s) didn't match pod anti-affinity rules"));
    }
    if is_shunned(request, info) {
        return Err(Refusal::resolvable("node(s) didn't satisfy existing pods anti-affinity rules"));
    }
    Ok(())
}

/// Required terms of `podAffinity` or `podAntiAffinity`.
fn required<'a>(pod: &'a Object, kind: &str) -> &'a [Value] {
    pod.spec("affinity").get(kind).get("requiredDuringSchedulingIgnoredDuringExecution").list()
}

/// `satisfyPodAffinity`: every term finds a pod that matches all terms in the node's domain. The first pod of a
/// group that wants its own company may go anywhere.
fn wanted_company(request: &Request<'_>, info: &NodeInfo) -> bool {
    let terms = required(request.pod, "podAffinity");
    if terms.is_empty() {
        return true;
    }
    if terms.iter().any(|term| !info.node.labels().has(term.get("topologyKey").str())) {
        return false;
    }
    let matches_all = |held: &Object| terms.iter().all(|term| term_matches(request.cluster, term, request.pod, held));
    if terms.iter().all(|term| beside(request, info, term).any(matches_all)) {
        return true;
    }
    let exists_anywhere = request.nodes.iter().any(|other| {
        terms.iter().any(|term| other.node.labels().has(term.get("topologyKey").str()))
            && other.pods.iter().any(|held| matches_all(held))
    });
    !exists_anywhere && matches_all(request.pod)
}

/// Whether a pod in the node's domain has an anti-affinity against this pod.
fn is_shunned(request: &Request<'_>, info: &NodeInfo) -> bool {
    request.nodes.iter().any(|other| {
        other.pods.iter().any(|held| {
            required(held, "podAntiAffinity")
                .iter()
                .any(|term| same_domain(info, other, term) && term_matches(request.cluster, term, held, request.pod))
        })
    })
}

/// Pods on all nodes of the node's domain under the term's topology key.
fn beside<'a>(request: &Request<'a>, info: &'a NodeInfo, term: &'a Value) -> impl Iterator<Item = &'a Object> {
    request
        .nodes
        .iter()
        .filter(move |other| same_domain(info, other, term))
        .flat_map(|other| other.pods.iter().map(|held| &**held))
}

fn same_domain(one: &NodeInfo, two: &NodeInfo, term: &Value) -> bool {
    let key = term.get("topologyKey").str();
    one.node.labels().has(key)
        && two.node.labels().has(key)
        && one.node.labels().get(key).str() == two.node.labels().get(key).str()
}

/// `AffinityTerm.Matches`: whether `other` is one of the pods that a term of `owner` speaks of.
pub(crate) fn term_matches(cluster: &Cluster, term: &Value, owner: &Object, other: &Object) -> bool {
    let (namespaces, selector) = (term.get("namespaces"), term.get("namespaceSelector"));
    let in_namespace = match namespaces.is_empty() && selector.is_null() {
        true => other.namespace() == owner.namespace(),
        false => {
            namespaces.list().iter().any(|name| name.str() == other.namespace())
                || cluster
                    .get("Namespace", "", other.namespace())
                    .is_some_and(|namespace| label_selector::matches(selector, namespace.labels()))
        }
    };
    in_namespace && label_selector::matches(term.get("labelSelector"), other.labels())
}
