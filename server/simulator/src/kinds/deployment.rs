//! Deployment: defaults, validation, update rules (`pkg/apis/apps`, `pkg/registry/apps/deployment/strategy.go`).

use super::{Rules, pod, workload};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{int_or_percent, metadata, name};

/// The rules of Deployment.
pub static RULES: Rules = Rules {
    defaults,
    prepare: workload::keep_status,
    validate,
    validate_update,
    warnings: workload::named_warnings,
    ..Rules::NONE
};

fn defaults(deployment: &mut Value) {
    let spec = deployment.entry("spec");
    spec.set_default("replicas", 1);
    spec.set_default("revisionHistoryLimit", 10);
    spec.set_default("progressDeadlineSeconds", 600);
    let strategy = spec.entry("strategy");
    if strategy.get("type").is_empty() {
        strategy.set("type", "RollingUpdate");
    }
    if strategy.get("type").str() == "RollingUpdate" {
        let rolling = strategy.entry("rollingUpdate");
        rolling.set_default("maxUnavailable", "25%");
        rolling.set_default("maxSurge", "25%");
    }
    pod::defaults_spec(spec.entry_at(&["template", "spec"]));
}

fn validate(deployment: &Value, errors: &mut Errors) {
    metadata::validate(deployment.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(deployment.get("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_spec(new.get("spec"), errors);
    let (selector, before) = (new.at(&["spec", "selector"]), old.at(&["spec", "selector"]));
    if selector != before {
        let path = Path::new("spec").child("selector");
        errors.invalid(&path, workload::shown_selector(selector), "field is immutable");
    }
}

fn validate_spec(spec: &Value, errors: &mut Errors) {
    let path = Path::new("spec");
    workload::not_negative(spec, &["replicas"], &path, errors);
    let words = ("invalid for deployment", "invalid label selector");
    workload::validate_selector_and_template(spec, words, &path, errors, |template, path, errors| {
        workload::validate_lasting_template(template, "ReplicaSet", path, errors);
    });
    validate_strategy(spec.get("strategy"), &path.child("strategy"), errors);
    workload::not_negative(
        spec,
        &["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"],
        &path,
        errors,
    );
    if let Some(deadline) = spec.get("progressDeadlineSeconds").as_int()
        && deadline <= spec.get("minReadySeconds").int()
    {
        errors.invalid(&path.child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }
}

fn validate_strategy(strategy: &Value, path: &Path, errors: &mut Errors) {
    let (rolling, path_below) = (strategy.get("rollingUpdate"), path.child("rollingUpdate"));
    match strategy.get("type").str() {
        "Recreate" if !rolling.is_null() => {
            errors.forbidden(&path_below, "may not be specified when strategy `type` is 'Recreate'");
        }
        "Recreate" => {}
        "RollingUpdate" => {
            for key in ["maxUnavailable", "maxSurge"] {
                int_or_percent::validate(rolling.get(key), &path_below.child(key), errors);
            }
            let unavailable = rolling.get("maxUnavailable");
            if int_or_percent::number(unavailable) == 0 && int_or_percent::number(rolling.get("maxSurge")) == 0 {
                errors.invalid(&path_below.child("maxUnavailable"), unavailable, "may not be 0 when `maxSurge` is 0");
            }
            int_or_percent::validate_at_most_all(unavailable, &path_below.child("maxUnavailable"), errors);
        }
        _ => {
            let shown = crate::schema::internal_json("apps.DeploymentStrategy", strategy);
            let shown = crate::values::field::Shown::Bare(shown);
            errors.not_supported(path, shown, &["Recreate", "RollingUpdate"]);
        }
    }
}
