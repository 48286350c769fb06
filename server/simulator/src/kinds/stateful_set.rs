//! StatefulSet: defaults, validation, update rules (`pkg/apis/apps`, `pkg/registry/apps/statefulset/strategy.go`).

use super::{Rules, persistent_volume_claim, pod, workload};
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::{int_or_percent, metadata, name};
use serde_json::json;

/// The rules of StatefulSet.
pub static RULES: Rules = Rules { defaults, prepare, validate, validate_update, warnings, ..Rules::NONE };

fn defaults(set: &mut Value) {
    let spec = set.entry("spec");
    for (key, value) in [("podManagementPolicy", "OrderedReady")] {
        if spec.get(key).is_empty() {
            spec.set(key, value);
        }
    }
    spec.set_default("replicas", 1);
    spec.set_default("revisionHistoryLimit", 10);
    let strategy = spec.entry("updateStrategy");
    if strategy.get("type").is_empty() {
        strategy.set("type", "RollingUpdate");
        strategy.set_default("rollingUpdate", Value::map());
    }
    if strategy.get("type").str() == "RollingUpdate" && !strategy.get("rollingUpdate").is_null() {
        let rolling = strategy.entry("rollingUpdate");
        rolling.set_default("partition", 0);
        rolling.set_default("maxUnavailable", 1);
    }
    let retention = spec.entry("persistentVolumeClaimRetentionPolicy");
    for key in ["whenDeleted", "whenScaled"] {
        if retention.get(key).is_empty() {
            retention.set(key, "Retain");
        }
    }
    pod::defaults_spec(spec.entry_at(&["template", "spec"]));
    if !spec.get("volumeClaimTemplates").list().is_empty() {
        for claim in spec.entry("volumeClaimTemplates").list_mut() {
            persistent_volume_claim::defaults(claim);
            claim.set_default("apiVersion", "v1");
            claim.set_default("kind", "PersistentVolumeClaim");
        }
    }
}

fn prepare(set: &mut Value, old: Option<&Value>) {
    workload::keep_status(set, old);
    for count in ["replicas", "availableReplicas"] {
        set.entry("status").set_default(count, Value::from(json!(0)));
    }
}

/// Warnings about the template and the claims. Upstream names the claims' specs in two ways, neither of them a path.
fn warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    let mut found = workload::template_warnings(new, old);
    let path = Path::new("spec").child("volumeClaimTemplates");
    for (index, claim) in new.at(&["spec", "volumeClaimTemplates"]).list().iter().enumerate() {
        let path = path.index(index);
        let path = if old.is_some() { path.child("Spec") } else { path };
        found.extend(persistent_volume_claim::spec_warnings(claim.get("spec"), &path));
    }
    if new.at(&["spec", "revisionHistoryLimit"]).int() < 0 {
        found.push(
            "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended"
                .to_owned(),
        );
    }
    found
}

fn validate(set: &Value, errors: &mut Errors) {
    metadata::validate(set.get("metadata"), true, name::dns1123_label, &Path::new("metadata"), errors);
    validate_spec(set.get("spec"), None, errors);
}

/// The full rules again, then what must stay.
fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    let (new, old, path) = (new.get("spec"), old.get("spec"), Path::new("spec"));
    validate_spec(new, Some(old), errors);
    if new.get("selector") != old.get("selector") {
        errors.invalid(&path.child("selector"), workload::shown_selector(new.get("selector")), "field is immutable");
    }
    if !same_claims(new.get("volumeClaimTemplates"), old.get("volumeClaimTemplates")) {
        let shown =
            schema::internal_json_list("core.PersistentVolumeClaim", &without_kind(new.get("volumeClaimTemplates")));
        errors.invalid(&path.child("volumeClaimTemplates"), Shown::Bare(shown), "field is immutable");
    }
    for key in ["serviceName", "podManagementPolicy"] {
        let (word, before) = (new.get(key).str(), old.get(key).str());
        if word != before {
            errors.invalid(&path.child(key), word, "field is immutable");
        }
    }
}

/// Claims as the server's internal type has them, which does not keep apiVersion and kind.
fn without_kind(claims: &Value) -> Value {
    let mut plain = claims.clone();
    if !plain.is_null() {
        for claim in plain.list_mut() {
            claim.remove("apiVersion");
            claim.remove("kind");
        }
    }
    plain
}

fn same_claims(new: &Value, old: &Value) -> bool {
    new.list().len() == old.list().len()
        && new.list().iter().zip(old.list()).all(|(new, old)| schema::same("v1.PersistentVolumeClaim", new, old))
}

/// `ValidateStatefulSetSpec`.
fn validate_spec(spec: &Value, old: Option<&Value>, errors: &mut Errors) {
    let path = Path::new("spec");
    let policy = spec.get("podManagementPolicy").str();
    if !["OrderedReady", "Parallel"].contains(&policy) {
        errors.invalid(&path.child("podManagementPolicy"), policy, "must be 'OrderedReady' or 'Parallel'");
    }
    validate_strategy(spec.get("updateStrategy"), &path.child("updateStrategy"), errors);
    let retention_path = path.child("persistentVolumeClaimRetentionPolicy");
    for key in ["whenDeleted", "whenScaled"] {
        let word = spec.at(&["persistentVolumeClaimRetentionPolicy", key]).str();
        if !["Retain", "Delete"].contains(&word) {
            errors.not_supported(&retention_path.child(key), word, &["Retain", "Delete"]);
        }
    }
    workload::not_negative(spec, &["replicas", "minReadySeconds"], &path, errors);
    if spec.at(&["ordinals", "start"]).int() < 0 {
        let why = "must be greater than or equal to 0";
        errors.invalid(&path.child("ordinals.start"), spec.at(&["ordinals", "start"]).int(), why);
    }
    let service = spec.get("serviceName").str();
    if !service.is_empty() && old.is_none_or(|old| old.get("serviceName").str() != service) && old.is_none() {
        for message in name::dns1123_label(service) {
            errors.invalid(&path.child("serviceName"), service, &message);
        }
    }
    validate_claims(spec.get("volumeClaimTemplates"), &path.child("volumeClaimTemplates"), errors);
    workload::validate_selector_and_template(
        spec,
        ("invalid for statefulset", ""),
        &path,
        errors,
        |template, path, errors| {
            pod::validate_template(&with_claims(template, spec.get("volumeClaimTemplates")), path, errors);
            workload::must_last(template, "StatefulSet", path, errors);
        },
    );
}

/// The claims that the set will make, checked as claims are.
fn validate_claims(claims: &Value, path: &Path, errors: &mut Errors) {
    for (index, claim) in claims.list().iter().enumerate() {
        persistent_volume_claim::validate_spec(claim.get("spec"), &path.index(index).child("spec"), errors);
    }
}

/// The template as the controller will fill it in: claims become volumes that mounts can name, over volumes of the
/// same name.
fn with_claims(template: &Value, claims: &Value) -> Value {
    let mut filled = template.clone();
    if claims.list().is_empty() {
        return filled;
    }
    let volumes = filled.entry("spec").entry("volumes").list_mut();
    for claim in claims.list() {
        let name = claim.at(&["metadata", "name"]);
        volumes.retain(|volume| volume.get("name").str() != name.str());
        let mut volume: Value = json!({"persistentVolumeClaim": {"claimName": name.str()}}).into();
        volume.set("name", name.clone());
        volumes.push(volume);
    }
    filled
}

fn validate_strategy(strategy: &Value, path: &Path, errors: &mut Errors) {
    let (rolling, path_below) = (strategy.get("rollingUpdate"), path.child("rollingUpdate"));
    match strategy.get("type").str() {
        "OnDelete" if !rolling.is_null() => {
            let shown = schema::internal_json("apps.RollingUpdateStatefulSetStrategy", rolling);
            errors.invalid(&path_below, Shown::Bare(shown), "only allowed for updateStrategy 'RollingUpdate'");
        }
        "OnDelete" => {}
        "RollingUpdate" => {
            workload::not_negative(rolling, &["partition"], &path_below, errors);
            let (most, path) = (rolling.get("maxUnavailable"), path_below.child("maxUnavailable"));
            if !most.is_null() {
                int_or_percent::validate(most, &path, errors);
                if int_or_percent::number(most) == 0 {
                    errors.invalid(&path, most, "cannot be 0");
                }
                int_or_percent::validate_at_most_all(most, &path, errors);
            }
        }
        _ => {
            let shown = schema::internal_json("apps.StatefulSetUpdateStrategy", strategy);
            errors.invalid(path, Shown::Bare(shown), "must be 'RollingUpdate' or 'OnDelete'");
        }
    }
}
