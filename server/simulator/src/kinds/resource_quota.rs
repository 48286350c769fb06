//! ResourceQuota: defaults, validation, update rules (`ValidateResourceQuota`).

use super::Rules;
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::dns1123_subdomain;
use crate::values::quantity::Quantity;
use crate::values::{metadata, resource_list, resource_name};
use std::collections::BTreeSet;

/// Scopes, and the resources that can be counted within each; an empty list: those of pods.
const SCOPES: &[(&str, &[&str])] = &[
    ("Terminating", &[]),
    ("NotTerminating", &[]),
    ("NotBestEffort", &[]),
    ("BestEffort", &["pods"]),
    ("PriorityClass", &[]),
    ("CrossNamespacePodAffinity", &[]),
    ("VolumeAttributesClass", &["persistentvolumeclaims", "requests.storage"]),
];
/// Resources of pods.
const OF_PODS: &[&str] = &[
    "cpu",
    "ephemeral-storage",
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "memory",
    "pods",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];
/// Scopes that nothing can be in both of.
const CONFLICTS: [[&str; 2]; 2] = [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]];
const ONLY_EXISTS: &str = "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, \
                           ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or \
                           ResourceQuotaScopeCrossNamespacePodAffinity only";

/// The rules of ResourceQuota.
pub static RULES: Rules = Rules { defaults, prepare, validate, validate_update, ..Rules::NONE };

fn defaults(quota: &mut Value) {
    if !quota.at(&["spec", "hard"]).is_null() {
        resource_list::defaults(quota.entry_at(&["spec", "hard"]));
    }
}

fn prepare(new: &mut Value, old: Option<&Value>) {
    new.set("status", old.map_or_else(Value::map, |old| old.get("status").clone()));
}

fn validate(quota: &Value, errors: &mut Errors) {
    metadata::validate(quota.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(quota.get("spec"), &Path::new("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_spec(new.get("spec"), &Path::new("spec"), errors);
    let scopes = |quota: &Value| -> BTreeSet<String> {
        quota.at(&["spec", "scopes"]).list().iter().map(|scope| scope.str().to_owned()).collect()
    };
    if scopes(new) != scopes(old) {
        errors.invalid(&Path::new("spec").child("scopes"), new.at(&["spec", "scopes"]), "field is immutable");
    }
}

fn validate_spec(spec: &Value, path: &Path, errors: &mut Errors) {
    for (resource, held) in spec.get("hard").members() {
        let (quantity, path) = (Quantity::of(held), path.child("hard").key(resource));
        resource_name::validate_for_quota(resource, &path, errors);
        resource_name::validate_quantity(resource, &quantity, &path, errors);
    }
    scopes(spec, &path.child("scopes"), errors);
    if !spec.get("scopeSelector").is_null() {
        scope_selector(spec, &path.child("scopeSelector").child("matchExpressions"), errors);
    }
}

fn scopes(spec: &Value, path: &Path, errors: &mut Errors) {
    let given = spec.get("scopes");
    for scope in given.list().iter().map(Value::str) {
        if !is_scope(scope) {
            errors.invalid(path, given, "unsupported scope");
        }
        for _ in out_of_scope(spec, scope) {
            errors.invalid(path, given, "unsupported scope applied to resource");
        }
    }
    let names: BTreeSet<&str> = given.list().iter().map(Value::str).collect();
    for _ in conflicts(&names) {
        errors.invalid(path, given, "conflicting scopes");
    }
}

fn scope_selector(spec: &Value, path: &Path, errors: &mut Errors) {
    let selector = spec.get("scopeSelector");
    let shown = || Shown::Bare(schema::internal_json("ScopeSelector", selector));
    let mut names = BTreeSet::new();
    for requirement in selector.get("matchExpressions").list() {
        let (scope, operator) = (requirement.get("scopeName").str(), requirement.get("operator").str());
        if !is_scope(scope) {
            errors.invalid(&path.child("scopeName"), scope, "unsupported scope");
        }
        for _ in out_of_scope(spec, scope) {
            errors.invalid(path, shown(), "unsupported scope applied to resource");
        }
        let takes_values = matches!(scope, "PriorityClass" | "VolumeAttributesClass");
        if is_scope(scope) && !takes_values && operator != "Exists" {
            errors.invalid(&path.child("operator"), operator, ONLY_EXISTS);
        }
        let values = requirement.get("values");
        match operator {
            "In" | "NotIn" if values.is_empty() => {
                let words = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
                errors.required(&path.child("values"), words);
            }
            "Exists" | "DoesNotExist" if !values.is_empty() => {
                let words = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
                errors.invalid(&path.child("values"), values, words);
            }
            "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
            _ => errors.invalid(&path.child("operator"), operator, "not a valid selector operator"),
        }
        names.insert(scope);
    }
    for _ in conflicts(&names) {
        errors.invalid(path, shown(), "conflicting scopes");
    }
}

fn is_scope(scope: &str) -> bool {
    SCOPES.iter().any(|(known, _)| *known == scope)
}

/// Limited resources that the scope says nothing about.
fn out_of_scope<'a>(spec: &'a Value, scope: &str) -> impl Iterator<Item = &'a str> {
    let within = SCOPES.iter().find(|(known, _)| *known == scope).map(|(_, resources)| match resources.is_empty() {
        true => OF_PODS,
        false => resources,
    });
    let names = spec.get("hard").members().map(|(resource, _)| resource);
    names.filter(move |name| {
        resource_name::is_standard_for_quota(name) && !within.is_none_or(|list| list.contains(name))
    })
}

fn conflicts(names: &BTreeSet<&str>) -> impl Iterator<Item = [&'static str; 2]> {
    CONFLICTS.into_iter().filter(|pair| pair.iter().all(|name| names.contains(name)))
}
