//! How a lesson names an object: `Service/sample`, `Pod/shop/web-1`, `PersistentVolume/sample`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use simulator::Cluster;
use simulator::kinds::{self, Kind};
use simulator::object::Object;
use std::fmt;
use std::sync::Arc;

/// An object that a check is about. Without a namespace, one of a namespaced kind is in `default`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectRef {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its namespace, empty when cluster-scoped.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

impl ObjectRef {
    /// An object of a known kind from `namespace/name` or `name`.
    pub fn of(kind: &'static Kind, name: &str) -> ObjectRef {
        let (namespace, name) = match name.split_once('/') {
            Some((namespace, name)) => (namespace, name),
            None => ("default", name),
        };
        let namespace = if kind.namespaced { namespace } else { "" };
        ObjectRef { kind, namespace: namespace.to_owned(), name: name.to_owned() }
    }

    /// The Service that a DNS name is about, asked from a namespace: the first label that no record puts in front.
    pub(crate) fn service_called(kind: &'static Kind, name: &str, asking: &str) -> ObjectRef {
        let mut labels = name.trim_end_matches('.').split('.').skip_while(|label| label.starts_with('_'));
        let service = labels.next().unwrap_or("");
        let namespace = labels.next().filter(|label| *label != "svc").unwrap_or(asking);
        ObjectRef { kind, namespace: namespace.to_owned(), name: service.to_owned() }
    }

    /// Reads `Kind/name` or `Kind/namespace/name`; the kind in any letter case.
    pub fn parse(text: &str) -> Result<ObjectRef, String> {
        let Some((kind, name)) = text.split_once('/') else {
            return Err(format!("`{text}` names no object; write Kind/name or Kind/namespace/name"));
        };
        let Some(kind) = kinds::all().iter().find(|known| known.kind.eq_ignore_ascii_case(kind)) else {
            return Err(format!("`{kind}` is not a kind of the API"));
        };
        let found = ObjectRef::of(kind, name.trim_start_matches('/'));
        match found.name.is_empty() || found.name.contains('/') {
            true => Err(format!("`{text}` names no object; write Kind/name or Kind/namespace/name")),
            false => Ok(found),
        }
    }

    /// The object in that state, if it is there.
    pub fn find<'a>(&self, cluster: &'a Cluster) -> Option<&'a Arc<Object>> {
        cluster.get(self.kind.kind, &self.namespace, &self.name)
    }
}

/// `Service sample`, or `Service shop/sample` outside the namespace `default`.
impl fmt::Display for ObjectRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.namespace {
            "" | "default" => write!(out, "{} {}", self.kind.kind, self.name),
            namespace => write!(out, "{} {namespace}/{}", self.kind.kind, self.name),
        }
    }
}

impl<'de> Deserialize<'de> for ObjectRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ObjectRef::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl Serialize for ObjectRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
