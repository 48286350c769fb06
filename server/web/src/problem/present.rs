//! Writes the body of every answer that is a problem, for whoever asked.

use super::kind::Kind;
use super::{Place, Problem};
use crate::context::Context;
use crate::pages;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, header, request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem as programs see it (RFC 9457, `application/problem+json`).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Body {
    /// Address of a page about this type of problem.
    pub r#type: String,
    /// Short name of the type.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What is the matter with this request.
    pub detail: String,
    /// Path of the request.
    pub instance: String,
    /// Names the request in the server's log.
    pub request_id: String,
    /// What to do next.
    pub next_step: &'static str,
    /// The places in the request that are to blame, if it can be told.
    pub errors: Vec<Place>,
    /// After how many seconds trying again makes sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
}

/// The layer: turns problems, and the bare error statuses of the router and of other layers, into complete answers.
pub async fn present(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut head, _) = response.into_parts();
    let problem = head.extensions.remove::<Problem>().unwrap_or_else(|| {
        let kind = Kind::of_status(status.as_u16());
        Problem::new(kind, kind.meaning)
    });
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        head.headers.remove(name);
    }
    let mut answer = match is_for_people(&asked) {
        true => pages::problem::page(&problem, &asked),
        false => json(&problem, &asked),
    };
    *answer.status_mut() = problem.status();
    answer.headers_mut().extend(head.headers);
    answer
}

/// Pages and their forms are for people; the API and whoever asks for JSON alone are programs.
fn is_for_people(asked: &request::Parts) -> bool {
    let accept = asked.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    !asked.uri.path().starts_with("/api/") && accept.contains("text/html")
}

fn json(problem: &Problem, asked: &request::Parts) -> Response {
    let body = Body {
        r#type: format!("/problems/{}", problem.kind.slug),
        title: problem.kind.title,
        status: problem.kind.status,
        detail: problem.detail.clone(),
        instance: asked.uri.path().to_owned(),
        request_id: asked.extensions.get::<Context>().map(|context| context.request_id.to_string()).unwrap_or_default(),
        next_step: problem.kind.next_step,
        errors: problem.errors.clone(),
        retry_after_s: problem.retry_after,
    };
    let mut answer = Json(body).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    answer
}
