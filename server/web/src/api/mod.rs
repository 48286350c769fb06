//! What programs ask for, under `/api/v1`, with its OpenAPI document generated from the handlers.

pub mod budget;
pub mod health;
pub mod json;
pub mod lessons;
pub mod query;
pub mod simulations;
pub mod steps;
pub mod written;

use crate::app::App;
use crate::problem::Body;
use axum::{Json, Router};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Drydock",
        description = "What a Kubernetes cluster would do with a text: verdicts, state, DNS records, endpoints, volume bindings. \
                       Nothing is stored; the same request always has the same answer.",
        license(name = "Apache-2.0")
    ),
    components(schemas(Body))
)]
struct Description;

/// The API's routes and their description.
pub fn router() -> (Router<App>, Document) {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(simulations::create))
        .routes(routes!(lessons::list))
        .routes(routes!(lessons::read))
        .routes(routes!(lessons::check))
        .routes(routes!(description))
        .split_for_parts()
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
async fn description() -> Json<Document> {
    Json(router().1)
}
