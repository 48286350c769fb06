//! NodeAffinity: nodeSelector and required node affinity (`plugins/nodeaffinity`).

use super::plugin::normalize;
use super::{NodeInfo, Nodes, Plugin, Refusal, Request};
use crate::object::Object;
use crate::value::Value;
use crate::values::{label_selector, node_selector};
use std::collections::BTreeSet;

/// This plugin.
pub(super) const PLUGIN: Plugin =
    Plugin { name: "NodeAffinity", pre_filter, filters, filter, score, weight: 2, ..Plugin::NONE };

const REQUIRED: &[&str] = &["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"];

/// When every term names its nodes by `metadata.name`, only those are looked at.
fn pre_filter(request: &Request<'_>) -> Result<Nodes, Refusal> {
    let terms = request.pod.value.get("spec").at(REQUIRED).get("nodeSelectorTerms").list();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for term in terms {
        let mut of_term: Nodes = None;
        for field in term.get("matchFields").list() {
            if field.get("key").str() == "metadata.name" && field.get("operator").str() == "In" {
                let listed: BTreeSet<String> =
                    field.get("values").list().iter().map(|value| value.str().to_owned()).collect();
                of_term = Some(match of_term {
                    Some(held) => held.intersection(&listed).cloned().collect(),
                    None => listed,
                });
            }
        }
        match of_term {
            Some(listed) => names.extend(listed),
            None => return Ok(None),
        }
    }
    match (terms.is_empty(), names.is_empty()) {
        (true, _) => Ok(None),
        (false, true) => Err(Refusal::unresolvable("pod affinity terms conflict")),
        (false, false) => Ok(Some(names)),
    }
}

fn filters(request: &Request<'_>) -> bool {
    let spec = request.pod.value.get("spec");
    !spec.get("nodeSelector").is_empty() || !spec.at(REQUIRED).is_null()
}

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    match fits(request.pod, &info.node) {
        true => Ok(()),
        false => Err(Refusal::unresolvable("node(s) didn't match Pod's node affinity/selector")),
    }
}

/// The weights of the preferred terms that the node meets.
fn score(request: &Request<'_>, nodes: &[&NodeInfo]) -> Vec<i64> {
    let preferred =
        request.pod.spec("affinity").at(&["nodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution"]);
    if preferred.list().is_empty() {
        return Vec::new();
    }
    let met = |info: &&NodeInfo| {
        let terms = preferred.list().iter().filter(|held| {
            node_selector::term_matches(held.get("preference"), info.node.labels(), Some(info.node.name()))
        });
        terms.map(|held| held.get("weight").int()).sum()
    };
    normalize(nodes.iter().map(met).collect(), false)
}

/// Whether the node has what the pod's nodeSelector and required node affinity ask for.
pub(crate) fn fits(pod: &Object, node: &Object) -> bool {
    fits_spec(pod.value.get("spec"), node)
}

/// [`fits`] for a pod's spec alone.
pub(crate) fn fits_spec(spec: &Value, node: &Object) -> bool {
    let required = spec.at(REQUIRED);
    label_selector::matches_map(spec.get("nodeSelector"), node.labels())
        && (required.is_null() || node_selector::matches_terms(required, node.labels(), Some(node.name())))
}
