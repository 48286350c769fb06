//! What people see: handlers that extract, call and render.

pub mod problem;

use crate::routes::Route;
use axum::routing::get;

/// The pages' routes.
pub fn table() -> Vec<Route> {
    vec![("/problems/{slug}", get(problem::about))]
}
