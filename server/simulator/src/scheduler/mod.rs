//! default-scheduler: finds a node for every pod without one.
//!
//! Follows `pkg/scheduler/schedule_one.go`: plugins filter the nodes and give scores to those that fit. Where upstream
//! rolls dice between nodes with the same score, the one with the fewest pods wins, and among those the first by name.

mod alike;
mod binding;
mod budgets;
mod choice;
mod cycle;
mod inter_pod_affinity;
pub(crate) mod node_affinity;
mod node_info;
mod node_ports;
mod node_resources_balanced_allocation;
mod node_resources_fit;
mod node_unschedulable;
mod placed;
mod plugin;
mod pod_topology_spread;
mod preemption;
pub(crate) mod taint_toleration;
mod volume_binding;
mod volume_restrictions;
mod volume_zone;

use crate::change::{Act, Change};
use crate::cluster::{Cluster, POD_SPEC};
use crate::controllers::Controller;
use crate::object::Object;
use crate::traits::Traits;
use binding::Unfit;
use std::collections::BTreeSet;
use std::sync::Arc;
use volume_restrictions::claim_names;

pub(crate) use node_info::NodeInfo;
use placed::Placed;
pub(crate) use plugin::{Nodes, Plugin, Refusal};

/// This controller.
pub const CONTROLLER: Controller = Controller::new("default-scheduler", READS, reconcile).at_once();

/// What the plugins look at.
const READS: &[&str] = &[
    POD_SPEC,
    "CSIDriver",
    "CSIStorageCapacity",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "PodDisruptionBudget",
    "ReplicaSet",
    "ReplicationController",
    "Service",
    "StatefulSet",
    "StorageClass",
];

/// What a scheduling cycle looks at: the pod, and every node with the pods on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The whole cluster, for volumes, namespaces and owners.
    pub(crate) cluster: &'a Cluster,
    /// The pod to place.
    pub(crate) pod: &'a Object,
    /// All nodes, sorted by name.
    pub(crate) nodes: &'a [NodeInfo],
    /// The pods on them by label.
    pub(crate) placed: &'a Placed<'a>,
}

/// The plugins and weights of the default profile, in its order (`pkg/scheduler/apis/config/v1/default_plugins.go`).
static PLUGINS: &[Plugin] = &[
    node_unschedulable::PLUGIN,
    taint_toleration::PLUGIN,
    node_affinity::PLUGIN,
    node_ports::PLUGIN,
    node_resources_fit::PLUGIN,
    volume_restrictions::PLUGIN,
    volume_binding::PLUGIN,
    volume_zone::PLUGIN,
    pod_topology_spread::PLUGIN,
    inter_pod_affinity::PLUGIN,
    node_resources_balanced_allocation::PLUGIN,
];

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let waiting: Vec<_> = cluster.list_without("Pod", Traits::NODE).filter(|pod| is_waiting(pod)).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    let waiting = queue(waiting);
    let (mut nodes, mut placed) = read(cluster);
    let mut changes = Vec::new();
    // The pod that fitted nowhere last, and why.
    let mut unfit: Option<(&Object, Unfit)> = None;
    // A pod that is placed after another one was found to fit nowhere may be what that one waits for.
    let (mut any_unfit, mut ask_again) = (false, false);
    // Claims for which a volume is to be made on a node that was chosen just now.
    let mut reserved: BTreeSet<(&str, &str)> = BTreeSet::new();
    for pod in waiting {
        let claims = || claim_names(pod).map(|name| (pod.namespace(), name));
        if claims().any(|claim| reserved.contains(&claim)) {
            ask_again = true;
            break;
        }
        let request = Request { cluster, pod, nodes: &nodes, placed: &placed };
        if let Some((_, unfit)) = unfit.as_mut().filter(|(other, _)| alike::are_alike(pod, other, &nodes)) {
            changes.extend(unfit.tell(&request, None));
            continue;
        }
        let attempt = cycle::run(&request);
        unfit = attempt.unfit.map(|unfit| (&**pod, unfit));
        ask_again |= match attempt.placed_on {
            Some(_) => any_unfit,
            // On its second try a pod sees claims that came after it (`volume_binding::claim`).
            None => pod.condition("PodScheduled").is_null() && alike::has_place(pod.value.get("spec")),
        };
        any_unfit |= attempt.placed_on.is_none();
        if let Some((at, info)) = attempt.placed_on.and_then(|at| Some((at, nodes.get_mut(at)?))) {
            info.add(pod);
            placed.add(pod, at);
        }
        let waits = attempt.placed_on.is_some() && !attempt.bound;
        if waits && !attempt.changes.is_empty() {
            reserved.extend(claims());
        }
        let ends_the_round = attempt.preempts || waits && attempt.changes.iter().any(takes_a_volume);
        changes.extend(attempt.changes);
        if ends_the_round {
            // Which volume this pod takes, or whom it drives away, is not seen by the next one before it is stored.
            ask_again = true;
            break;
        }
    }
    if ask_again && !changes.is_empty() {
        changes.push(Change::new(Act::Requeue, Vec::new()));
    }
    changes
}

/// Whether a change claims a volume, which others could take as well.
fn takes_a_volume(change: &Change) -> bool {
    matches!(&change.act, Act::Update(value) if value.get("kind").str() == "PersistentVolume")
}

/// Whether a write to a pod leaves where pods fit as it was: it changed nothing that a plugin looks at.
pub(crate) fn leaves_placement(before: &Object, after: &Object) -> bool {
    before.value.get("spec") == after.value.get("spec")
        && ["labels", "ownerReferences", "deletionTimestamp"].iter().all(|key| before.meta(key) == after.meta(key))
        && before.status("nominatedNodeName") == after.status("nominatedNodeName")
        && has_ended(before) == has_ended(after)
}

/// Whether a pod without a node is this scheduler's to place.
fn is_waiting(pod: &Object) -> bool {
    matches!(pod.spec("schedulerName").str(), "" | "default-scheduler")
        && pod.spec("schedulingGates").is_empty()
        && !pod.is_terminating()
        && !has_ended(pod)
}

fn has_ended(pod: &Object) -> bool {
    matches!(pod.status("phase").str(), "Succeeded" | "Failed")
}

/// Sorts pods: higher priority first, then the older (`queuesort/priority_sort.go`).
fn queue(pods: Vec<&Arc<Object>>) -> impl Iterator<Item = &Arc<Object>> {
    let keyed = pods.into_iter().map(|pod| (-pod.spec("priority").int(), pod.meta("creationTimestamp").str(), pod));
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by_key(|(priority, created, _)| (*priority, *created));
    keyed.into_iter().map(|(.., pod)| pod)
}

/// Every node with the pods on it, and the index of those pods.
fn read(cluster: &Cluster) -> (Vec<NodeInfo>, Placed<'_>) {
    let mut nodes: Vec<NodeInfo> = cluster.list("Node").map(|node| NodeInfo::new(node.clone())).collect();
    let mut placed = Placed::new(cluster);
    for pod in cluster.list_with("Pod", Traits::NODE).filter(|pod| !has_ended(pod)) {
        let name = pod.spec("nodeName").str();
        if let Ok(at) = nodes.binary_search_by(|info| info.node.name().cmp(name))
            && let Some(info) = nodes.get_mut(at)
        {
            info.add(pod);
            placed.add(pod, at);
        }
    }
    (nodes, placed)
}
