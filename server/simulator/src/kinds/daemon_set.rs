//! DaemonSet: defaults, validation, update rules (`pkg/apis/apps`, `pkg/registry/apps/daemonset/strategy.go`).

use super::{Rules, pod, workload};
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{int_or_percent, label_selector, metadata, name};
use serde_json::json;

/// The rules of DaemonSet.
pub static RULES: Rules =
    Rules { defaults, prepare, validate, validate_update, warnings: workload::template_warnings, ..Rules::NONE };

/// Where `apps/v1` shows the number of the template.
const GENERATION: &str = "deprecated.daemonset.template.generation";

fn defaults(set: &mut Value) {
    let spec = set.entry("spec");
    spec.set_default("revisionHistoryLimit", 10);
    let strategy = spec.entry("updateStrategy");
    if strategy.get("type").is_empty() {
        strategy.set("type", "RollingUpdate");
    }
    if strategy.get("type").str() == "RollingUpdate" {
        let rolling = strategy.entry("rollingUpdate");
        rolling.set_default("maxUnavailable", 1);
        rolling.set_default("maxSurge", 0);
    }
    pod::defaults_spec(spec.entry_at(&["template", "spec"]));
}

/// The template's number starts at one and goes up with every change of it.
fn prepare(set: &mut Value, old: Option<&Value>) {
    const COUNTS: [&str; 4] = ["currentNumberScheduled", "desiredNumberScheduled", "numberMisscheduled", "numberReady"];
    workload::keep_status(set, old);
    for count in COUNTS {
        set.entry("status").set_default(count, Value::from(json!(0)));
    }
    let number = match old {
        None => 1,
        Some(old) => {
            let held = old.at(&["metadata", "annotations", GENERATION]).str().parse().unwrap_or(1i64);
            let changed = set.at(&["spec", "template"]) != old.at(&["spec", "template"]);
            held + i64::from(changed)
        }
    };
    set.entry("metadata").entry("annotations").set(GENERATION, number.to_string());
}

fn validate(set: &Value, errors: &mut Errors) {
    metadata::validate(set.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(set.get("spec"), errors);
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

/// `ValidateDaemonSetSpec`; here the template is checked whatever the selector is like.
fn validate_spec(spec: &Value, errors: &mut Errors) {
    let (path, selector, template) = (Path::new("spec"), spec.get("selector"), spec.get("template"));
    let mut found = Errors::default();
    label_selector::validate(selector, &path.child("selector"), &mut found);
    let readable = found.is_empty();
    errors.extend(found);
    let labels = template.at(&["metadata", "labels"]);
    if readable && !label_selector::matches(selector, labels) {
        let path = path.child("template").child("metadata").child("labels");
        errors.invalid(&path, labels, "`selector` does not match template `labels`");
    }
    if !selector.is_null() && label_selector::is_empty(selector) {
        let shown = workload::shown_selector(selector);
        errors.invalid(&path.child("selector"), shown, "empty selector is invalid for daemonset");
    }
    workload::validate_lasting_template(template, "DaemonSet", &path.child("template"), errors);
    workload::not_negative(spec, &["minReadySeconds"], &path, errors);
    validate_strategy(spec.get("updateStrategy"), &path.child("updateStrategy"), errors);
    workload::not_negative(spec, &["revisionHistoryLimit"], &path, errors);
}

fn validate_strategy(strategy: &Value, path: &Path, errors: &mut Errors) {
    let (rolling, below) = (strategy.get("rollingUpdate"), path.child("rollingUpdate"));
    match strategy.get("type").str() {
        "OnDelete" => {}
        "RollingUpdate" => {
            for check in [int_or_percent::validate, int_or_percent::validate_at_most_all] {
                for key in ["maxUnavailable", "maxSurge"] {
                    check(rolling.get(key), &below.child(key), errors);
                }
            }
            let (unavailable, surge) = (rolling.get("maxUnavailable"), rolling.get("maxSurge"));
            match (int_or_percent::number(unavailable) != 0, int_or_percent::number(surge) != 0) {
                (true, true) => {
                    errors.invalid(&below.child("maxSurge"), surge, "may not be set when maxUnavailable is non-zero");
                }
                (false, false) => {
                    errors.required(&below.child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
                }
                _ => {}
            }
        }
        _ => {
            let shown = schema::internal_json("apps.DaemonSetUpdateStrategy", strategy);
            errors.not_supported(path, Shown::Bare(shown), &["RollingUpdate", "OnDelete"]);
        }
    }
}
