//! The front page.

use super::frame::Frame;
use super::highlight::{self, Token};
use super::reader::Reader;
use super::respond::page;
use super::tracks::{self, LessonRow, TrackRow};
use super::words::Words;
use crate::app::App;
use crate::context::Context;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// The Service of the example; its selector differs from the pods' label in one letter.
const EXAMPLE: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: Web\n  ports:\n    - port: 80\n      targetPort: 8080\n";

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Page<'a> {
    frame: Frame,
    w: Words,
    example: Vec<ExampleLine<'a>>,
    tracks: &'a [TrackRow<'a>],
    next: Option<&'a LessonRow<'a>>,
    total: usize,
    done: usize,
}

struct ExampleLine<'a> {
    number: usize,
    tokens: Vec<Token<'a>>,
    /// Whether this is the line that selects nothing.
    warned: bool,
}

/// `GET /`.
pub async fn show(State(app): State<App>, context: Context, reader: Reader) -> Response {
    let tracks = tracks::rows(&app.library, &reader);
    let lessons = || tracks.iter().flat_map(|track| &track.lessons);
    let example = highlight::lines(EXAMPLE).into_iter();
    page(Page {
        frame: Frame::new(&reader, &context, "/lessons"),
        w: reader.words,
        example: example
            .map(|line| ExampleLine {
                number: line.number,
                warned: line.tokens.iter().any(|token| token.text == "Web"),
                tokens: line.tokens,
            })
            .collect(),
        next: lessons().find(|lesson| !lesson.done),
        total: lessons().count(),
        done: lessons().filter(|lesson| lesson.done).count(),
        tracks: &tracks,
    })
}
