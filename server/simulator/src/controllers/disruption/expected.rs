//! How many pods there should be, and how many of them have to stay healthy (`getExpectedPodCount`).

use crate::cluster::Cluster;
use crate::kinds;
use crate::object::Object;
use crate::value::Value;
use crate::values::int_or_percent;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a budget counts with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Expected {
    /// Pods that there should be.
    pub(super) pods: i64,
    /// Pods that have to stay healthy.
    pub(super) healthy: i64,
    /// Whether some pods have no controller to say how many there should be.
    pub(super) some_unmanaged: bool,
}

/// Counts for a budget over the pods that it selects; else why it cannot be done.
pub(super) fn of(cluster: &Cluster, budget: &Object, pods: &[&Arc<Object>]) -> Result<Expected, String> {
    let (most, least) = (budget.spec("maxUnavailable"), budget.spec("minAvailable"));
    if !most.is_null() {
        let (scale, some_unmanaged) = scale(cluster, pods)?;
        let healthy = (scale - int_or_percent::scaled(most, scale, true)).max(0);
        return Ok(Expected { pods: scale, healthy, some_unmanaged });
    }
    if least.as_str().is_some() {
        let (scale, some_unmanaged) = scale(cluster, pods)?;
        return Ok(Expected { pods: scale, healthy: int_or_percent::scaled(least, scale, true), some_unmanaged });
    }
    match least.as_int() {
        Some(healthy) => Ok(Expected { pods: pods.len() as i64, healthy, some_unmanaged: false }),
        None => Ok(Expected::default()),
    }
}

/// The sum of what the pods' controllers want, and whether some pods have none (`getExpectedScale`).
fn scale(cluster: &Cluster, pods: &[&Arc<Object>]) -> Result<(i64, bool), String> {
    let mut scales: BTreeMap<&str, i64> = BTreeMap::new();
    let mut some_unmanaged = false;
    for pod in pods {
        let owner = pod.controller();
        if owner.is_null() {
            some_unmanaged = true;
            continue;
        }
        let Some(controller) = scaled(cluster, pod.namespace(), owner)? else {
            return Err(format!("found no controllers for pod \"{}\"", pod.name()));
        };
        scales.insert(controller.uid(), controller.spec("replicas").int());
    }
    Ok((scales.values().sum(), some_unmanaged))
}

/// The object whose size counts: a ReplicaSet's Deployment, else the owner itself if it has a size (`finders`).
fn scaled<'a>(cluster: &'a Cluster, namespace: &str, owner: &Value) -> Result<Option<&'a Arc<Object>>, String> {
    let (version, kind) = (owner.get("apiVersion").str(), owner.get("kind").str());
    let (group, short) = kinds::split_api_version(version);
    let Some(known) = kinds::by_gvk(group, short, kind) else {
        return Err(format!("no matches for kind \"{kind}\" in version \"{version}\""));
    };
    if !["ReplicationController", "ReplicaSet", "StatefulSet", "Deployment"].contains(&kind) {
        return Err(format!("{} does not implement the scale subresource", known.resource()));
    }
    let find = |kind: &str, reference: &Value| {
        let found = cluster.get(kind, namespace, reference.get("name").str());
        found.filter(|found| found.uid() == reference.get("uid").str())
    };
    let Some(found) = find(kind, owner) else { return Ok(None) };
    let above = found.controller();
    match kind == "ReplicaSet" && above.get("kind").str() == "Deployment" {
        true => Ok(find("Deployment", above)),
        false => Ok(Some(found)),
    }
}
