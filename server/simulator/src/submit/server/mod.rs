//! The API server's write path: create, update and delete of one object (apiserver `pkg/endpoints/handlers`,
//! `pkg/registry/generic/registry/store.go`).

mod create;
mod delete;
mod store;
mod update;

pub use delete::Deleted;

pub(crate) use create::{create, create_trusted};
pub(crate) use delete::delete;
pub(crate) use store::store;
pub(crate) use update::patch;

use crate::kinds::Kind;
use crate::object::Object;
use std::sync::Arc;

/// Warnings that every request about a kind earns (`deprecation` of the installed resource).
static DEPRECATED: &[(&str, &str)] = &[
    ("ComponentStatus", "v1 ComponentStatus is deprecated in v1.19+"),
    ("Endpoints", "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"),
];

/// The warning that the server sends with every answer about a deprecated kind.
pub(crate) fn deprecation(kind: &Kind) -> Option<&'static str> {
    DEPRECATED.iter().find(|(deprecated, _)| *deprecated == kind.kind).map(|(_, text)| *text)
}

/// An accepted write.
#[derive(Debug, Clone)]
pub struct Written {
    /// The object as it is stored now.
    pub object: Arc<Object>,
    /// Texts of Warning headers.
    pub warnings: Vec<String>,
}
