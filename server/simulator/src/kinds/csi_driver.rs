//! CSIDriver: defaults, validation, update rules (`pkg/apis/storage/validation/validation.go`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::dns1123_subdomain;
use std::collections::BTreeSet;

const FS_GROUP_POLICIES: &[&str] = &["File", "None", "ReadWriteOnceWithFSType"];
const LIFECYCLE_MODES: &[&str] = &["Persistent", "Ephemeral"];
/// Fields of the spec and what they are when they are left out (`pkg/apis/storage/v1/defaults.go`).
const FLAGS: &[(&str, bool)] = &[
    ("attachRequired", true),
    ("podInfoOnMount", false),
    ("storageCapacity", false),
    ("requiresRepublish", false),
    ("seLinuxMount", false),
];
/// Fields of the spec that stay, and the name that the refusal gives them.
const IMMUTABLE: &[(&str, &str)] =
    &[("attachRequired", "attachedRequired"), ("volumeLifecycleModes", "volumeLifecycleModes")];

/// The rules of CSIDriver.
pub static RULES: Rules = Rules { defaults, validate, validate_update, ..Rules::NONE };

fn defaults(driver: &mut Value) {
    let spec = driver.entry("spec");
    for (field, value) in FLAGS {
        spec.set_default(field, *value);
    }
    spec.set_default("fsGroupPolicy", "ReadWriteOnceWithFSType");
    if spec.get("volumeLifecycleModes").is_empty() {
        spec.set("volumeLifecycleModes", vec!["Persistent".into()]);
    }
}

fn validate(driver: &Value, errors: &mut Errors) {
    metadata::validate(driver.get("metadata"), false, dns1123_subdomain, &Path::new("metadata"), errors);
    validate_spec(driver.get("spec"), &Path::new("spec"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    let path = Path::new("spec");
    let (new, old) = (new.get("spec"), old.get("spec"));
    validate_spec(new, &path, errors);
    for (field, shown) in IMMUTABLE {
        if new.get(field) != old.get(field) {
            errors.invalid(&path.child(shown), new.get(field), "field is immutable");
        }
    }
}

fn validate_spec(spec: &Value, path: &Path, errors: &mut Errors) {
    let policy = spec.get("fsGroupPolicy").str();
    if !FS_GROUP_POLICIES.contains(&policy) {
        errors.not_supported(&path.child("fsGroupPolicy"), policy, FS_GROUP_POLICIES);
    }
    token_requests(spec.get("tokenRequests"), &path.child("tokenRequests"), errors);
    for mode in spec.get("volumeLifecycleModes").list().iter().map(Value::str) {
        if !LIFECYCLE_MODES.contains(&mode) {
            errors.not_supported(&path.child("volumeLifecycleModes"), mode, LIFECYCLE_MODES);
        }
    }
    let period = spec.get("nodeAllocatableUpdatePeriodSeconds");
    if period.as_int().is_some_and(|seconds| seconds < 10) {
        let path = path.child("nodeAllocatableUpdatePeriodSeconds");
        errors.invalid(&path, period.int(), "must be greater than or equal to 10 seconds");
    }
}

/// Every token is for another audience and lives from ten minutes to 2^32 seconds.
fn token_requests(requests: &Value, path: &Path, errors: &mut Errors) {
    let mut audiences = BTreeSet::new();
    for (index, request) in requests.list().iter().enumerate() {
        let (path, audience) = (path.index(index), request.get("audience").str());
        if !audiences.insert(audience) {
            errors.duplicate(&path.child("audience"), audience);
            continue;
        }
        let Some(seconds) = request.get("expirationSeconds").as_int() else { continue };
        let path = path.child("expirationSeconds");
        if seconds < 600 {
            errors.invalid(&path, seconds, "may not specify a duration less than 10 minutes");
        }
        if seconds > 1 << 32 {
            errors.invalid(&path, seconds, "may not specify a duration larger than 2^32 seconds");
        }
    }
}
