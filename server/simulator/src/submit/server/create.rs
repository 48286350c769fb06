//! Creating an object (`handlers/create.go`, `rest.BeforeCreate`).

use super::store::{encode, fill_system_fields};
use super::{Written, store};
use crate::cluster::Cluster;
use crate::kinds::Kind;
use crate::object::Object;
use crate::schema;
use crate::submit::admission::{self, Attempt};
use crate::submit::status::Status;
use crate::value::{Text, Value};
use crate::values::field::Errors;
use std::sync::Arc;

/// Creates an object that a client sent to the namespace: strict decoding first.
pub(crate) fn create(
    cluster: &mut Cluster,
    kind: &'static Kind,
    namespace: &str,
    sent: Value,
) -> Result<Written, Status> {
    let mut value = schema::decode(kind, sent)?;
    if !kind.namespaced {
        // `rest.EnsureObjectNamespaceMatchesRequestNamespace` clears it silently on cluster-scoped kinds.
        if let Some(metadata) = value.get_mut("metadata") {
            metadata.remove("namespace");
        }
    } else if value.at(&["metadata", "namespace"]).is_empty() {
        value.entry("metadata").set("namespace", namespace);
    }
    create_decoded(cluster, kind, value)
}

/// Creates an object that a controller made: its types are right, everything else is checked like any other.
pub(crate) fn create_trusted(cluster: &mut Cluster, kind: &'static Kind, value: Value) -> Result<Arc<Object>, Status> {
    create_decoded(cluster, kind, value).map(|written| written.object)
}

fn create_decoded(cluster: &mut Cluster, kind: &'static Kind, mut value: Value) -> Result<Written, Status> {
    let rules = kind.rules();
    (rules.defaults)(&mut value);
    let namespace: Text = value.at(&["metadata", "namespace"]).str().into();
    let name: Text = value.at(&["metadata", "name"]).str().into();
    let attempt = Attempt { kind, namespace: &namespace, name: &name, old: None };
    for plugin in admission::ALL {
        (plugin.mutate)(cluster, &attempt, &mut value)?;
    }
    // The counters may run on although the object is refused: they stand for randomness.
    fill_system_fields(cluster, &mut value);
    let name: Text = value.at(&["metadata", "name"]).str().into();
    (rules.allocate)(cluster, &mut value, None)?;
    (rules.prepare)(&mut value, None);
    let mut errors = Errors::default();
    (rules.validate)(&value, &mut errors);
    if !errors.is_empty() {
        return Err(Status::invalid(kind, &name, &errors));
    }
    let mut warnings = (rules.warnings)(&value, None);
    let attempt = Attempt { kind, namespace: &namespace, name: &name, old: None };
    warnings.extend(admission::validate(cluster, &attempt, &value)?);
    if cluster.get(kind.kind, &namespace, &name).is_some() {
        return Err(Status::already_exists(kind, &name));
    }
    let mut object = Object { kind, value };
    encode(&mut object);
    let object = store(cluster, object, None).ok_or_else(|| Status::not_found(kind, &name))?;
    Ok(Written { object, warnings })
}
