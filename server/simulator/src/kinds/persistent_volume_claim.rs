//! PersistentVolumeClaim: defaults, validation, update rules (`pkg/registry/core/persistentvolumeclaim/strategy.go`).

mod data_source;
mod update;
mod validation;

pub use data_source::prepare as prepare_data_source;
pub use validation::validate_spec;

use super::Rules;
use super::persistent_volume::{CLASS_ANNOTATION, CLASS_ANNOTATION_WARNING};
use crate::value::Value;
use crate::values::field::Path;
use crate::values::resource_list;

/// The rules of PersistentVolumeClaim.
pub static RULES: Rules = Rules {
    defaults,
    prepare,
    validate: validation::validate,
    validate_update: update::validate,
    warnings,
    ..Rules::NONE
};

/// The class that a claim asks for; `None` when it leaves the choice to the cluster
/// (`GetPersistentVolumeClaimClass`, `PersistentVolumeClaimHasClass`).
pub fn class(claim: &Value) -> Option<&str> {
    match claim.at(&["metadata", "annotations", CLASS_ANNOTATION]).as_str() {
        Some(class) => Some(class),
        None => claim.at(&["spec", "storageClassName"]).as_str(),
    }
}

/// Fills in the defaults of a claim's spec, also of one in a template.
pub fn defaults_spec(spec: &mut Value) {
    spec.set_default("volumeMode", "Filesystem");
    if let Some(resources) = spec.get_mut("resources").filter(|resources| !resources.is_null()) {
        resource_list::requirements_defaults(resources);
    }
}

/// Warnings about a claim's spec, also of one in a template.
pub fn spec_warnings(spec: &Value, path: &Path) -> Vec<String> {
    let path = path.child("resources");
    let lists = ["requests", "limits"];
    let found = lists.map(|list| resource_list::fraction_warning(spec.at(&["resources", list]), &path.child(list)));
    found.into_iter().flatten().collect()
}

/// Fills in the defaults of a whole claim, such as one in a StatefulSet's `volumeClaimTemplates`.
pub fn defaults(claim: &mut Value) {
    defaults_spec(claim.entry("spec"));
    let status = claim.entry("status");
    if status.get("phase").is_empty() {
        status.set("phase", "Pending");
    }
}

fn prepare(new: &mut Value, old: Option<&Value>) {
    data_source::prepare(new.entry("spec"), old.map(|old| old.get("spec")));
    match old {
        Some(old) => new.set("status", old.get("status").clone()),
        None => new.set("status", serde_json::json!({"phase": "Pending"})),
    }
}

fn warnings(claim: &Value, _: Option<&Value>) -> Vec<String> {
    let outdated = claim.at(&["metadata", "annotations"]).has(CLASS_ANNOTATION);
    let annotation = format!("metadata.annotations[{CLASS_ANNOTATION}]: {CLASS_ANNOTATION_WARNING}");
    let mut found: Vec<String> = outdated.then_some(annotation).into_iter().collect();
    found.extend(spec_warnings(claim.get("spec"), &Path::new("spec")));
    found
}
