//! VolumeBinding: nodes where the pod's volumes are, or can be found or made (`plugins/volumebinding`).

use super::{NodeInfo, Nodes, Plugin, Refusal, Request};
use crate::binding::{self, Holder, SELECTED_NODE, has_annotation, judge_on};
use crate::change::{Act, Change};
use crate::controllers::ephemeral_volume::{belongs_to, stranger};
use crate::kinds::volume_source::claim_name;
use crate::kinds::{persistent_volume_claim, storage_class};
use crate::object::Object;
use crate::value::Value;
use crate::values::label_selector;
use crate::values::quantity::Quantity;
use std::sync::Arc;

const NODE_CONFLICT: &str = "node(s) didn't match PersistentVolume's node affinity";
const BIND_CONFLICT: &str = "node(s) didn't find available persistent volumes to bind";
const NOT_ENOUGH_SPACE: &str = "node(s) did not have enough free storage";
const VOLUME_GONE: &str = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

/// The plugin.
pub(super) const PLUGIN: Plugin =
    Plugin { name: "VolumeBinding", pre_filter, filters: uses_claims, filter, pre_bind, ..Plugin::NONE };

/// A pod's claims by what is left to do for them (`PodVolumeClaims`).
#[derive(Default)]
struct Claims<'a> {
    bound: Vec<&'a Arc<Object>>,
    /// Neither bound nor waiting for a pod.
    immediate: Vec<&'a Arc<Object>>,
    /// Waiting for this pod.
    delayed: Vec<&'a Arc<Object>>,
}

/// What a node offers for the claims that wait (`PodVolumes`).
#[derive(Default)]
struct Found<'a> {
    /// Volumes to bind, each with its claim.
    matches: Vec<(&'a Arc<Object>, &'a Arc<Object>)>,
    /// Claims whose volume has to be made.
    provisions: Vec<&'a Arc<Object>>,
}

fn pre_filter(request: &Request<'_>) -> Result<Nodes, Refusal> {
    match claims(request)?.immediate.is_empty() {
        true => Ok(None),
        false => Err(Refusal::unresolvable("pod has unbound immediate PersistentVolumeClaims")),
    }
}

/// Whether the pod has a volume that is or would be a claim.
pub(super) fn uses_claims(request: &Request<'_>) -> bool {
    let volumes = request.pod.spec("volumes").list();
    volumes.iter().any(|volume| ["persistentVolumeClaim", "ephemeral"].iter().any(|key| !volume.get(key).is_null()))
}

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let claims = claims(request)?;
    let mut reasons: Vec<String> = Vec::new();
    for claim in &claims.bound {
        let volume = request.cluster.get("PersistentVolume", "", claim.spec("volumeName").str());
        let reason = match volume {
            None => VOLUME_GONE,
            Some(volume) if !binding::reaches(volume, &info.node) => NODE_CONFLICT,
            Some(_) => continue,
        };
        reasons.push(reason.to_owned());
        break;
    }
    if let Err(reason) = find(request, &claims.delayed, &info.node) {
        reasons.push(reason.to_owned());
    }
    match reasons.is_empty() {
        true => Ok(()),
        false => Err(Refusal { reasons, resolvable: false, removed_claim: None }),
    }
}

/// Claims the matching volumes and names the node on the claims whose volumes have to be made; the pod waits for both.
fn pre_bind(request: &Request<'_>, info: &NodeInfo) -> Option<Vec<Change>> {
    let claims = claims(request).ok()?;
    if claims.delayed.is_empty() {
        return None;
    }
    let found = find(request, &claims.delayed, &info.node).ok()?;
    let mut changes = Vec::new();
    let mut update = |old: &Object, new: Value, read: [&Object; 2]| {
        if new != old.value {
            let mut read: Vec<_> = read.iter().map(|object| object.id()).collect();
            read.insert(0, request.pod.id());
            changes.push(Change::new(Act::Update(new), read));
        }
    };
    for (claim, volume) in found.matches {
        update(volume, binding::claimed(volume, claim), [claim, volume]);
    }
    for claim in found.provisions {
        let mut value = claim.value.clone();
        value.entry_at(&["metadata", "annotations"]).set(SELECTED_NODE, info.node.name());
        update(claim, value, [claim, &info.node]);
    }
    Some(changes)
}

/// The pod's claim of that name. A pod is tried as soon as it is there, so a claim that came after it is not seen at first.
pub(super) fn claim<'a>(request: &Request<'a>, name: &str) -> Option<&'a Arc<Object>> {
    let pod = request.pod;
    let is_first_try = pod.condition("PodScheduled").is_null();
    let born = pod.meta("creationTimestamp").str();
    let claim = request.cluster.get("PersistentVolumeClaim", pod.namespace(), name);
    claim.filter(|claim| !is_first_try || claim.meta("creationTimestamp").str() <= born)
}

/// Sorts the pod's claims, or says which of them no pod can use (`podHasPVCs`, `GetPodVolumeClaims`).
fn claims<'a>(request: &Request<'a>) -> Result<Claims<'a>, Refusal> {
    let pod = request.pod;
    let mut claims = Claims::default();
    for volume in pod.spec("volumes").list() {
        let Some(name) = claim_name(pod.name(), volume) else { continue };
        let is_ephemeral = volume.get("persistentVolumeClaim").is_null();
        let Some(claim) = claim(request, &name) else {
            return Err(match is_ephemeral {
                true => Refusal::unresolvable(format!(
                    "waiting for ephemeral volume controller to create the persistentvolumeclaim \"{name}\""
                )),
                false => Refusal::claim_removed(&name, format!("persistentvolumeclaim \"{name}\" not found")),
            });
        };
        if claim.status("phase").str() == "Lost" {
            let volume = claim.spec("volumeName").str();
            return Err(Refusal::unresolvable(format!(
                "persistentvolumeclaim \"{name}\" bound to non-existent persistentvolume \"{volume}\""
            )));
        }
        if claim.is_terminating() {
            let words = format!("persistentvolumeclaim \"{name}\" is being deleted");
            return Err(Refusal::claim_removed(&name, words));
        }
        if is_ephemeral && !belongs_to(claim, pod) {
            return Err(Refusal::unresolvable(stranger(claim, pod)));
        }
        let group = if binding::is_fully_bound(claim) {
            &mut claims.bound
        } else if claim.spec("volumeName").is_empty() && waits_for_pod(request, claim) {
            &mut claims.delayed
        } else {
            &mut claims.immediate
        };
        group.push(claim);
    }
    Ok(claims)
}

fn waits_for_pod(request: &Request<'_>, claim: &Object) -> bool {
    class_of(request, claim)
        .is_some_and(|class| class.value.get("volumeBindingMode").str() == storage_class::WAIT_FOR_FIRST_CONSUMER)
}

fn class_of<'a>(request: &Request<'a>, claim: &Object) -> Option<&'a Arc<Object>> {
    let name = persistent_volume_claim::class(&claim.value).filter(|name| !name.is_empty())?;
    request.cluster.get("StorageClass", "", name)
}

/// Volumes for the waiting claims on a node, or why there are none (`FindPodVolumes`).
fn find<'a>(request: &Request<'a>, claims: &[&'a Arc<Object>], node: &Object) -> Result<Found<'a>, &'static str> {
    let mut found = Found::default();
    let mut to_match = Vec::new();
    for claim in claims {
        match claim.annotation(SELECTED_NODE) {
            _ if !has_annotation(claim, SELECTED_NODE) => to_match.push(*claim),
            selected if selected == node.name() => found.provisions.push(*claim),
            _ => return Err(BIND_CONFLICT),
        }
    }
    // The smallest request chooses first, so that large volumes are left to those who need them.
    to_match.sort_by_key(|claim| binding::request(claim));
    for claim in to_match {
        match best(request, claim, node, &found.matches) {
            Some(volume) => found.matches.push((claim, volume)),
            None => found.provisions.push(claim),
        }
    }
    for claim in &found.provisions {
        may_be_made(request, claim, node)?;
    }
    Ok(found)
}

/// The reserved volume of a claim, else the smallest free one, as far as the node can use it (`FindMatchingVolume`).
fn best<'a>(
    request: &Request<'a>,
    claim: &Object,
    node: &Object,
    taken: &[(&Arc<Object>, &Arc<Object>)],
) -> Option<&'a Arc<Object>> {
    let judged = || {
        let free = request.cluster.list("PersistentVolume");
        let free = free.filter(|volume| binding::holder(claim, volume) != Holder::Another);
        let free = free.filter(|volume| !taken.iter().any(|(_, other)| other.name() == volume.name()));
        free.map(|volume| (volume, judge_on(claim, volume, node)))
    };
    // Only volumes of the claim's class are looked at, also for one that is reserved.
    if let Some((volume, judgement)) = judged().find(|(_, judged)| judged.class && judged.is_reserved()) {
        return judgement.node_affinity.then_some(volume);
    }
    let fitting = judged().filter(|(_, judgement)| judgement.fits());
    fitting.min_by_key(|(volume, _)| binding::capacity(volume)).map(|(volume, _)| volume)
}

/// Whether the claim's class can make a volume for that node (`checkVolumeProvisions`).
fn may_be_made(request: &Request<'_>, claim: &Object, node: &Object) -> Result<(), &'static str> {
    let class = class_of(request, claim).ok_or(BIND_CONFLICT)?;
    let provisioner = class.value.get("provisioner").str();
    let topologies = class.value.get("allowedTopologies").list();
    let is_allowed = topologies.is_empty() || topologies.iter().any(|term| contains(term, node.labels()));
    if provisioner.is_empty() || provisioner == "kubernetes.io/no-provisioner" || !is_allowed {
        return Err(BIND_CONFLICT);
    }
    let driver = request.cluster.get("CSIDriver", "", provisioner);
    let reports_capacity = driver.is_some_and(|driver| driver.spec("storageCapacity").is_true());
    match !reports_capacity || has_capacity(request, claim, class, node) {
        true => Ok(()),
        false => Err(NOT_ENOUGH_SPACE),
    }
}

/// Whether a node's labels are within a term of allowed topologies.
fn contains(term: &Value, labels: &Value) -> bool {
    let expressions = term.get("matchLabelExpressions").list();
    !expressions.is_empty()
        && expressions.iter().all(|expression| {
            let key = expression.get("key").str();
            labels.has(key) && expression.get("values").list().contains(labels.get(key))
        })
}

/// Whether the driver has reported room for the claim where the node is.
fn has_capacity(request: &Request<'_>, claim: &Object, class: &Object, node: &Object) -> bool {
    let wanted = binding::request(claim);
    request.cluster.list("CSIStorageCapacity").any(|report| {
        let (capacity, largest) = (report.value.get("capacity"), report.value.get("maximumVolumeSize"));
        let limit = if largest.is_null() { capacity } else { largest };
        report.value.get("storageClassName").str() == class.name()
            && !limit.is_null()
            && Quantity::of(limit) >= wanted
            && label_selector::matches(report.value.get("nodeTopology"), node.labels())
    })
}
