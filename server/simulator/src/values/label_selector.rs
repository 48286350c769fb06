//! Label selectors (`metav1.LabelSelector`) and plain label maps used as selectors.
//!
//! Follows apimachinery `pkg/apis/meta/v1/{helpers.go,validation/validation.go}`.

use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{metadata, name};

/// Whether a `LabelSelector` selects something with these labels. Null selects nothing, `{}` everything.
pub fn matches(selector: &Value, labels: &Value) -> bool {
    !selector.is_null()
        && matches_map(selector.get("matchLabels"), labels)
        && selector.get("matchExpressions").list().iter().all(|requirement| requirement_matches(requirement, labels))
}

/// Whether the labels hold every pair of a plain map such as a Service's selector. An empty map selects everything.
pub fn matches_map(selector: &Value, labels: &Value) -> bool {
    selector.members().all(|(key, wanted)| labels.has(key) && labels.get(key).str() == wanted.str())
}

/// Whether there is nothing in the selector, so that it selects everything (or, when null, nothing).
pub fn is_empty(selector: &Value) -> bool {
    selector.get("matchLabels").is_empty() && selector.get("matchExpressions").is_empty()
}

/// One requirement of `matchExpressions`; an operator that does not exist matches nothing.
fn requirement_matches(requirement: &Value, labels: &Value) -> bool {
    let key = requirement.get("key").str();
    let held = labels.get(key);
    let listed = || requirement.get("values").list().iter().any(|value| value.str() == held.str());
    match requirement.get("operator").str() {
        "In" => labels.has(key) && listed(),
        "NotIn" => !labels.has(key) || !listed(),
        "Exists" => labels.has(key),
        "DoesNotExist" => !labels.has(key),
        _ => false,
    }
}

/// `ValidateLabelSelector`: labels first, then the expressions in order. A null selector has nothing to check.
pub fn validate(selector: &Value, path: &Path, errors: &mut Errors) {
    metadata::validate_labels(selector.get("matchLabels"), &path.child("matchLabels"), errors);
    for (index, requirement) in selector.get("matchExpressions").list().iter().enumerate() {
        validate_requirement(requirement, &path.child("matchExpressions").index(index), errors);
    }
}

fn validate_requirement(requirement: &Value, path: &Path, errors: &mut Errors) {
    let values = requirement.get("values");
    match requirement.get("operator").str() {
        "In" | "NotIn" if values.is_empty() => {
            errors.required(&path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
        }
        "Exists" | "DoesNotExist" if !values.is_empty() => {
            errors
                .forbidden(&path.child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        other => errors.invalid(&path.child("operator"), other, "not a valid selector operator"),
    }
    let key = requirement.get("key").str();
    for message in name::qualified_name(key) {
        errors.invalid(&path.child("key"), key, &message);
    }
    for (index, value) in values.list().iter().enumerate() {
        for message in name::label_value(value.str()) {
            errors.invalid(&path.child("values").index(index), value, &message);
        }
    }
}

/// `metav1.FormatLabelSelector`, as tables print a selector: `app=web,tier in (a,b)`; `<none>` when it selects
/// everything, `<error>` when it is no valid selector.
pub fn format(selector: &Value) -> String {
    if is_empty(selector) {
        return "<none>".to_owned();
    }
    let labels = selector.get("matchLabels").members().map(|(key, value)| (key, format!("{key}={}", value.str())));
    let expressions = selector.get("matchExpressions").list().iter().map(|requirement| {
        let key = requirement.get("key").str();
        (key, format_requirement(key, requirement))
    });
    let mut parts: Vec<(&str, String)> = labels.chain(expressions).collect();
    // labels.Selector keeps its requirements sorted by key.
    parts.sort_by_key(|(key, _)| *key);
    parts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(",")
}

fn format_requirement(key: &str, requirement: &Value) -> String {
    let mut values: Vec<&str> = requirement.get("values").list().iter().map(Value::str).collect();
    values.sort_unstable();
    let values = values.join(",");
    match requirement.get("operator").str() {
        "In" => format!("{key} in ({values})"),
        "NotIn" => format!("{key} notin ({values})"),
        "DoesNotExist" => format!("!{key}"),
        _ => key.to_owned(),
    }
}

/// A selector as Go prints one (`%v`), which events do: `&LabelSelector{MatchLabels:map[string]string{a: b,},…}`.
pub fn as_go_prints(selector: &Value) -> String {
    if selector.is_null() {
        return "nil".to_owned();
    }
    let labels: String =
        selector.get("matchLabels").members().map(|(key, value)| format!("{key}: {},", value.str())).collect();
    let expressions = selector.get("matchExpressions").list().iter().map(|requirement| {
        let values: Vec<&str> = requirement.get("values").list().iter().map(Value::str).collect();
        let (key, operator) = (requirement.get("key").str(), requirement.get("operator").str());
        format!("LabelSelectorRequirement{{Key:{key},Operator:{operator},Values:[{}],}},", values.join(" "))
    });
    let expressions: String = expressions.collect();
    format!(
        "&LabelSelector{{MatchLabels:map[string]string{{{labels}}},\
         MatchExpressions:[]LabelSelectorRequirement{{{expressions}}},}}"
    )
}

/// A plain map as tables print it (`labels.FormatLabels`): `a=1,b=2`, or `<none>`.
pub fn format_map(labels: &Value) -> String {
    match labels.is_empty() {
        true => "<none>".to_owned(),
        false => labels.members().map(|(key, value)| format!("{key}={}", value.str())).collect::<Vec<_>>().join(","),
    }
}
