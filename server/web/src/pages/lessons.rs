//! The list of lessons.

use super::frame::Frame;
use super::reader::Reader;
use super::respond::page;
use super::tracks::{self, TrackRow};
use super::words::Words;
use crate::app::App;
use crate::context::Context;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "pages/lessons.html")]
struct Page<'a> {
    frame: Frame,
    w: Words,
    tracks: &'a [TrackRow<'a>],
}

/// `GET /lessons`.
pub async fn show(State(app): State<App>, context: Context, reader: Reader) -> Response {
    let tracks = tracks::rows(&app.library, &reader);
    page(Page { frame: Frame::new(&reader, &context, "/lessons"), w: reader.words, tracks: &tracks })
}
