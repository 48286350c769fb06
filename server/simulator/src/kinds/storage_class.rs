//! StorageClass: defaults, validation, update rules (`pkg/apis/storage/validation/validation.go`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::{dns1123_subdomain, qualified_name};
use crate::values::{deprecated_label, metadata};
use std::collections::{BTreeMap, BTreeSet};

/// Either annotation, `"true"`, makes a class the default.
pub const DEFAULT_ANNOTATIONS: [&str; 2] =
    ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];
/// A claim of such a class waits for a pod.
pub const WAIT_FOR_FIRST_CONSUMER: &str = "WaitForFirstConsumer";

const RECLAIM_POLICIES: &[&str] = &["Delete", "Retain"];
const BINDING_MODES: &[&str] = &["Immediate", WAIT_FOR_FIRST_CONSUMER];
/// Fields that an update must leave alone, in the order in which they are checked.
const IMMUTABLE: &[&str] = &["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"];
/// How many parameters there may be, and how many bytes their keys and values may have.
const MAX_PARAMETERS: (usize, usize) = (512, 256 * 1024);

/// The rules of StorageClass.
pub static RULES: Rules = Rules { defaults, validate, validate_update, warnings, ..Rules::NONE };

/// Whether claims without a class get this one.
pub fn is_default(class: &Value) -> bool {
    DEFAULT_ANNOTATIONS.iter().any(|key| class.at(&["metadata", "annotations", key]).str() == "true")
}

fn defaults(class: &mut Value) {
    class.set_default("reclaimPolicy", "Delete");
    class.set_default("volumeBindingMode", "Immediate");
}

fn validate(class: &Value, errors: &mut Errors) {
    metadata::validate(class.get("metadata"), false, dns1123_subdomain, &Path::new("metadata"), errors);
    let provisioner = class.get("provisioner").str();
    if provisioner.is_empty() {
        errors.declared(|errors| errors.required(&Path::new("provisioner"), ""));
    } else {
        validate_provisioner(provisioner, &Path::new("provisioner"), errors);
    }
    validate_parameters(class.get("parameters"), true, &Path::new("parameters"), errors);
    let policy = class.get("reclaimPolicy").str();
    if !policy.is_empty() && !RECLAIM_POLICIES.contains(&policy) {
        errors.not_supported(&Path::new("reclaimPolicy"), Shown::named(policy), RECLAIM_POLICIES);
    }
    let mode = class.get("volumeBindingMode").str();
    if !BINDING_MODES.contains(&mode) {
        errors.not_supported(&Path::new("volumeBindingMode"), Shown::named(mode), BINDING_MODES);
    }
    allowed_topologies(class.get("allowedTopologies"), &Path::new("allowedTopologies"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    validate(new, errors);
    for field in IMMUTABLE {
        let (new, old) = (new.get(field), old.get(field));
        if new != old && !(new.is_empty() && old.is_empty()) {
            errors.invalid(&Path::new(field), Shown::Bare("null".to_owned()), "field is immutable");
        }
    }
}

/// Where an object names a class, the name has to be a possible one; none is fine.
pub(super) fn validate_reference(spec: &Value, member: &'static str, path: &Path, errors: &mut Errors) {
    let name = spec.get(member).str();
    if !name.is_empty() {
        dns1123_subdomain(name).iter().for_each(|message| errors.invalid(&path.child(member), name, message));
    }
}

/// A provisioner's or driver's name: a qualified name in lower case.
pub(super) fn validate_provisioner(name: &str, path: &Path, errors: &mut Errors) {
    if name.is_empty() {
        return errors.required(path, "");
    }
    let lower = name.to_lowercase();
    qualified_name(&lower).iter().for_each(|message| errors.invalid(path, &*lower, message));
}

/// Parameters that are handed to a driver.
pub(super) fn validate_parameters(parameters: &Value, may_be_empty: bool, path: &Path, errors: &mut Errors) {
    let (most, longest) = MAX_PARAMETERS;
    if parameters.members().count() > most {
        return errors.too_long(path, most);
    }
    let mut bytes = 0;
    for (key, value) in parameters.members() {
        if key.is_empty() {
            errors.invalid(path, key, "field can not be empty.");
        }
        bytes += key.len() + value.str().len();
    }
    if bytes > longest {
        errors.too_long(path, longest);
    }
    if !may_be_empty && parameters.is_empty() {
        errors.required(path, "must contain at least one key/value pair");
    }
}

fn allowed_topologies(terms: &Value, path: &Path, errors: &mut Errors) {
    let terms = terms.list();
    // Upstream compares with as many empty terms as there are terms, so a term without expressions is its own duplicate.
    let mut seen: Vec<BTreeMap<&str, BTreeSet<&str>>> = vec![BTreeMap::new(); terms.len()];
    for (index, term) in terms.iter().enumerate() {
        let path = path.index(index).child("matchLabelExpressions");
        let mut expressions = BTreeMap::new();
        for (index, expression) in term.get("matchLabelExpressions").list().iter().enumerate() {
            let path = path.index(index);
            let key = expression.get("key").str();
            let values = topology_values(expression, &path, errors);
            if expressions.insert(key, values).is_some() {
                errors.duplicate(&path.child("key"), key);
            }
        }
        for _ in seen.iter().filter(|earlier| **earlier == expressions) {
            errors.duplicate(&path, "");
        }
        seen.push(expressions);
    }
}

fn topology_values<'a>(expression: &'a Value, path: &Path, errors: &mut Errors) -> BTreeSet<&'a str> {
    let values_path = path.child("values");
    let mut values = BTreeSet::new();
    if expression.get("values").is_empty() {
        errors.required(&values_path, "");
    }
    for (index, value) in expression.get("values").list().iter().enumerate() {
        if !values.insert(value.str()) {
            errors.duplicate(&values_path.index(index), value.str());
        }
    }
    let key = expression.get("key").str();
    qualified_name(key).iter().for_each(|message| errors.invalid(&path.child("key"), key, message));
    values
}

fn warnings(class: &Value, _: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    for (i, term) in class.get("allowedTopologies").list().iter().enumerate() {
        for (j, expression) in term.get("matchLabelExpressions").list().iter().enumerate() {
            if let Some(message) = deprecated_label::message(expression.get("key").str()) {
                found.push(format!("allowedTopologies[{i}].matchLabelExpressions[{j}]: {message}"));
            }
        }
    }
    found
}
