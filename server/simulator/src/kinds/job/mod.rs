//! Job: defaults, generated selector, validation, update rules (`pkg/apis/batch`, `pkg/registry/batch/job/strategy.go`).

mod policies;
mod validation;

pub(super) use validation::validate_job_spec;

use super::{Rules, pod, workload};
use crate::value::Value;
use crate::values::field::Path;
use serde_json::json;

/// The rules of Job.
pub static RULES: Rules = Rules {
    defaults,
    prepare,
    validate: validation::validate,
    validate_update: validation::validate_update,
    warnings,
    ..Rules::NONE
};

/// Labels of a job's pods: its uid and name, under their old and their present keys.
pub(crate) const UID_LABELS: [&str; 2] = ["controller-uid", "batch.kubernetes.io/controller-uid"];
/// See [`UID_LABELS`].
pub(crate) const NAME_LABELS: [&str; 2] = ["job-name", "batch.kubernetes.io/job-name"];

fn defaults(job: &mut Value) {
    default_labels(job);
    let spec = job.entry("spec");
    if spec.get("completions").is_null() && spec.get("parallelism").is_null() {
        spec.set("completions", 1);
    }
    spec.set_default("parallelism", 1);
    let per_index = !spec.get("backoffLimitPerIndex").is_null();
    spec.set_default("backoffLimit", if per_index { i64::from(i32::MAX) } else { 6 });
    for (key, value) in
        [("completionMode", Value::from("NonIndexed")), ("suspend", false.into()), ("manualSelector", false.into())]
    {
        spec.set_default(key, value);
    }
    let policy = if spec.get("podFailurePolicy").is_null() { "TerminatingOrFailed" } else { "Failed" };
    spec.set_default("podReplacementPolicy", policy);
    if !spec.at(&["podFailurePolicy", "rules"]).list().is_empty() {
        for rule in spec.entry_at(&["podFailurePolicy", "rules"]).list_mut() {
            if !rule.get("onPodConditions").list().is_empty() {
                for pattern in rule.entry("onPodConditions").list_mut() {
                    pattern.set_default("status", "True");
                }
            }
        }
    }
    pod::defaults_spec(spec.entry_at(&["template", "spec"]));
}

/// A job without labels has those of its template. What is stored is read with defaults again, so the labels that the
/// server gives the template are among them.
fn default_labels(job: &mut Value) {
    let labels = job.at(&["spec", "template", "metadata", "labels"]).clone();
    if job.at(&["metadata", "labels"]).is_empty() && !labels.is_empty() {
        job.entry("metadata").set("labels", labels);
    }
}

/// A new job gets a selector that only its own pods match, unless its author takes care of that.
fn prepare(job: &mut Value, old: Option<&Value>) {
    workload::keep_status(job, old);
    if old.is_some() || job.at(&["spec", "manualSelector"]).is_true() {
        return;
    }
    let (uid, name) = (job.at(&["metadata", "uid"]).clone(), job.at(&["metadata", "name"]).clone());
    let labels = job.entry_at(&["spec", "template", "metadata", "labels"]);
    UID_LABELS.iter().for_each(|key| _ = labels.set_default(key, uid.clone()));
    NAME_LABELS.iter().for_each(|key| _ = labels.set_default(key, name.clone()));
    let [_, key] = UID_LABELS;
    let selector = job.entry("spec").entry("selector");
    match selector.get("matchLabels").is_null() {
        true => selector.set("matchLabels", Value::from(json!({key: uid.str()}))),
        false => _ = selector.entry("matchLabels").set_default(key, uid),
    }
    default_labels(job);
}

fn warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    let mut found = workload::name_warnings(new, old);
    if old.is_none_or(|old| old.get("spec") != new.get("spec")) {
        found.extend(spec_warnings(new.get("spec"), &Path::new("spec")));
    }
    found
}

/// Warnings about the spec of a job or of a CronJob's template (`WarningsForJobSpec`).
pub(super) fn spec_warnings(spec: &Value, path: &Path) -> Vec<String> {
    const MOST: (i64, i64) = (100_000, 10_000);
    let mut found = Vec::new();
    let size = (spec.get("completions").int(), spec.get("parallelism").int());
    if spec.get("completionMode").str() == "Indexed" && size.0 > MOST.0 && size.1 > MOST.1 {
        let words = "In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than \
                     10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail";
        found.push(format!("{}: {words}", path));
    }
    found.extend(pod::template_warnings(spec.get("template"), &path.child("template")));
    found
}
