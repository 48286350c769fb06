//! default-scheduler: finds a node for every pod without one.
//!
//! Follows `pkg/scheduler/schedule_one.go`. One [`Filter`] per plugin of the default profile, in
//! upstream's order; where upstream rolls dice between equally good nodes, the first by name wins.

mod binding;
mod cycle;
mod inter_pod_affinity;
pub(crate) mod node_affinity;
mod node_ports;
mod node_unschedulable;
mod pod_topology_spread;
pub(crate) mod taint_toleration;
mod volume_binding;
mod volume_restrictions;
mod volume_zone;

use crate::change::Change;
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use std::collections::BTreeSet;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller { name: "default-scheduler", reads: &[], reconcile };

/// What a scheduling cycle looks at: the pod, and every node with the pods on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The whole cluster, for volumes, namespaces and owners.
    pub(crate) cluster: &'a Cluster,
    /// The pod to place.
    pub(crate) pod: &'a Object,
    /// All nodes, sorted by name.
    pub(crate) nodes: &'a [NodeInfo],
}

/// A node and the pods that take up room on it.
#[derive(Debug, Clone)]
pub(crate) struct NodeInfo {
    /// The node.
    pub(crate) node: Arc<Object>,
    /// Pods on it that have not ended, those placed in this round included.
    pub(crate) pods: Vec<Arc<Object>>,
}

/// Why a pod does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The plugin's words, one per reason.
    pub(crate) reasons: Vec<String>,
    /// Whether removing other pods could help (`Unschedulable` rather than `UnschedulableAndUnresolvable`).
    pub(crate) resolvable: bool,
    /// The claim whose removal is the reason: removing one wakes no pod that waits for anything else.
    pub(crate) removed_claim: Option<String>,
}

impl Refusal {
    /// A refusal that preempting other pods might lift.
    pub(crate) fn resolvable(reason: impl Into<String>) -> Refusal {
        Refusal { reasons: vec![reason.into()], resolvable: true, removed_claim: None }
    }

    /// A refusal that stands whatever other pods do.
    pub(crate) fn unresolvable(reason: impl Into<String>) -> Refusal {
        Refusal { reasons: vec![reason.into()], resolvable: false, removed_claim: None }
    }

    /// A refusal because a claim is gone or going.
    pub(crate) fn claim_removed(claim: &str, reason: String) -> Refusal {
        Refusal { removed_claim: Some(claim.to_owned()), ..Refusal::unresolvable(reason) }
    }
}

/// The names of the only nodes worth looking at; `None` is all of them.
pub(crate) type Nodes = Option<BTreeSet<String>>;

/// One plugin of the default profile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filter {
    /// Its name, such as `NodeAffinity`.
    pub(crate) name: &'static str,
    /// PreFilter, once per pod: a refusal ends the attempt with its words alone.
    pub(crate) pre_filter: fn(&Request<'_>) -> Result<Nodes, Refusal>,
    /// Filter, once per node: the first plugin that refuses a node has the word on it.
    pub(crate) filter: fn(&Request<'_>, &NodeInfo) -> Result<(), Refusal>,
    /// Reserve and PreBind on the chosen node: `None` when the pod can be bound now, else what it waits for,
    /// and the changes that bring it about (none when they were asked for already).
    pub(crate) pre_bind: fn(&Request<'_>, &NodeInfo) -> Option<Vec<Change>>,
}

impl Filter {
    /// A plugin that lets everything pass; a base for `..Filter::NONE`.
    pub(crate) const NONE: Filter =
        Filter { name: "", pre_filter: |_| Ok(None), filter: |_, _| Ok(()), pre_bind: |_, _| None };
}

/// The plugins in the order of the default profile (`pkg/scheduler/apis/config/v1/default_plugins.go`).
static FILTERS: &[Filter] = &[
    node_unschedulable::FILTER,
    taint_toleration::FILTER,
    node_affinity::FILTER,
    node_ports::FILTER,
    volume_restrictions::FILTER,
    volume_binding::FILTER,
    volume_zone::FILTER,
    pod_topology_spread::FILTER,
    inter_pod_affinity::FILTER,
];

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut waiting: Vec<&Arc<Object>> = cluster.list("Pod").filter(|pod| is_waiting(pod)).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    // The queue: higher priority first, then the older (`queuesort/priority_sort.go`).
    waiting.sort_by_key(|pod| (-pod.spec("priority").int(), pod.meta("creationTimestamp").str()));
    let mut nodes = nodes(cluster);
    let mut changes = Vec::new();
    for pod in waiting {
        let attempt = cycle::run(&Request { cluster, pod, nodes: &nodes });
        let settled = attempt.placed_on.is_none_or(|at| {
            if let Some(info) = nodes.get_mut(at) {
                info.pods.push(pod.clone());
            }
            attempt.bound
        });
        changes.extend(attempt.changes);
        if !settled && !changes.is_empty() {
            // What this pod reserves (a volume) is not seen by the next one before it is stored.
            break;
        }
    }
    changes
}

/// Whether the pod is this scheduler's to place.
fn is_waiting(pod: &Object) -> bool {
    pod.spec("nodeName").is_empty()
        && matches!(pod.spec("schedulerName").str(), "" | "default-scheduler")
        && pod.spec("schedulingGates").is_empty()
        && !pod.is_terminating()
        && !has_ended(pod)
}

fn has_ended(pod: &Object) -> bool {
    matches!(pod.status("phase").str(), "Succeeded" | "Failed")
}

/// Every node with the pods on it.
fn nodes(cluster: &Cluster) -> Vec<NodeInfo> {
    let mut nodes: Vec<NodeInfo> =
        cluster.list("Node").map(|node| NodeInfo { node: node.clone(), pods: Vec::new() }).collect();
    for pod in cluster.list("Pod").filter(|pod| !has_ended(pod)) {
        let name = pod.spec("nodeName").str();
        if let Ok(at) = nodes.binary_search_by(|info| info.node.name().cmp(name))
            && let Some(info) = nodes.get_mut(at)
        {
            info.pods.push(pod.clone());
        }
    }
    nodes
}
