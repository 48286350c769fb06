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

use crate::object::Object;
use std::sync::Arc;

/// An accepted write.
#[derive(Debug, Clone)]
pub struct Written {
    /// The object as it is stored now.
    pub object: Arc<Object>,
    /// Texts of Warning headers.
    pub warnings: Vec<String>,
}
