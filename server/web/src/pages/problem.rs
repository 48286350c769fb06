//! The page that says what went wrong and leads on, and the pages about the types of problems.

use super::frame::Frame;
use super::reader::Reader;
use super::respond::page as respond;
use super::words::Words;
use crate::context::Context;
use crate::problem::Problem;
use crate::problem::kind::{self, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::request;
use axum::response::{IntoResponse, Response};

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct Page<'a> {
    frame: Frame,
    w: Words,
    status: u16,
    slug: &'static str,
    title: String,
    /// What is the matter with this very request.
    detail: Option<&'a str>,
    meaning: String,
    next_step: String,
}

/// The page instead of the one that was asked for.
pub fn page(problem: &Problem, asked: &request::Parts) -> Response {
    let Some(context) = asked.extensions.get::<Context>() else { return ().into_response() };
    // Of most problems the type says all; only a bound has to be named.
    let said = (problem.kind.slug == kind::OVER_BUDGET.slug).then_some(problem.detail.as_str());
    Page::answer(problem.kind, said, &Reader::of(&asked.headers), context)
}

/// `GET /problems/{slug}`: what a type of problem means.
pub async fn about(Path(slug): Path<String>, context: Context, reader: Reader) -> Result<Response, Problem> {
    let kind = kind::ALL.iter().find(|kind| kind.slug == slug).ok_or_else(Problem::not_found)?;
    Ok(Page::answer(kind, None, &reader, &context))
}

impl Page<'_> {
    fn answer(kind: &'static Kind, detail: Option<&str>, reader: &Reader, context: &Context) -> Response {
        let w = reader.words;
        // The types' own words are English; other languages translate them by slug.
        let said = |part: &str, own: &str| {
            let id = format!("problem-{}-{part}", kind.slug);
            if w.has(&id) { w.say(&id) } else { own.to_owned() }
        };
        respond(Page {
            frame: Frame::new(reader, context, ""),
            w,
            status: kind.status,
            slug: kind.slug,
            title: said("title", kind.title),
            detail,
            meaning: said("meaning", kind.meaning),
            next_step: said("next", kind.next_step),
        })
    }
}
