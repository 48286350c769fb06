//! A stored object: its kind, its value, and short ways to the metadata that everybody reads.

use crate::kinds::Kind;
use crate::value::{Text, Value};
use serde::{Serialize, Serializer};

/// Kind, namespace and name: the identity of an object while it lives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The kind, such as `Service`.
    pub kind: &'static str,
    /// Empty for cluster-scoped objects.
    pub namespace: Text,
    /// Its name.
    pub name: Text,
}

impl Name {
    /// A name of a namespaced or, with an empty namespace, cluster-scoped object.
    pub fn new(kind: &'static str, namespace: impl Into<Text>, name: impl Into<Text>) -> Name {
        Name { kind, namespace: namespace.into(), name: name.into() }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.namespace {
            "" => write!(out, "{}/{}", self.kind, self.name),
            namespace => write!(out, "{}/{namespace}/{}", self.kind, self.name),
        }
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A stored object. Immutable; a change stores another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its kind.
    pub kind: &'static Kind,
    /// The whole object as the API server would send it: apiVersion, kind, metadata, spec, status.
    pub value: Value,
}

impl Object {
    /// Its identity.
    pub fn id(&self) -> Name {
        Name::new(self.kind.kind, self.namespace(), self.name())
    }

    /// `metadata.name`.
    pub fn name(&self) -> &str {
        self.meta("name").str()
    }

    /// `metadata.namespace`, empty when cluster-scoped.
    pub fn namespace(&self) -> &str {
        self.meta("namespace").str()
    }

    /// `metadata.uid`.
    pub fn uid(&self) -> &str {
        self.meta("uid").str()
    }

    /// A member of `metadata`.
    pub fn meta(&self, key: &str) -> &Value {
        self.value.get("metadata").get(key)
    }

    /// `metadata.labels`.
    pub fn labels(&self) -> &Value {
        self.meta("labels")
    }

    /// An annotation, or `""`.
    pub fn annotation(&self, key: &str) -> &str {
        self.meta("annotations").get(key).str()
    }

    /// A member of `spec`.
    pub fn spec(&self, key: &str) -> &Value {
        self.value.get("spec").get(key)
    }

    /// A member of `status`.
    pub fn status(&self, key: &str) -> &Value {
        self.value.get("status").get(key)
    }

    /// Whether a deletion waits for finalizers.
    pub fn is_terminating(&self) -> bool {
        !self.meta("deletionTimestamp").is_null()
    }

    /// Whether the finalizer is there.
    pub fn has_finalizer(&self, finalizer: &str) -> bool {
        self.meta("finalizers").list().iter().any(|held| held.str() == finalizer)
    }

    /// The owner reference with `controller: true`, or null (`metav1.GetControllerOf`).
    pub fn controller(&self) -> &Value {
        static NONE: Value = Value { data: crate::value::Data::Null, origin: None };
        self.meta("ownerReferences").list().iter().find(|owner| owner.get("controller").is_true()).unwrap_or(&NONE)
    }

    /// The condition of that type in `status.conditions`, or null.
    pub fn condition(&self, kind: &str) -> &Value {
        static NONE: Value = Value { data: crate::value::Data::Null, origin: None };
        self.status("conditions").list().iter().find(|condition| condition.get("type").str() == kind).unwrap_or(&NONE)
    }
}
