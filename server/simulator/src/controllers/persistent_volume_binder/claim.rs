//! `syncClaim`: a claim without a volume looks for one, waits or has one made; a claim with one keeps it.

use super::{Binder, migration, provision, search};
use crate::binding::{self, BIND_COMPLETED, BOUND_BY_CONTROLLER, Holder, SELECTED_NODE, has_annotation, judge};
use crate::cluster::Key;
use crate::kinds::volume_source::uses_claim;
use crate::kinds::{persistent_volume_claim, storage_class};
use crate::object::Object;
use crate::submit::admission::default_storage_class::default_class;
use crate::value::{Origin, Value};
use std::sync::Arc;

pub(super) fn sync(binder: &mut Binder<'_>, key: &Key) {
    let Some(claim) = binder.claims.get(key).cloned() else { return };
    let [_, annotation] = provision::PROVISIONER_ANNOTATIONS;
    let claim = migration::annotate(binder, &claim, annotation);
    match has_annotation(&claim, BIND_COMPLETED) {
        true => sync_bound(binder, &claim),
        false => sync_unbound(binder, &claim),
    }
}

/// What to do with a claim that is not bound yet.
enum Decision {
    /// Take this volume.
    Bind(Arc<Object>),
    /// Take this class, which is the default by now.
    Class(Arc<Object>),
    /// Have a volume made.
    Provision,
    /// Wait, and say why.
    Wait(Option<Reason>),
}

/// Type, reason and message of an event.
pub(super) type Reason = (&'static str, &'static str, String);

fn sync_unbound(binder: &mut Binder<'_>, claim: &Arc<Object>) {
    let everything = decide(binder, claim, &|_| true);
    if !matches!(everything, Decision::Wait(_)) {
        // The first sync saw only what was there before the claim.
        let born = claim.meta("creationTimestamp").str().to_owned();
        let is_older = |object: &Object| object.meta("creationTimestamp").str() <= born.as_str();
        if let Decision::Wait(Some((severity, reason, message))) = decide(binder, claim, &is_older) {
            binder.event(claim, severity, reason, message);
        }
    }
    match everything {
        Decision::Bind(volume) => bind(binder, &volume, claim),
        Decision::Class(class) => {
            let mut value = claim.value.clone();
            value.entry("spec").set("storageClassName", class.name());
            let because =
                storage_class::DEFAULT_ANNOTATIONS.iter().find_map(|key| class.meta("annotations").get(key).origin);
            binder.save(claim, value, &[claim, &class], because);
        }
        Decision::Provision => provision::external(binder, claim),
        Decision::Wait(reason) => {
            let mut claim = claim.clone();
            if let Some((severity, reason, message)) = reason {
                if reason == "ProvisioningFailed" {
                    claim = provision::in_tree(binder, &claim);
                }
                binder.event(&claim, severity, reason, message);
            }
            set_status(binder, &claim, "Pending");
        }
    }
}

/// What to do when only the visible volumes and classes are there.
fn decide(binder: &Binder<'_>, claim: &Arc<Object>, is_visible: &dyn Fn(&Object) -> bool) -> Decision {
    let asked = claim.spec("volumeName").str();
    if !asked.is_empty() {
        let volume = binder.volumes.get(&("".into(), asked.into())).filter(|volume| is_visible(volume));
        return volume.map_or(Decision::Wait(None), |volume| decide_named(claim, volume));
    }
    let class_name = persistent_volume_claim::class(&claim.value);
    // A class that the cluster gave the claim was there when it did.
    let is_given = claim.spec("storageClassName").origin.is_none();
    let class = binder
        .cluster
        .get("StorageClass", "", class_name.unwrap_or_default())
        .filter(|class| (is_given || is_visible(class)) && class_name.is_some_and(|name| !name.is_empty()));
    let waits_for_pod =
        class.is_some_and(|class| class.value.get("volumeBindingMode").str() == storage_class::WAIT_FOR_FIRST_CONSUMER);
    let visible = binder.volumes.values().filter(|volume| is_visible(volume));
    if let Some(volume) = search::find(claim, visible, waits_for_pod) {
        return Decision::Bind(volume.clone());
    }
    if class_name.is_none()
        && let Some(class) = default_class(binder.cluster).filter(|class| is_visible(class))
    {
        return Decision::Class(class.clone());
    }
    if waits_for_pod && !has_annotation(claim, SELECTED_NODE) {
        return Decision::Wait(Some(waiting_for_pod(binder, claim)));
    }
    match class_name.unwrap_or_default() {
        "" => {
            let words = "no persistent volumes available for this claim and no storage class is set";
            Decision::Wait(Some(("Normal", "FailedBinding", words.to_owned())))
        }
        name => match provision::objection(name, class.map(|class| &**class), claim) {
            Some(why) => Decision::Wait(Some(("Warning", "ProvisioningFailed", why))),
            None => Decision::Provision,
        },
    }
}

/// What to do with the volume that the claim asks for by name.
fn decide_named(claim: &Object, volume: &Arc<Object>) -> Decision {
    let judgement = judge(claim, volume);
    let name = volume.name();
    match judgement.holder {
        Holder::ThisClaim => Decision::Bind(volume.clone()),
        Holder::Another => {
            let words = format!("volume \"{name}\" already bound to a different claim.");
            Decision::Wait(Some(("Warning", "FailedBinding", words)))
        }
        Holder::Nobody => match judgement.objection(name) {
            Some(why) => {
                let words = format!("Cannot bind to requested volume \"{name}\": {why}");
                Decision::Wait(Some(("Warning", "VolumeMismatch", words)))
            }
            None => Decision::Bind(volume.clone()),
        },
    }
}

/// What a claim is told whose class binds at the first pod (`emitEventForUnboundDelayBindingClaim`).
///
/// A pod that came after the claim counts once the scheduler has failed to place it; until then the claim is not
/// looked at again.
fn waiting_for_pod(binder: &Binder<'_>, claim: &Object) -> Reason {
    let born = claim.meta("creationTimestamp").str();
    let pods: Vec<&str> = binder
        .cluster
        .list_in("Pod", claim.namespace())
        .filter(|pod| {
            pod.spec("nodeName").is_empty()
                && !matches!(pod.status("phase").str(), "Succeeded" | "Failed")
                && uses_claim(pod, claim.name())
                && (pod.meta("creationTimestamp").str() < born
                    || pod.condition("PodScheduled").get("status").str() == "False")
        })
        .map(|pod| pod.name())
        .collect();
    let message = match pods.as_slice() {
        [] => {
            let words = "waiting for first consumer to be created before binding";
            return ("Normal", "WaitForFirstConsumer", words.to_owned());
        }
        [pod] => format!("waiting for pod {pod} to be scheduled"),
        pods => format!("waiting for pods {} to be scheduled", pods.join(",")),
    };
    ("Normal", "WaitForPodScheduled", message)
}

/// Names each in the other and makes both Bound (`bind`); what is right already stays.
fn bind(binder: &mut Binder<'_>, volume: &Arc<Object>, claim: &Arc<Object>) {
    let because = cause(claim, volume);
    let held = binder.save(volume, binding::claimed(volume, claim), &[volume, claim], because);
    binder.set_phase(&held, "Bound", "", &[volume, claim]);
    let mut value = claim.value.clone();
    if claim.spec("volumeName").str() != volume.name() {
        value.entry("spec").set("volumeName", volume.name());
        value.entry_at(&["metadata", "annotations"]).set(BOUND_BY_CONTROLLER, "yes");
    }
    if !has_annotation(claim, BIND_COMPLETED) {
        value.entry_at(&["metadata", "annotations"]).set(BIND_COMPLETED, "yes");
    }
    let status = value.entry("status");
    status.set("accessModes", volume.spec("accessModes").without_origin());
    if status.get("phase").str() != "Bound" {
        // A volume that grows later leaves the claim's capacity alone: the file system may not have grown.
        status.set("capacity", volume.spec("capacity").without_origin());
        let attributes = volume.spec("volumeAttributesClassName");
        if !attributes.is_null() {
            status.set("currentVolumeAttributesClassName", attributes.without_origin());
        }
    }
    status.set("phase", "Bound");
    binder.save(claim, value, &[claim, volume], because);
}

/// The text that made the pair: the name that one side gives, else the request.
fn cause(claim: &Object, volume: &Object) -> Origin {
    let named = [claim.spec("volumeName"), volume.spec("claimRef").get("name")];
    let request = claim.spec("resources").at(&["requests", "storage"]);
    named.iter().find_map(|name| name.origin).or(request.origin)
}

fn sync_bound(binder: &mut Binder<'_>, claim: &Arc<Object>) {
    let name = claim.spec("volumeName").str();
    if name.is_empty() {
        let words = "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!";
        return lose(binder, claim, "ClaimLost", words);
    }
    let Some(volume) = binder.volumes.get(&("".into(), name.into())).cloned() else {
        let words = "Bound claim has lost its PersistentVolume. Data on the volume is lost!";
        return lose(binder, claim, "ClaimLost", words);
    };
    let reference = volume.spec("claimRef");
    match reference.is_null() || reference.get("uid").str() == claim.uid() {
        true => bind(binder, &volume, claim),
        false => {
            let words = "Two claims are bound to the same volume, this one is bound incorrectly";
            lose(binder, claim, "ClaimMisbound", words);
        }
    }
}

/// Makes the claim Lost; it is told once.
fn lose(binder: &mut Binder<'_>, claim: &Arc<Object>, reason: &'static str, words: &str) {
    if claim.status("phase").str() != "Lost" {
        binder.event(claim, "Warning", reason, words.to_owned());
    }
    set_status(binder, claim, "Lost");
}

/// The status of a claim without a volume: neither modes nor capacity.
fn set_status(binder: &mut Binder<'_>, claim: &Arc<Object>, phase: &str) {
    let mut value: Value = claim.value.clone();
    let status = value.entry("status");
    status.set("phase", phase);
    status.remove("accessModes");
    status.remove("capacity");
    binder.save(claim, value, &[claim], None);
}
