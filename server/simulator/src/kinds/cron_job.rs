//! CronJob: defaults, validation, update rules (`pkg/apis/batch`, `pkg/registry/batch/cronjob/strategy.go`).

use super::{Rules, job, pod, workload};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{cron, metadata, name};

/// The rules of CronJob.
pub static RULES: Rules =
    Rules { defaults, prepare: workload::keep_status, validate, validate_update, warnings, ..Rules::NONE };

/// Longest name: its jobs' names have eleven characters more.
const LONGEST_NAME: usize = 52;

fn defaults(cron: &mut Value) {
    let spec = cron.entry("spec");
    if spec.get("concurrencyPolicy").is_empty() {
        spec.set("concurrencyPolicy", "Allow");
    }
    spec.set_default("suspend", false);
    spec.set_default("successfulJobsHistoryLimit", 3);
    spec.set_default("failedJobsHistoryLimit", 1);
    pod::defaults_spec(spec.entry_at(&["jobTemplate", "spec", "template", "spec"]));
}

fn validate(cron: &Value, errors: &mut Errors) {
    let (meta, path) = (cron.get("metadata"), Path::new("metadata"));
    metadata::validate(meta, true, name::dns1123_subdomain, &path, errors);
    validate_spec(cron.get("spec"), None, errors);
    if meta.get("name").str().len() > LONGEST_NAME {
        errors.invalid(&path.child("name"), meta.get("name"), "must be no more than 52 characters");
    }
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_spec(new.get("spec"), Some(old.get("spec")), errors);
}

/// `validateCronJobSpec`.
fn validate_spec(spec: &Value, old: Option<&Value>, errors: &mut Errors) {
    let path = Path::new("spec");
    validate_schedule(spec, old, &path.child("schedule"), errors);
    workload::not_negative(spec, &["startingDeadlineSeconds"], &path, errors);
    if old.is_none_or(|old| old.get("timeZone") != spec.get("timeZone")) {
        validate_time_zone(spec.get("timeZone"), &path.child("timeZone"), errors);
    }
    let policy = spec.get("concurrencyPolicy").str();
    match policy {
        "" => errors.required(&path.child("concurrencyPolicy"), ""),
        "Allow" | "Forbid" | "Replace" => {}
        _ => errors.not_supported(&path.child("concurrencyPolicy"), policy, &["Allow", "Forbid", "Replace"]),
    }
    let (template, template_path) = (spec.at(&["jobTemplate", "spec"]), path.child("jobTemplate").child("spec"));
    job::validate_job_spec(template, &template_path, errors);
    if !template.get("selector").is_null() {
        let shown = workload::shown_selector(template.get("selector"));
        errors.invalid(&template_path.child("selector"), shown, "`selector` will be auto-generated");
    }
    if template.get("manualSelector").is_true() {
        errors.not_supported(&template_path.child("manualSelector"), template.get("manualSelector"), &["nil", "false"]);
    }
    workload::not_negative(spec, &["successfulJobsHistoryLimit", "failedJobsHistoryLimit"], &path, errors);
}

fn validate_schedule(spec: &Value, old: Option<&Value>, path: &Path, errors: &mut Errors) {
    let schedule = spec.get("schedule").str();
    if schedule.is_empty() {
        errors.declared(|errors| errors.required(path, ""));
        return;
    }
    if let Err(why) = cron::check(schedule) {
        errors.invalid(path, schedule, &why);
    }
    let may_name_zone = old.is_some_and(|old| old.get("schedule").str().contains("TZ"));
    match (schedule.contains("TZ"), may_name_zone) {
        (true, true) if !spec.get("timeZone").is_null() => {
            errors.invalid(path, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
        }
        (true, false) => {
            errors.invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
        _ => {}
    }
}

/// `validateTimeZone`, as far as the name's grammar goes: there is no time zone database here.
fn validate_time_zone(zone: &Value, path: &Path, errors: &mut Errors) {
    let Some(text) = zone.as_str() else { return };
    if text.is_empty() {
        errors.invalid(path, text, "timeZone must be nil or non-empty string");
        return;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let is_part = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.starts_with('-') && part.len() <= 14 && part.chars().all(plain)
    };
    if !text.split('/').all(is_part) {
        errors.invalid(path, text, &format!("unknown time zone {text}"));
    } else if text.eq_ignore_ascii_case("local") {
        let why = "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones";
        errors.invalid(path, text, why);
    }
}

/// Warnings about the name and the template. Upstream names the schedule with one `spec` too many.
fn warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    let mut found = workload::name_warnings(new, old);
    if old.is_none_or(|old| old.get("spec") != new.get("spec")) {
        let path = ["jobTemplate", "spec"].iter().fold(Path::new("spec"), |path, key| path.child(key));
        found.extend(job::spec_warnings(new.at(&["spec", "jobTemplate", "spec"]), &path));
    }
    if old.is_some() && new.at(&["spec", "schedule"]).str().contains("TZ") {
        found.push(
            "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see \
             https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details"
                .to_owned(),
        );
    }
    found
}
