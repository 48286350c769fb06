//! For whoever runs the server: is it alive, should it get requests, what is it.

use crate::app::App;
use crate::problem::Problem;
use crate::view::report::{ENGINE, Engine};
use axum::Json;
use axum::extract::State;
use serde::Serialize;

/// `GET /healthz`: the process answers.
pub async fn alive() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// `GET /readyz`: it has room for a simulation and is not about to stop.
///
/// # Errors
/// `busy` otherwise.
pub async fn ready(State(app): State<App>) -> Result<Json<Health>, Problem> {
    match app.engine.has_room() && !app.is_stopping() {
        true => Ok(Json(Health { status: "ready" })),
        false => Err(Problem::busy()),
    }
}

/// `GET /version`: what runs here and which Kubernetes it stands for.
pub async fn version() -> Json<Engine> {
    Json(ENGINE)
}

/// How the server is.
#[derive(Debug, Serialize)]
pub struct Health {
    status: &'static str,
}
