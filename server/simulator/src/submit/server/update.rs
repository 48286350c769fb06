//! Replacing an object (`store.go` Update, `rest.BeforeUpdate`).

use super::store::encode;
use super::{Written, store};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::schema;
use crate::submit::admission::{self, Attempt};
use crate::submit::merge;
use crate::submit::status::Status;
use crate::value::{Map, Value};
use crate::values::field::{Errors, Path, quote};
use crate::values::{metadata, name};

/// `OptimisticLockErrorMsg`.
const MODIFIED: &str = "the object has been modified; please apply your changes to the latest version and try again";

/// Applies a strategic merge patch that a client sent to a stored object (`handlers/patch.go`, applyPatchToObject).
pub(crate) fn patch(cluster: &mut Cluster, old: &Object, mut patch: Map) -> Result<Written, Status> {
    let shape = schema::struct_of(old.kind);
    let mut members = old.value.as_map().cloned().unwrap_or_default();
    merge::apply(&mut members, &mut patch, shape).map_err(Status::plain)?;
    let value = schema::convert(old.kind, members.into()).map_err(|problem| {
        let mut errors = Errors::default();
        let shown = merge::print(&patch.into());
        errors.invalid(&Path::new("patch"), shown.as_str(), &problem.words());
        Status {
            code: 422,
            reason: "Invalid",
            message: format!(" \"\" is invalid: {}", errors.aggregate()),
            causes: errors.causes(),
        }
    })?;
    update(cluster, old, value)
}

/// Replaces `old` by `value`, which is decoded already; an object that does not change is not written.
fn update(cluster: &mut Cluster, old: &Object, mut value: Value) -> Result<Written, Status> {
    let kind = old.kind;
    let rules = kind.rules();
    (rules.defaults)(&mut value);
    let attempt = Attempt { kind, namespace: old.namespace(), name: old.name(), old: Some(&old.value) };
    for plugin in admission::ALL {
        (plugin.mutate)(cluster, &attempt, &mut value)?;
    }
    check_version(&value, old)?;
    (rules.allocate)(cluster, &mut value, Some(&old.value))?;
    keep_system_fields(&mut value, old);
    (rules.prepare)(&mut value, Some(&old.value));
    if !kind.namespaced {
        // `rest.EnsureObjectNamespaceMatchesRequestNamespace` clears it silently.
        value.entry("metadata").remove("namespace");
    }
    let mut errors = Errors::default();
    let path = Path::new("metadata");
    metadata::validate_common(value.get("metadata"), kind.namespaced, name::path_segment, &path, &mut errors);
    metadata::validate_update(value.get("metadata"), old.value.get("metadata"), &path, &mut errors);
    (rules.validate_update)(&value, &old.value, &mut errors);
    if !errors.is_empty() {
        return Err(Status::invalid(kind, old.name(), &errors));
    }
    let mut warnings = (rules.warnings)(&value, Some(&old.value));
    warnings.extend(admission::validate(cluster, &attempt, &value)?);
    let mut object = Object { kind, value };
    encode(&mut object);
    if object.value != old.value {
        store(cluster, object.clone(), Some(old));
    }
    let stored = cluster.get(kind.kind, old.namespace(), old.name()).cloned();
    Ok(Written { object: stored.unwrap_or_else(|| object.into()), warnings })
}

/// A version that the client names must be the stored one.
fn check_version(value: &Value, old: &Object) -> Result<(), Status> {
    let version = value.at(&["metadata", "resourceVersion"]);
    if version.is_empty() || version == old.meta("resourceVersion") {
        return Ok(());
    }
    match version.str().parse::<u64>() {
        Ok(_) => Err(Status::conflict(old.kind, old.name(), MODIFIED)),
        Err(_) => Err(Status::plain(format!("strconv.ParseUint: parsing {}: invalid syntax", quote(version.str())))),
    }
}

/// Fields that an update can neither set nor clear.
fn keep_system_fields(value: &mut Value, old: &Object) {
    let metadata = value.entry("metadata");
    for kept in ["generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields"]
    {
        match old.meta(kept) {
            held if held.is_null() => {
                metadata.remove(kept);
            }
            held => metadata.set(kept, held.clone()),
        }
    }
    for kept in ["uid", "resourceVersion"] {
        metadata.set_default(kept, old.meta(kept).clone());
    }
}
