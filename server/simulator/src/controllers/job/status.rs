//! The status of a job, and whether it is over (`syncJob`, `trackJobStatusAndRemoveFinalizers`).

use super::{CONTROLLER, Job};
use crate::change::{Act, Change, Event};
use crate::controllers::pod_control::is_ready;
use crate::controllers::status::set_count;
use crate::object::Object;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use std::sync::Arc;

/// Where a job stands.
pub(super) struct Verdict {
    pub(super) succeeded: i64,
    failed: i64,
    /// No more pods are wanted.
    pub(super) is_over: bool,
    /// Condition, reason and words of the end, when it is reached now.
    end: Option<(&'static str, &'static str, &'static str)>,
}

/// Counts the pods that came to an end since the last time.
pub(super) fn verdict(job: &Job<'_>, counted: &[&Arc<Object>]) -> Verdict {
    let ended = |phase: &str| counted.iter().filter(|pod| pod.status("phase").str() == phase).count() as i64;
    let now_succeeded = ended("Succeeded");
    let succeeded = job.object.status("succeeded").int() + now_succeeded;
    let failed = job.object.status("failed").int() + counted.len() as i64 - now_succeeded;
    let was_over = ["Complete", "Failed"].iter().any(|kind| job.object.condition(kind).get("status").str() == "True");
    let completions = job.object.spec("completions").as_int();
    let limit = job.object.spec("backoffLimit").as_int().unwrap_or(6);
    let end = if was_over {
        None
    } else if failed > limit {
        Some(("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"))
    } else if completions.is_some_and(|wanted| succeeded >= wanted) && !job.object.spec("suspend").is_true() {
        Some(("Complete", "CompletionsReached", "Reached expected number of succeeded pods"))
    } else {
        None
    };
    Verdict { succeeded, failed, is_over: was_over || end.is_some(), end }
}

/// The job with counts and conditions as they are, and the events that tell of changes.
pub(super) fn write(job: &Job<'_>, active: &[&Arc<Object>], verdict: &Verdict) -> Vec<Change> {
    let (object, now) = (job.object, job.cluster.now());
    let mut value = object.value.clone();
    set_count(&mut value, "active", active.len() as i64);
    set_count(&mut value, "succeeded", verdict.succeeded);
    set_count(&mut value, "failed", verdict.failed);
    let status = value.entry("status");
    status.set("ready", active.iter().filter(|pod| is_ready(pod)).count() as i64);
    status.set("terminating", 0);
    status.set("uncountedTerminatedPods", Value::map());
    let mut changes = Vec::new();
    let suspended = job.is_suspended();
    let was_suspended = object.condition("Suspended").get("status").str() == "True";
    if suspended != was_suspended && !verdict.is_over {
        let (status, reason, message) = match suspended {
            true => ("True", "JobSuspended", "Job suspended"),
            false => ("False", "JobResumed", "Job resumed"),
        };
        condition::set(&mut value, Condition { kind: "Suspended", status, reason, message }, &now);
        let reason = if suspended { "Suspended" } else { "Resumed" };
        changes.push(event(object, "Normal", reason, message));
    }
    let status = value.entry("status");
    match suspended {
        true => _ = status.remove("startTime"),
        false => _ = status.set_default("startTime", now.as_str()),
    }
    if let Some((kind, reason, message)) = verdict.end {
        let targets = if kind == "Complete" { "SuccessCriteriaMet" } else { "FailureTarget" };
        for kind in [targets, kind] {
            condition::set(&mut value, Condition { kind, status: "True", reason, message }, &now);
        }
        changes.push(match kind {
            "Complete" => {
                value.entry("status").set("completionTime", now);
                event(object, "Normal", "Completed", "Job completed")
            }
            _ => event(object, "Warning", reason, message),
        });
    }
    if value != object.value {
        changes.push(Change::new(Act::Update(value), active.iter().map(|pod| pod.id()).collect()));
    }
    changes
}

fn event(job: &Object, severity: &'static str, reason: &'static str, message: &str) -> Change {
    let event = Event { about: job.id(), severity, reason, message: message.to_owned().into(), by: CONTROLLER.name };
    Change::new(Act::Event(event), vec![job.id()])
}
