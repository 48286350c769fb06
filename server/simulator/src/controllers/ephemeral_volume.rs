//! ephemeral-volume-controller: makes the claims of generic ephemeral volumes (`pkg/controller/volume/ephemeral/controller.go`).

use crate::change::{Act, Change, Event};
use crate::cluster::{Cluster, POD_SPEC};
use crate::controllers::Controller;
use crate::kinds::volume_source::claim_name;
use crate::object::Object;
use crate::traits::Traits;
use crate::value::Value;
use serde_json::json;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("ephemeral-volume-controller", &[POD_SPEC, "PersistentVolumeClaim"], reconcile);

/// The component that events name.
const COMPONENT: &str = "ephemeral_volume";

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = Vec::new();
    let is_ephemeral = |volume: &&Value| !volume.get("ephemeral").is_null();
    for pod in cluster.list_with("Pod", Traits::EPHEMERAL_VOLUMES).filter(|pod| !pod.is_terminating()) {
        for volume in pod.spec("volumes").list().iter().filter(is_ephemeral) {
            let change = sync(cluster, pod, volume);
            // A claim that belongs to somebody else ends the pod's turn: what comes behind it is not made.
            let is_stuck = matches!(change, Some(Change { act: Act::Event(_), .. }));
            changes.extend(change);
            if is_stuck {
                break;
            }
        }
    }
    changes
}

fn sync(cluster: &Cluster, pod: &Object, volume: &Value) -> Option<Change> {
    let name = claim_name(pod.name(), volume)?;
    let template = volume.at(&["ephemeral", "volumeClaimTemplate"]);
    let because = volume.get("ephemeral").origin;
    let Some(claim) = cluster.get("PersistentVolumeClaim", pod.namespace(), &name) else {
        let words = format!("ephemeral volume {}: create PVC {name}: ", volume.get("name").str());
        let act = Act::Create {
            object: claim_of(pod, &name, template),
            created: None,
            refused: Some(Box::new(failure(pod, words))),
        };
        return Some(Change::new(act, vec![pod.id()]).because(because));
    };
    if belongs_to(claim, pod) {
        return None;
    }
    let words = format!("ephemeral volume {}: {}", volume.get("name").str(), stranger(claim, pod));
    Some(Change::new(Act::Event(failure(pod, words)), vec![pod.id(), claim.id()]).because(because))
}

/// Whether the claim was made for the pod (`ephemeral.VolumeIsForPod`).
pub(crate) fn belongs_to(claim: &Object, pod: &Object) -> bool {
    claim.controller().get("uid").str() == pod.uid()
}

/// What to say of a claim of that name which was not.
pub(crate) fn stranger(claim: &Object, pod: &Object) -> String {
    format!(
        "PVC {}/{} was not created for pod {}/{} (pod is not owner)",
        claim.namespace(),
        claim.name(),
        pod.namespace(),
        pod.name()
    )
}

fn claim_of(pod: &Object, name: &str, template: &Value) -> Value {
    let owner = json!({
        "apiVersion": "v1",
        "kind": "Pod",
        "name": pod.name(),
        "uid": pod.uid(),
        "controller": true,
        "blockOwnerDeletion": true,
    });
    let mut claim: Value = json!({
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": name, "namespace": pod.namespace(), "ownerReferences": [owner]},
    })
    .into();
    for member in ["labels", "annotations"] {
        let given = template.get("metadata").get(member);
        if !given.is_empty() {
            claim.entry("metadata").set(member, given.clone());
        }
    }
    claim.set("spec", template.get("spec").clone());
    claim
}

fn failure(pod: &Object, message: String) -> Event {
    Event { about: pod.id(), severity: "Warning", reason: "FailedBinding", message: message.into(), by: COMPONENT }
}
