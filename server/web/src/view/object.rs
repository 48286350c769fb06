//! Names of objects.

use serde::Serialize;
use simulator::object::Name;
use simulator::outcome::Target;
use utoipa::ToSchema;

/// Kind, namespace and name of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct ObjectName<'a> {
    /// Such as `Service`.
    pub kind: &'a str,
    /// Empty for cluster-scoped objects.
    pub namespace: &'a str,
    /// Its name.
    pub name: &'a str,
}

impl<'a> From<&'a Name> for ObjectName<'a> {
    fn from(name: &'a Name) -> Self {
        ObjectName { kind: name.kind, namespace: &name.namespace, name: &name.name }
    }
}

impl<'a> From<&'a Target> for ObjectName<'a> {
    fn from(target: &'a Target) -> Self {
        ObjectName { kind: target.kind, namespace: &target.namespace, name: &target.name }
    }
}
