//! LimitRange: defaults and validation (`ValidateLimitRange`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name::{dns1123_subdomain, qualified_name};
use crate::values::quantity::Quantity;
use crate::values::{metadata, resource_list, resource_name};
use std::collections::{BTreeMap, BTreeSet};

/// Types of limits.
const TYPES: &[&str] = &["Container", "PersistentVolumeClaim", "Pod"];

/// The rules of LimitRange.
pub static RULES: Rules = Rules { defaults, validate, validate_update, ..Rules::NONE };

/// A limit's lists of quantities, by member and resource.
type Lists<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Quantity>>;

/// Fills in defaults that follow from others (`SetDefaults_LimitRangeItem`).
fn defaults(range: &mut Value) {
    if range.at(&["spec", "limits"]).is_null() {
        return;
    }
    for item in range.entry_at(&["spec", "limits"]).list_mut() {
        for list in ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] {
            if let Some(list) = item.get_mut(list).filter(|list| !list.is_null()) {
                resource_list::defaults(list);
            }
        }
        if item.get("type").str() == "Container" {
            // A limit for containers is their default limit; that is their default request; else the least is.
            inherit(item, "default", "max");
            inherit(item, "defaultRequest", "default");
            inherit(item, "defaultRequest", "min");
        }
    }
}

fn inherit(item: &mut Value, to: &str, from: &str) {
    let inherited = item.get(from).clone();
    for (resource, quantity) in inherited.members() {
        item.entry(to).set_default(resource, quantity.clone());
    }
}

fn validate(range: &Value, errors: &mut Errors) {
    metadata::validate(range.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    let path = Path::new("spec").child("limits");
    let mut types = BTreeSet::new();
    for (index, limit) in range.at(&["spec", "limits"]).list().iter().enumerate() {
        let (path, kind) = (path.index(index), limit.get("type").str());
        type_name(kind, &path.child("type"), errors);
        if !types.insert(kind) {
            errors.duplicate(&path.child("type"), kind);
        }
        validate_limit(limit, kind, &path, errors);
    }
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate(new, errors);
}

fn type_name(kind: &str, path: &Path, errors: &mut Errors) {
    let messages = qualified_name(kind);
    messages.iter().for_each(|message| errors.invalid(path, kind, message));
    if messages.is_empty() && !kind.contains('/') && !TYPES.contains(&kind) {
        errors.invalid(path, kind, "must be a standard limit type or fully qualified");
    }
}

fn validate_limit(limit: &Value, kind: &str, path: &Path, errors: &mut Errors) {
    let mut lists = Lists::new();
    let mut read = |member: &'static str, errors: &mut Errors| {
        for (resource, quantity) in limit.get(member).members() {
            let path = path.child(member).key(resource);
            match kind {
                "Pod" | "Container" => resource_name::validate_for_container(resource, &path, errors),
                _ => resource_name::validate(resource, &path, errors),
            }
            lists.entry(member).or_default().insert(resource, Quantity::of(quantity));
        }
    };
    read("max", errors);
    read("min", errors);
    for member in ["default", "defaultRequest"] {
        match kind {
            "Pod" if !limit.get(member).is_empty() => {
                errors.forbidden(&path.child(member), "may not be specified when `type` is 'Pod'");
            }
            "Pod" => {}
            _ => read(member, errors),
        }
    }
    let has_storage = |member: &str| limit.get(member).has("storage");
    if kind == "PersistentVolumeClaim" && !has_storage("min") && !has_storage("max") {
        let words = "either minimum or maximum storage value is required, but neither was provided";
        errors.required(&path.child("limits"), words);
    }
    read("maxLimitRequestRatio", errors);
    let resources: BTreeSet<&str> = lists.values().flat_map(|list| list.keys().copied()).collect();
    for resource in resources {
        in_order(&lists, resource, path, errors);
        ratio(&lists, resource, path, errors);
        let (limit, request) = (find(&lists, "default", resource), find(&lists, "defaultRequest", resource));
        if let (Some(limit), Some(request)) = (limit, request)
            && !resource_name::may_be_overcommitted(resource)
            && limit != request
        {
            let words = format!("default value {limit} must equal to defaultRequest value {request} in {resource}");
            errors.invalid(&path.child("defaultRequest").key(resource), request, &words);
        }
    }
}

/// Which list may not exceed which: smaller, its words, larger, its words, the list that is refused, the one that is shown.
const ORDER: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("min", "min value", "max", "max value", "min", "min"),
    ("min", "min value", "defaultRequest", "default request value", "defaultRequest", "defaultRequest"),
    ("defaultRequest", "default request value", "max", "max value", "defaultRequest", "defaultRequest"),
    ("defaultRequest", "default request value", "default", "default limit value", "defaultRequest", "defaultRequest"),
    ("min", "min value", "default", "default value", "default", "min"),
    ("default", "default value", "max", "max value", "default", "max"),
];

fn in_order(lists: &Lists<'_>, resource: &str, path: &Path, errors: &mut Errors) {
    for (small, small_words, large, large_words, refused, shown) in ORDER {
        if let (Some(one), Some(two)) = (find(lists, small, resource), find(lists, large, resource))
            && one > two
        {
            let words = format!("{small_words} {one} is greater than {large_words} {two}");
            let shown = if shown == small { one } else { two };
            errors.invalid(&path.child(refused).key(resource), shown, &words);
        }
    }
}

fn ratio(lists: &Lists<'_>, resource: &str, path: &Path, errors: &mut Errors) {
    let Some(ratio) = find(lists, "maxLimitRequestRatio", resource) else { return };
    let path = path.child("maxLimitRequestRatio").key(resource);
    if *ratio < Quantity::from(1) {
        errors.invalid(&path, ratio, &format!("ratio {ratio} is less than 1"));
    }
    if let (Some(min), Some(max)) = (find(lists, "min", resource), find(lists, "max", resource)) {
        // Quantities are compared in thousandths, unless one is too large for that.
        let is_small = [ratio, min, max].iter().all(|quantity| quantity.value() < i64::MAX / 1000);
        let (given, most) = match is_small {
            true => (ratio.milli_value() as f64 / 1000.0, max.milli_value() as f64 / min.milli_value() as f64),
            false => (ratio.value() as f64, max.value() as f64 / min.value() as f64),
        };
        if given > most {
            errors.invalid(&path, ratio, &format!("ratio {ratio} is greater than max/min = {most:.6}"));
        }
    }
}

fn find<'a>(lists: &'a Lists<'_>, member: &str, resource: &str) -> Option<&'a Quantity> {
    lists.get(member)?.get(resource)
}
