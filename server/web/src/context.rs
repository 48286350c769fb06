//! What every request has: an id for logs and error reports, and a nonce for the page that may answer it.

use crate::problem::Problem;
use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument;

/// The name of the header that tells a client its request's id.
pub const REQUEST_ID: &str = "x-request-id";

/// The request's own facts; handlers take it as an argument.
#[derive(Debug, Clone)]
pub struct Context {
    /// Names the request in logs and answers.
    pub request_id: Arc<str>,
    /// What a `script` or `style` of the answering page must carry as `nonce`.
    pub nonce: Arc<str>,
}

impl<S: Sync> FromRequestParts<S> for Context {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Context, Problem> {
        parts.extensions.get().cloned().ok_or_else(|| Problem::internal(&"the request has no context"))
    }
}

/// The outermost layer: gives the request its context, writes the answer's id and one log line.
pub async fn layer(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let context = match Context::new() {
        Ok(context) => context,
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let span = tracing::info_span!("request", id = &*context.request_id);
    let method = request.method().clone();
    // The pattern, not the path: paths may hold what a person typed.
    let route = request.extensions().get::<MatchedPath>().map_or("-".into(), |path| path.as_str().to_owned());
    request.extensions_mut().insert(context.clone());
    let mut response = next.run(request).instrument(span.clone()).await;
    if let Ok(id) = HeaderValue::from_str(&context.request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let took = started.elapsed();
    tracing::info!(parent: &span, %method, route, status = response.status().as_u16(), us = took.as_micros() as u64, "answered");
    response
}

impl Context {
    fn new() -> Result<Context, getrandom::Error> {
        Ok(Context { request_id: random()?.into(), nonce: random()?.into() })
    }
}

/// 128 random bits in hexadecimal.
fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
