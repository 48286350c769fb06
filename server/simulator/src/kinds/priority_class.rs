//! PriorityClass: defaults, validation, update rules (`pkg/apis/scheduling/validation`).

use super::{Rules, workload};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{metadata, name};

/// The rules of PriorityClass.
pub static RULES: Rules = Rules { defaults, validate, validate_update, ..Rules::NONE };

/// The highest value that a person may give.
const HIGHEST: i64 = 1_000_000_000;

/// Classes of the system itself: their names and values are fixed.
const SYSTEM: &[(&str, i64)] = &[("system-node-critical", 2_000_001_000), ("system-cluster-critical", 2_000_000_000)];

fn defaults(class: &mut Value) {
    class.set_default("preemptionPolicy", "PreemptLowerPriority");
}

fn validate(class: &Value, errors: &mut Errors) {
    const PREFIX: &str = "system-";
    let (name_path, meta) = (Path::new("metadata"), class.get("metadata"));
    metadata::validate(meta, false, name::dns1123_subdomain, &name_path, errors);
    let (own, value) = (meta.get("name").str(), class.get("value").int());
    if own.starts_with(PREFIX) {
        if !SYSTEM.contains(&(own, value)) {
            let why = format!(
                "priority class names with '{PREFIX}' prefix are reserved for system use only. error: {}",
                known(own, value)
            );
            errors.forbidden(&name_path.child("name"), &why);
        }
    } else if value > HIGHEST {
        errors
            .forbidden(&Path::new("value"), &format!("maximum allowed value of a user defined priority is {HIGHEST}"));
    }
    let policy = class.get("preemptionPolicy").str();
    if !["PreemptLowerPriority", "Never"].contains(&policy) {
        errors.not_supported(&Path::new("preemptionPolicy"), policy, &["PreemptLowerPriority", "Never"]);
    }
}

/// What is wrong with a class that calls itself one of the system's (`IsKnownSystemPriorityClass`).
fn known(name: &str, value: i64) -> String {
    match SYSTEM.iter().find(|(known, _)| *known == name) {
        Some((_, fixed)) => format!("value of {name} PriorityClass must be {fixed}, but got {value}"),
        None => format!("{name} is not a known system priority class"),
    }
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    if new.get("value") != old.get("value") {
        errors.forbidden(&Path::new("value"), "may not be changed in an update.");
    }
    workload::immutable(new, old, &["preemptionPolicy"], &Path::default(), errors);
}
