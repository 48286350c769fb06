//! Scores of PodTopologySpread: constraints that are wishes, and the ones that every Service's and controller's pods
//! have by default (`plugins/podtopologyspread/scoring.go`, `common.go`).

use super::counts;
use crate::object::Object;
use crate::scheduler::{NodeInfo, Request};
use crate::value::Value;
use crate::values::label_selector;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const HOSTNAME: &str = "kubernetes.io/hostname";

/// Three apart over nodes, five over zones (`systemDefaultConstraints`).
static DEFAULTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    vec![
        json!({"maxSkew": 3, "topologyKey": HOSTNAME}).into(),
        json!({"maxSkew": 5, "topologyKey": "topology.kubernetes.io/zone"}).into(),
    ]
});

/// What alike pods have in common.
#[derive(Debug, Clone, Copy)]
enum Alike<'a> {
    /// They are selected by a label selector.
    Selector(&'a Value),
    /// They have these labels.
    Labels(&'a Value),
}

impl<'a> Alike<'a> {
    fn matches(self, labels: &Value) -> bool {
        match self {
            Alike::Selector(selector) => label_selector::matches(selector, labels),
            Alike::Labels(map) => label_selector::matches_map(map, labels),
        }
    }

    /// A label that all of them have.
    fn pair(self) -> Option<(&'a str, &'a str)> {
        let map = match self {
            Alike::Selector(selector) => selector.get("matchLabels"),
            Alike::Labels(map) => map,
        };
        map.members().next().map(|(key, value)| (key, value.str()))
    }
}

/// The fewer alike pods in a node's domains, the better.
pub(super) fn score(request: &Request<'_>, nodes: &[&NodeInfo]) -> Vec<i64> {
    let own = request.pod.spec("topologySpreadConstraints").list();
    let by_default = own.is_empty();
    let soft: Vec<&Value> = own.iter().filter(|held| held.get("whenUnsatisfiable").str() == "ScheduleAnyway").collect();
    let constraints: Vec<&Value> = if by_default { DEFAULTS.iter().collect() } else { soft };
    let group = if by_default { default_selector(request) } else { Vec::new() };
    if constraints.is_empty() || by_default && group.is_empty() {
        return Vec::new();
    }
    let has_all = |info: &NodeInfo| {
        by_default || constraints.iter().all(|held| info.node.labels().has(held.get("topologyKey").str()))
    };
    let mut sums = vec![0.0; nodes.len()];
    // By default all constraints speak of the same pods.
    let in_group = by_default.then(|| count(request, &group));
    for constraint in &constraints {
        let key = constraint.get("topologyKey").str();
        let own = || count(request, &[Alike::Selector(constraint.get("labelSelector"))]);
        let per_node = in_group.clone().unwrap_or_else(own);
        let considered = || nodes.iter().filter(|info| has_all(info));
        let values: BTreeSet<&str> = considered().map(|info| info.node.labels().get(key).str()).collect();
        let size = if key == HOSTNAME { considered().count() } else { values.len() };
        let weight = weight(size);
        let mut domains: BTreeMap<&str, i64> = BTreeMap::new();
        for (info, number) in request.nodes.iter().zip(&per_node) {
            if has_all(info) && counts(request, constraint, info) {
                *domains.entry(info.node.labels().get(key).str()).or_default() += number;
            }
        }
        for (sum, info) in sums.iter_mut().zip(nodes) {
            if info.node.labels().has(key) {
                let number = domains.get(info.node.labels().get(key).str()).copied().unwrap_or(0);
                *sum += number as f64 * weight + (constraint.get("maxSkew").int() - 1) as f64;
            }
        }
    }
    let rounded: Vec<Option<i64>> =
        sums.iter().zip(nodes).map(|(sum, info)| has_all(info).then(|| sum.round() as i64)).collect();
    let most = rounded.iter().flatten().max().copied().unwrap_or(0);
    let least = rounded.iter().flatten().min().copied().unwrap_or(0);
    let normal = |score: i64| if most == 0 { 100 } else { 100 * (most + least - score) / most };
    rounded.into_iter().map(|score| score.map_or(0, normal)).collect()
}

/// Alike pods on every node.
fn count(request: &Request<'_>, alike: &[Alike<'_>]) -> Vec<i64> {
    let pair = alike.iter().find_map(|held| held.pair());
    let fulfils = |pod: &Object| alike.iter().all(|held| held.matches(pod.labels()));
    request.placed.count(request.nodes.len(), request.pod.namespace(), pair, fulfils)
}

/// What the Services and the controller of a pod select (`helper.DefaultSelector`).
fn default_selector<'a>(request: &Request<'a>) -> Vec<Alike<'a>> {
    let pod = request.pod;
    let mut group: Vec<Alike<'a>> = request.placed.services_of(pod).into_iter().map(Alike::Labels).collect();
    let owner = pod.controller();
    let kind = owner.get("kind").str();
    if matches!(kind, "ReplicaSet" | "StatefulSet" | "ReplicationController")
        && let Some(owner) = request.cluster.get(kind, pod.namespace(), owner.get("name").str())
    {
        let selector = owner.spec("selector");
        group.push(match kind {
            "ReplicationController" => Alike::Labels(selector),
            _ => Alike::Selector(selector),
        });
    }
    group
}

/// [`ln`] of the numbers that clusters have, worked out once.
fn weight(size: usize) -> f64 {
    static SMALL: LazyLock<Vec<f64>> = LazyLock::new(|| (0..64).map(ln).collect());
    let number = size as u32 + 2;
    SMALL.get(number as usize).copied().unwrap_or_else(|| ln(number))
}

/// The natural logarithm by its series: the machine's own may differ in the last digit from another machine's.
fn ln(number: u32) -> f64 {
    let (mut rest, mut twos) = (f64::from(number.max(1)), 0.0);
    while rest >= 2.0 {
        rest /= 2.0;
        twos += 1.0;
    }
    let series = |x: f64| {
        let t = (x - 1.0) / (x + 1.0);
        let (mut power, mut sum) = (t, 0.0);
        for n in 0..30 {
            sum += power / f64::from(2 * n + 1);
            power *= t * t;
        }
        2.0 * sum
    };
    twos * series(2.0) + series(rest)
}
