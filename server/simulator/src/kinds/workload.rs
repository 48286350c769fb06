//! What the kinds that make pods have in common: selector, template, numbers (`pkg/apis/apps/validation`).

use super::pod;
use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::label_selector;

/// `ValidateNonnegativeField` for members that may be absent.
pub(super) fn not_negative(spec: &Value, keys: &[&'static str], path: &Path, errors: &mut Errors) {
    for key in keys {
        if let Some(number) = spec.get(key).as_int().filter(|number| *number < 0) {
            errors.invalid(&path.child(key), number, "must be greater than or equal to 0");
        }
    }
}

/// `ValidateImmutableField` for members of a spec.
pub(super) fn immutable(new: &Value, old: &Value, keys: &[&'static str], path: &Path, errors: &mut Errors) {
    for key in keys.iter().filter(|key| !same(new.get(key), old.get(key))) {
        errors.invalid(&path.child(key), new.get(key), "field is immutable");
    }
}

fn same(new: &Value, old: &Value) -> bool {
    new == old || new.is_empty() && old.is_empty()
}

/// A selector as refusals show it.
pub(super) fn shown_selector(selector: &Value) -> Shown {
    match selector.is_null() {
        true => Shown::Bare("null".to_owned()),
        false => Shown::Bare(schema::internal_json("v1.LabelSelector", selector)),
    }
}

/// The selector of a workload, and that it selects what the template makes; then the template itself.
///
/// `of` is the word for the workload in the refusal of an empty selector; `unreadable` the words for a selector that
/// does not convert.
pub(super) fn validate_selector_and_template(
    spec: &Value,
    (of, unreadable): (&str, &str),
    path: &Path,
    errors: &mut Errors,
    validate_template: impl FnOnce(&Value, &Path, &mut Errors),
) {
    let (selector, selector_path) = (spec.get("selector"), path.child("selector"));
    let mut found = Errors::default();
    if selector.is_null() {
        errors.required(&selector_path, "");
    } else {
        label_selector::validate(selector, &selector_path, &mut found);
        errors.extend(found.clone());
        if label_selector::is_empty(selector) {
            errors.invalid(&selector_path, shown_selector(selector), &format!("empty selector is {of}"));
        }
    }
    if !found.is_empty() {
        errors.invalid(&selector_path, shown_selector(selector), unreadable);
        return;
    }
    let template = spec.get("template");
    let labels = template.at(&["metadata", "labels"]);
    if (selector.is_null() || !label_selector::is_empty(selector)) && !label_selector::matches(selector, labels) {
        let path = path.child("template").child("metadata").child("labels");
        errors.invalid(&path, labels, "`selector` does not match template `labels`");
    }
    validate_template(template, &path.child("template"), errors);
}

/// A template whose pods must restart always and have no deadline; `of` is the kind in the refusal of a deadline.
pub(super) fn validate_lasting_template(template: &Value, of: &str, path: &Path, errors: &mut Errors) {
    pod::validate_template(template, path, errors);
    must_last(template, of, path, errors);
}

/// `RestartPolicy` Always, no `activeDeadlineSeconds`.
pub(super) fn must_last(template: &Value, of: &str, path: &Path, errors: &mut Errors) {
    let policy = template.at(&["spec", "restartPolicy"]).str();
    if policy != "Always" {
        errors.not_supported(&path.child("spec").child("restartPolicy"), policy, &["Always"]);
    }
    if !template.at(&["spec", "activeDeadlineSeconds"]).is_null() {
        errors.forbidden(
            &path.child("spec").child("activeDeadlineSeconds"),
            &format!("activeDeadlineSeconds in {of} is not Supported"),
        );
    }
}

/// Clears a new object's status and keeps an old one's, as every strategy does.
pub(super) fn keep_status(new: &mut Value, old: Option<&Value>) {
    match old.map(|old| old.get("status")).filter(|status| !status.is_null()) {
        Some(status) => new.set("status", status.clone()),
        None => new.set("status", Value::map()),
    }
}

/// Warnings about a new workload whose pods are named after it: about that name, and about the template.
pub(super) fn named_warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    let mut found = name_warnings(new, old);
    found.extend(template_warnings(new, old));
    found
}

/// The warning about the name of a new workload whose pods are named after it.
pub(super) fn name_warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    match old {
        Some(_) => Vec::new(),
        None => pod::name_warnings(new, "Pod names and hostnames"),
    }
}

/// Warnings about the template of a new workload, or of one whose spec changed.
pub(super) fn template_warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    match old.is_some_and(|old| old.get("spec") == new.get("spec")) {
        true => Vec::new(),
        false => pod::template_warnings(new.at(&["spec", "template"]), &Path::new("spec").child("template")),
    }
}
