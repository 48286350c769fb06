//! The last step of every write: system fields, and an object that waited for its finalizers goes.

use crate::cluster::Cluster;
use crate::object::Object;
use crate::schema;
use crate::submit::admission::service_account;
use crate::value::Value;
use std::sync::Arc;

/// Kinds whose strategy counts changes of the spec in `metadata.generation`.
const COUNTED: &[&str] = &[
    "Pod",
    "Deployment",
    "ReplicaSet",
    "StatefulSet",
    "DaemonSet",
    "Job",
    "CronJob",
    "ReplicationController",
    "NetworkPolicy",
    "Ingress",
    "IngressClass",
    "PodDisruptionBudget",
    "EndpointSlice",
];

/// Bytes of a `generateName` that come into the name.
const GENERATED_PREFIX: usize = 58;

/// Stores an object in place of `old`: gives the next resourceVersion, counts the generation, and takes the object
/// out when it is being deleted and nothing holds it any more. Gives back what stands there now.
pub(crate) fn store(cluster: &mut Cluster, mut object: Object, old: Option<&Object>) -> Option<Arc<Object>> {
    let generation = generation(&object, old);
    let version = (cluster.revision + 1).to_string();
    let metadata = object.value.entry("metadata");
    metadata.set("resourceVersion", version);
    if let Some(generation) = generation {
        metadata.set("generation", generation);
    }
    let released = object.is_terminating() && !is_held(&object);
    match released {
        true => {
            remove(cluster, &object);
            None
        }
        false => Some(cluster.put(object)),
    }
}

/// Drops what the server would not give back: zero values of fields with `omitempty`.
pub(super) fn encode(object: &mut Object) {
    if let Some(shape) = schema::struct_of(object.kind) {
        schema::encode(shape, &mut object.value, service_account::is_own_source);
    }
}

/// Takes an object out, and what the server deletes along with it.
pub(super) fn remove(cluster: &mut Cluster, object: &Object) {
    cluster.take(&object.id());
    if let Some(along) = (object.kind.rules().after_delete)(object) {
        // It may be gone already.
        let _ = super::delete(cluster, &along);
    }
}

/// Whether finalizers keep a deleted object: those of the metadata and, of a Namespace, those of the spec.
pub(super) fn is_held(object: &Object) -> bool {
    !object.meta("finalizers").is_empty() || (object.kind.kind == "Namespace" && !object.spec("finalizers").is_empty())
}

fn generation(object: &Object, old: Option<&Object>) -> Option<i64> {
    let Some(old) = old else {
        return COUNTED.contains(&object.kind.kind).then_some(1);
    };
    let before = old.meta("generation").as_int()?;
    let same = object.value.as_map().into_iter().flatten().all(|(key, value)| {
        matches!(&**key, "status" | "metadata" | "apiVersion" | "kind") || *value == *old.value.get(key)
    });
    Some(if same { before } else { before + 1 })
}

/// Sets the fields of `metadata` that the server alone decides when an object is made (`rest.FillObjectMetaSystemFields`).
pub(super) fn fill_system_fields(cluster: &mut Cluster, value: &mut Value) {
    let uid = cluster.next_uid();
    let now = cluster.now();
    let metadata = value.entry("metadata");
    metadata.map_mut().reserve(4);
    metadata.set("uid", uid);
    metadata.set("creationTimestamp", now);
    for wiped in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "managedFields", "generation"] {
        metadata.remove(wiped);
    }
    if metadata.get("name").is_empty() && !metadata.get("generateName").is_empty() {
        let prefix = metadata.get("generateName").str();
        // The generator leaves room for its letters in a DNS label (`names.MaxGeneratedNameLength`).
        let prefix = prefix.get(..GENERATED_PREFIX).unwrap_or(prefix);
        let name = format!("{prefix}{}", cluster.suffix());
        metadata.set("name", name);
    }
}
