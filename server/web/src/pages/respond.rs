//! Turns a page into an answer.

use crate::problem::Problem;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// Renders a page; a template that fails is the server's fault.
pub(super) fn page(page: impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}
