//! Pods of a StatefulSet: name, identity, storage (`pkg/controller/statefulset/stateful_set_utils.go`).

use super::{CONTROLLER, Set, claims};
use crate::change::{Act, Change, Event};
use crate::controllers::{history, pod_control};
use crate::object::Object;
use crate::value::Value;
use serde_json::json;

const REVISION_LABEL: &str = "controller-revision-hash";

/// The number at the end of the name of one of the set's pods.
pub(super) fn ordinal(set: &Object, pod: &Object) -> Option<i64> {
    let digits = pod.name().strip_prefix(set.name())?.strip_prefix('-')?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The revision that a pod was made from.
pub(super) fn revision(pod: &Object) -> &str {
    pod.labels().get(REVISION_LABEL).str()
}

/// Creates the pod of an ordinal, from the current revision below the partition, else from the newest.
pub(super) fn create(set: &Set<'_>, ordinal: i64) -> Change {
    let name = format!("{}-{ordinal}", set.object.name());
    let strategy = set.object.spec("updateStrategy");
    let partition = set.first() + strategy.at(&["rollingUpdate", "partition"]).int();
    let is_kept = strategy.get("type").str() == "RollingUpdate" && ordinal < partition;
    let revision = if is_kept { &set.current } else { &set.update };
    let template = match is_kept {
        true => history::template(set.object, revision, set.revisions).unwrap_or(set.object.spec("template")),
        false => set.object.spec("template"),
    };
    let mut pod = pod_control::from_template(set.object, template);
    let metadata = pod.entry("metadata");
    metadata.set("name", name.as_str());
    let labels = metadata.entry("labels");
    for (label, value) in [
        ("statefulset.kubernetes.io/pod-name", name.as_str()),
        ("apps.kubernetes.io/pod-index", &ordinal.to_string()),
        (REVISION_LABEL, revision),
    ] {
        labels.set(label, value);
    }
    let spec = pod.entry("spec");
    spec.set("hostname", name.as_str());
    let service = set.object.spec("serviceName");
    if !service.is_empty() {
        spec.set("subdomain", service.clone());
    }
    mount_claims(set, ordinal, spec);
    let told = |severity, reason, outcome: &str| {
        Some(Box::new(event(set, severity, reason, format!("Create Pod {name} in {} {outcome}", of(set)))))
    };
    let act = Act::Create {
        object: pod,
        created: told("Normal", "SuccessfulCreate", "successful"),
        refused: told("Warning", "FailedCreate", "failed error: "),
    };
    Change::new(act, vec![set.object.id()]).because(template.origin)
}

/// Claims become the first volumes, in place of volumes of the same name (`updateStorage`).
fn mount_claims(set: &Set<'_>, ordinal: i64, spec: &mut Value) {
    let templates = claims::templates(set.object);
    if templates.is_empty() {
        return;
    }
    let mut volumes: Vec<Value> = Vec::new();
    for (name, template) in templates {
        let claim = claims::name(set.object, name, ordinal);
        let mut volume: Value = json!({"persistentVolumeClaim": {"claimName": claim}}).into();
        volume.set("name", template.at(&["metadata", "name"]).clone());
        volumes.push(volume);
    }
    let is_replaced = |volume: &Value| volumes.iter().any(|claim| claim.get("name").str() == volume.get("name").str());
    let kept: Vec<Value> = spec.get("volumes").list().iter().filter(|volume| !is_replaced(volume)).cloned().collect();
    volumes.extend(kept);
    spec.set("volumes", volumes);
}

/// Deletes a pod.
pub(super) fn delete(set: &Set<'_>, pod: &Object) -> Vec<Change> {
    let message = format!("Delete Pod {} in {} successful", pod.name(), of(set));
    let read = || vec![set.object.id(), pod.id()];
    let deleted = event(set, "Normal", "SuccessfulDelete", message);
    vec![Change::new(Act::Delete(pod.id()), read()), Change::new(Act::Event(deleted), read())]
}

/// The set in the words of its events.
pub(super) fn of(set: &Set<'_>) -> String {
    format!("StatefulSet {}", set.object.name())
}

/// An event about the set.
pub(super) fn event(set: &Set<'_>, severity: &'static str, reason: &'static str, message: String) -> Event {
    Event { about: set.object.id(), severity, reason, message: message.into(), by: CONTROLLER.name }
}
