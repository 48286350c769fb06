//! The page that says what went wrong and leads on, and the pages about the types of problems.

use crate::problem::Problem;
use crate::problem::kind::{self, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::request;
use axum::response::{Html, IntoResponse, Response};

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct Page<'a> {
    kind: &'static Kind,
    detail: &'a str,
}

/// The page instead of the one that was asked for.
pub fn page(problem: &Problem, _asked: &request::Parts) -> Response {
    render(&Page { kind: problem.kind, detail: &problem.detail })
}

/// `GET /problems/{slug}`: what a type of problem means.
pub async fn about(Path(slug): Path<String>) -> Result<Response, Problem> {
    let kind = kind::ALL.iter().find(|kind| kind.slug == slug).ok_or_else(Problem::not_found)?;
    Ok(render(&Page { kind, detail: kind.meaning }))
}

fn render(page: &Page<'_>) -> Response {
    // A template of constants and text cannot fail; an empty page is still an answer.
    Html(page.render().unwrap_or_default()).into_response()
}
