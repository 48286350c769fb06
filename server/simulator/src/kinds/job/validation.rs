//! Validation of jobs (`pkg/apis/batch/validation/validation.go`).

use super::{NAME_LABELS, UID_LABELS, policies};
use crate::kinds::{pod, workload};
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{domain_prefixed_path, label_selector, metadata, name};

/// `ValidateJob`.
pub(super) fn validate(job: &Value, errors: &mut Errors) {
    let (meta, spec) = (job.get("metadata"), job.get("spec"));
    metadata::validate(&as_written(meta), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    validate_generated_selector(job, errors);
    validate_spec(spec, errors);
    let completions = spec.get("completions").int();
    if spec.get("completionMode").str() == "Indexed" && completions > 0 {
        // The last pod's hostname would be too long.
        let last = format!("{}-{}", meta.get("name").str(), completions - 1);
        if !name::dns1123_label(&last).is_empty() {
            let why = format!("will not able to create pod with invalid DNS label: {last}");
            errors.invalid(&Path::new("metadata").child("name"), meta.get("name"), &why);
        }
    }
}

/// A job's metadata without labels that it has from the server alone: they are copied when it is read again.
fn as_written(meta: &Value) -> Value {
    let is_generated = |key: &str| UID_LABELS.contains(&key) || NAME_LABELS.contains(&key);
    let mut written = meta.clone();
    if meta.get("labels").members().all(|(key, _)| is_generated(key)) {
        written.remove("labels");
    }
    written
}

/// Members that stay as they are, and the internal type that those are shown as which are no plain values.
const FIXED: &[(&str, Option<&str>)] = &[
    ("completionMode", None),
    ("podFailurePolicy", Some("batch.PodFailurePolicy")),
    ("backoffLimitPerIndex", None),
    ("managedBy", None),
    ("successPolicy", Some("batch.SuccessPolicy")),
];

/// `ValidateJobUpdate`.
pub(super) fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    let (new, old, path) = (new.get("spec"), old.get("spec"), Path::new("spec"));
    validate_spec(new, errors);
    validate_completions(new, old, &path.child("completions"), errors);
    if new.get("selector") != old.get("selector") {
        errors.invalid(&path.child("selector"), workload::shown_selector(new.get("selector")), "field is immutable");
    }
    if !schema::same("v1.PodTemplateSpec", &comparable(new, old), old.get("template")) {
        let shown = schema::internal_json("core.PodTemplateSpec", new.get("template"));
        errors.invalid(&path.child("template"), Shown::Bare(shown), "field is immutable");
    }
    for (key, shown_as) in FIXED {
        let (member, before) = (new.get(key), old.get(key));
        if member != before && !(member.is_empty() && before.is_empty()) {
            let shown = match shown_as {
                Some(kind) if !member.is_null() => Shown::Bare(schema::internal_json(kind, member)),
                _ => member.into(),
            };
            errors.invalid(&path.child(key), shown, "field is immutable");
        }
    }
}

/// Completions stay, but those of an indexed job may follow its parallelism.
fn validate_completions(new: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    let completions = new.get("completions");
    if completions == old.get("completions") {
        return;
    }
    if new.get("completionMode").str() != "Indexed" {
        errors.invalid(path, completions, "field is immutable");
    } else if !completions.is_null() && completions != new.get("parallelism") {
        errors.invalid(path, completions, "can only be modified in tandem with spec.parallelism");
    }
}

/// The template with what may change while a job is suspended and has never run as it was before.
fn comparable(new: &Value, old: &Value) -> Value {
    let (mut template, before) = (new.get("template").clone(), old.get("template"));
    if old.get("suspend").is_true() {
        for key in ["nodeSelector", "tolerations", "schedulingGates"] {
            template.entry("spec").set(key, before.at(&["spec", key]).clone());
        }
        for key in ["annotations", "labels"] {
            template.entry("metadata").set(key, before.at(&["metadata", key]).clone());
        }
    }
    template
}

/// `validateGeneratedSelector`: the labels that the server gave are still there.
fn validate_generated_selector(job: &Value, errors: &mut Errors) {
    let (spec, meta) = (job.get("spec"), job.get("metadata"));
    if spec.get("manualSelector").is_true() || spec.get("selector").is_null() {
        return;
    }
    let path = Path::new("spec").child("template").child("metadata");
    let labels = spec.at(&["template", "metadata", "labels"]);
    let expected = UID_LABELS.iter().zip(NAME_LABELS).flat_map(|(uid, name)| [(*uid, "uid"), (name, "name")]);
    let mut own = Value::map();
    for (label, member) in expected {
        own.set(label, meta.get(member).clone());
        if !labels.has(label) {
            errors.required(&path.child("labels").key(label), &format!("must be '{}'", meta.get(member).str()));
        } else if labels.get(label).str() != meta.get(member).str() {
            let why = format!("must be '{}'", meta.get(member).str());
            errors.invalid(&path.child("labels").key(label), labels, &why);
        }
    }
    if !label_selector::matches(spec.get("selector"), &own) {
        let shown = workload::shown_selector(spec.get("selector"));
        errors.invalid(&Path::new("spec").child("selector"), shown, "`selector` not auto-generated");
    }
}

/// `ValidateJobSpec`.
fn validate_spec(spec: &Value, errors: &mut Errors) {
    let (path, selector) = (Path::new("spec"), spec.get("selector"));
    validate_job_spec(spec, &path, errors);
    match selector.is_null() {
        true => errors.required(&path.child("selector"), ""),
        false => label_selector::validate(selector, &path.child("selector"), errors),
    }
    let labels = spec.at(&["template", "metadata", "labels"]);
    if !label_selector::matches(selector, labels) {
        let path = path.child("template").child("metadata").child("labels");
        errors.invalid(&path, labels, "`selector` does not match template `labels`");
    }
}

/// `validateJobSpec`: what holds for jobs and for the templates of CronJobs.
pub(crate) fn validate_job_spec(spec: &Value, path: &Path, errors: &mut Errors) {
    const COUNTS: &[&str] = &[
        "parallelism",
        "completions",
        "activeDeadlineSeconds",
        "backoffLimit",
        "ttlSecondsAfterFinished",
        "backoffLimitPerIndex",
        "maxFailedIndexes",
    ];
    workload::not_negative(spec, COUNTS, path, errors);
    if !spec.get("maxFailedIndexes").is_null() && spec.get("backoffLimitPerIndex").is_null() {
        errors.required(&path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
    }
    if let Some(manager) = spec.get("managedBy").as_str() {
        const LONGEST: usize = 63;
        domain_prefixed_path::validate(manager, &path.child("managedBy"), errors);
        if manager.len() > LONGEST {
            errors.too_long(&path.child("managedBy"), LONGEST);
        }
    }
    validate_mode(spec, path, errors);
    policies::validate(spec, path, errors);
    let template_path = path.child("template");
    pod::validate_template(spec.get("template"), &template_path, errors);
    let policy = spec.at(&["template", "spec", "restartPolicy"]).str();
    let path = template_path.child("spec").child("restartPolicy");
    match policy {
        "" | "Always" => errors.required(&path, "valid values: \"OnFailure\", \"Never\""),
        "OnFailure" if !spec.get("podFailurePolicy").is_null() => {
            errors.invalid(&path, policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
        "OnFailure" | "Never" => {}
        other => errors.not_supported(&path, other, &["OnFailure", "Never"]),
    }
}

/// A job that counts failures for each of very many indexes has to bound what it keeps track of.
fn validate_many(spec: &Value, path: &Path, errors: &mut Errors) {
    const MANY: i64 = 100_000;
    const MOST: i64 = 10_000;
    if spec.get("completions").int() <= MANY || spec.get("backoffLimitPerIndex").is_null() {
        return;
    }
    if spec.get("maxFailedIndexes").is_null() {
        let why = format!("must be specified when completions is above {MANY}");
        errors.required(&path.child("maxFailedIndexes"), &why);
    }
    for key in ["parallelism", "maxFailedIndexes"] {
        if let Some(number) = spec.get(key).as_int().filter(|number| *number > MOST) {
            let why = format!(
                "must be less than or equal to {MOST} when completions are above {MANY} and used with backoff limit per index"
            );
            errors.invalid(&path.child(key), number, &why);
        }
    }
}

fn validate_mode(spec: &Value, path: &Path, errors: &mut Errors) {
    const MOST: i64 = 100_000;
    let mode = spec.get("completionMode").as_str().unwrap_or("NonIndexed");
    if !["NonIndexed", "Indexed"].contains(&mode) {
        errors.not_supported(&path.child("completionMode"), mode, &["NonIndexed", "Indexed"]);
    }
    let failed = spec.get("maxFailedIndexes").as_int();
    match mode {
        "Indexed" => {
            if spec.get("completions").is_null() {
                errors.required(&path.child("completions"), "when completion mode is Indexed");
            }
            let parallelism = spec.get("parallelism").int();
            if parallelism > MOST {
                let why = format!("must be less than or equal to {MOST} when completion mode is Indexed");
                errors.invalid(&path.child("parallelism"), parallelism, &why);
            }
            if let (Some(failed), Some(completions)) = (failed, spec.get("completions").as_int())
                && failed > completions
            {
                errors.invalid(&path.child("maxFailedIndexes"), failed, "must be less than or equal to completions");
            }
            if let Some(failed) = failed.filter(|failed| *failed > MOST) {
                let why = format!("must be less than or equal to {MOST}");
                errors.invalid(&path.child("maxFailedIndexes"), failed, &why);
            }
            validate_many(spec, path, errors);
        }
        "NonIndexed" => {
            for key in ["backoffLimitPerIndex", "maxFailedIndexes"] {
                if let Some(number) = spec.get(key).as_int() {
                    errors.invalid(&path.child(key), number, "requires indexed completion mode");
                }
            }
        }
        _ => {}
    }
}
