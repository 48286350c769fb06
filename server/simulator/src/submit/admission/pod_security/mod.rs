//! PodSecurity: pods keep to the standard that the labels of their namespace name
//! (`staging/src/k8s.io/pod-security-admission`). Without labels everything is allowed; audit annotations are left out.

mod baseline;
mod check;
mod policy;
mod restricted;

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::kinds::Kind;
use crate::submit::status::Status;
use crate::value::Value;
use check::{Violations, violations};
use policy::{Level, Mode, Standard, standard};
use std::collections::BTreeMap;

/// The plugin.
pub const PLUGIN: Plugin = Plugin { name: "PodSecurity", validate, warnings, ..Plugin::NONE };

/// Refuses namespaces whose labels name no standard, and pods that do not keep to the enforced one.
fn validate(cluster: &Cluster, attempt: &Attempt<'_>, object: &Value) -> Result<(), Status> {
    if attempt.kind.kind == "Namespace" {
        let errors = policy::validate(object);
        let held = attempt.old.map(policy::validate).unwrap_or_default();
        return match errors.is_empty() || errors.aggregate() == held.aggregate() {
            true => Ok(()),
            false => Err(Status::invalid(attempt.kind, attempt.name, &errors)),
        };
    }
    let Some(enforced) = of_pod(cluster, attempt, object, Mode::Enforce) else { return Ok(()) };
    match enforced.violations() {
        found if found.is_empty() => Ok(()),
        found => {
            let why = format!("violates PodSecurity \"{}\": {}", enforced.standard, found.detail());
            Err(Status::forbidden(attempt.kind, attempt.name, &why))
        }
    }
}

/// Warns about what would break the standard that is warned about, and about the pods of a namespace that break one
/// that is enforced from now on.
fn warnings(cluster: &Cluster, attempt: &Attempt<'_>, object: &Value) -> Vec<String> {
    if let ("Namespace", Some(old)) = (attempt.kind.kind, attempt.old) {
        return of_namespace(cluster, attempt.name, old, object);
    }
    let Some(warned) = of_pod(cluster, attempt, object, Mode::Warn) else { return Vec::new() };
    match warned.violations() {
        found if found.is_empty() => Vec::new(),
        found => vec![format!("would violate PodSecurity \"{}\": {}", warned.standard, found.detail())],
    }
}

/// A pod, or the template of one, and the standard that it is held against.
struct Held<'a> {
    standard: Standard,
    template: &'a Value,
}

impl Held<'_> {
    fn violations(&self) -> Violations {
        violations(self.standard, self.template)
    }
}

/// What the object is held against; nothing when it has no pod, or when the standard allows everything.
fn of_pod<'a>(cluster: &Cluster, attempt: &Attempt<'_>, object: &'a Value, mode: Mode) -> Option<Held<'a>> {
    let template = template(attempt.kind, object)?;
    // Controllers are not kept from writing a template that their pods will be refused for.
    if mode == Mode::Enforce && attempt.kind.kind != "Pod" {
        return None;
    }
    let namespace = cluster.get("Namespace", "", attempt.namespace)?;
    let standard = standard(namespace.labels(), mode);
    let is_checked = standard.level != Level::Privileged
        && (attempt.kind.kind != "Pod" || attempt.old.is_none_or(|old| is_significant(object, old)));
    is_checked.then_some(Held { standard, template })
}

/// `DefaultPodSpecExtractor`.
fn template<'a>(kind: &Kind, object: &'a Value) -> Option<&'a Value> {
    let found = match kind.kind {
        "Pod" => object,
        "PodTemplate" => object.get("template"),
        "CronJob" => object.at(&["spec", "jobTemplate", "spec", "template"]),
        "ReplicationController" | "ReplicaSet" | "Deployment" | "StatefulSet" | "DaemonSet" | "Job" => {
            object.at(&["spec", "template"])
        }
        _ => return None,
    };
    (!found.is_null()).then_some(found)
}

/// Whether an update of a pod changes an image or adds a container (`isSignificantPodUpdate`).
fn is_significant(new: &Value, old: &Value) -> bool {
    let containers = |pod: &Value| -> Vec<(String, String)> {
        let named = |held: &Value| (held.get("name").str().to_owned(), held.get("image").str().to_owned());
        check::containers(pod.get("spec")).map(named).collect()
    };
    containers(new) != containers(old)
}

/// `EvaluatePodsInNamespace`, for a namespace that becomes stricter.
fn of_namespace(cluster: &Cluster, name: &str, old: &Value, new: &Value) -> Vec<String> {
    let labels = |namespace: &Value| standard(namespace.at(&["metadata", "labels"]), Mode::Enforce);
    let (before, after) = (labels(old), labels(new));
    let is_looser = after.version == before.version && after.level <= before.level;
    if after == before || after.level == Level::Privileged || is_looser {
        return Vec::new();
    }
    // Pods with the same reasons are named together, by the first of them.
    let mut by_reason: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for pod in cluster.list_in("Pod", name) {
        let found = violations(after, &pod.value);
        if !found.is_empty() {
            by_reason.entry(found.reason()).or_insert_with(|| (pod.name().to_owned(), 0)).1 += 1;
        }
    }
    if by_reason.is_empty() {
        return Vec::new();
    }
    let mut pods: Vec<String> = by_reason
        .into_iter()
        .map(|(reason, (pod, count))| match count {
            1 => format!("{pod}: {reason}"),
            2 => format!("{pod} (and 1 other pod): {reason}"),
            count => format!("{pod} (and {} other pods): {reason}", count - 1),
        })
        .collect();
    pods.sort();
    pods.insert(
        0,
        format!("existing pods in namespace \"{name}\" violate the new PodSecurity enforce level \"{after}\""),
    );
    pods
}
