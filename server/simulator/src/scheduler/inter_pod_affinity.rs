//! InterPodAffinity: pods that want or shun each other's company (`plugins/interpodaffinity`).

use super::{NodeInfo, Plugin, Refusal, Request};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use crate::values::label_selector;
use std::collections::BTreeMap;

/// This plugin.
pub(super) const PLUGIN: Plugin =
    Plugin { name: "InterPodAffinity", filters, filter, score, weight: 2, ..Plugin::NONE };

/// The pod says where it wants to be, or a pod that is placed does.
fn filters(request: &Request<'_>) -> bool {
    !request.pod.spec("affinity").is_null() || request.nodes.iter().any(|info| !info.choosy.is_empty())
}

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
        other.choosy.iter().any(|held| {
            required(held, "podAntiAffinity")
                .iter()
                .any(|term| same_domain(info, other, term) && term_matches(request.cluster, term, held, request.pod))
        })
    })
}

/// What the pod's preferred terms say of the pods in each node's domain, and what their terms say of it
/// (`plugins/interpodaffinity/scoring.go`).
fn score(request: &Request<'_>, nodes: &[&NodeInfo]) -> Vec<i64> {
    const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";
    let (cluster, pod) = (request.cluster, request.pod);
    let mut weights: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut count = |owner: &Object, other: &Object, term: &'_ Value, weight: i64, info: &NodeInfo| {
        let key = term.get("topologyKey").str();
        if info.node.labels().has(key) && term_matches(cluster, term, owner, other) {
            let domain = (key.to_owned(), info.node.labels().get(key).str().to_owned());
            *weights.entry(domain).or_default() += weight;
        }
    };
    let kinds = [("podAffinity", 1), ("podAntiAffinity", -1)];
    let own: Vec<(&Value, i64)> = kinds
        .iter()
        .flat_map(|(kind, sign)| {
            let terms = pod.spec("affinity").get(kind).get(PREFERRED).list().iter();
            terms.map(move |held| (held.get("podAffinityTerm"), sign * held.get("weight").int()))
        })
        .collect();
    for info in request.nodes {
        // The terms come first: a pod without any looks at no other.
        for (term, weight) in &own {
            info.pods.iter().for_each(|held| count(pod, held, term, *weight, info));
        }
        for held in &info.choosy {
            for (kind, sign) in kinds {
                for term in held.spec("affinity").get(kind).get(PREFERRED).list() {
                    let weight = sign * term.get("weight").int();
                    count(held, pod, term.get("podAffinityTerm"), weight, info);
                }
            }
            // A pod that needs company is glad of more of it (`HardPodAffinityWeight`).
            required(held, "podAffinity").iter().for_each(|term| count(held, pod, term, 1, info));
        }
    }
    if weights.is_empty() {
        return Vec::new();
    }
    let sum = |info: &&NodeInfo| {
        let labels = info.node.labels();
        let here = weights.iter().filter(|((key, value), _)| labels.get(key).str() == value && labels.has(key));
        here.map(|(_, weight)| *weight).sum::<i64>()
    };
    let sums: Vec<i64> = nodes.iter().map(sum).collect();
    let (least, most) = (sums.iter().min().copied().unwrap_or(0), sums.iter().max().copied().unwrap_or(0));
    let spread = most - least;
    sums.into_iter().map(|sum| if spread == 0 { 0 } else { 100 * (sum - least) / spread }).collect()
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
