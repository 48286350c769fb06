//! Lessons and checks of them: nothing is stored.

use super::budget::{self, Pointer};
use super::json::Json;
use super::query::Query;
use super::steps::StepBody;
use super::written::Written;
use crate::app::App;
use crate::language::preferred;
use crate::problem::{Body, Place, Problem, kind};
use crate::view::lesson::{Lesson, Track};
use crate::view::place::Texts;
use crate::view::report::Report;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use lesson::Language;
use serde::{Deserialize, Serialize};
use simulator::Step;
use utoipa::{IntoParams, ToSchema};

/// In which language to answer.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Options {
    /// `en` or `ko`; without it the header `Accept-Language` decides.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    lang: Option<Language>,
}

/// Which lesson.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct Which {
    /// Slug of the track.
    #[param(example = "services")]
    track: String,
    /// Slug of the lesson.
    #[param(example = "multi-port")]
    slug: String,
}

/// All lessons.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lessons<'a> {
    /// The tracks in the order in which they are learned.
    tracks: Vec<Track<'a>>,
}

/// An attempt: one text, or steps. Exactly one of the two.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// A text that is applied once.
    #[serde(default)]
    text: Option<String>,
    /// What the learner does, in order.
    #[serde(default)]
    steps: Option<Vec<StepBody>>,
}

/// List the lessons.
#[utoipa::path(
    get,
    path = "/api/v1/lessons",
    operation_id = "listLessons",
    tag = "lessons",
    params(Options),
    responses(
        (status = 200, description = "All tracks and what is in them.", body = Lessons<'_>),
        (status = "4XX", description = "The request cannot be answered.", body = Body, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    Query(options): Query<Options>,
    headers: HeaderMap,
) -> Result<Written, Problem> {
    let language = options.language(&headers);
    let tracks = app.library.tracks.iter().map(|track| Track::new(track, language)).collect();
    Written::json(&Lessons { tracks }, &app.limits)
}

/// Read a lesson.
#[utoipa::path(
    get,
    path = "/api/v1/lessons/{track}/{slug}",
    operation_id = "readLesson",
    tag = "lessons",
    params(Which, Options),
    responses(
        (status = 200, description = "The lesson, except its solution.", body = Lesson<'_>),
        (status = "4XX", description = "The request cannot be answered.", body = Body, content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    Path(which): Path<Which>,
    Query(options): Query<Options>,
    headers: HeaderMap,
) -> Result<Written, Problem> {
    Written::json(&Lesson::new(which.find(&app)?, options.language(&headers)), &app.limits)
}

/// Check an attempt at a lesson.
///
/// Grading is a function of the lesson and the attempt: nothing is stored, and the same attempt always has the same
/// result. A text that kubectl cannot read has the result `gradable: false`.
#[utoipa::path(
    post,
    path = "/api/v1/lessons/{track}/{slug}/check",
    operation_id = "checkLesson",
    tag = "lessons",
    params(Which, Options),
    request_body(content = Attempt, example = json!({
        "text": "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: shop}\n  ports: [{port: 80}]\n"
    })),
    responses(
        (status = 200, description = "The result.", body = Report<'_>),
        (status = "4XX", description = "The request cannot be answered.", body = Body, content_type = "application/problem+json"),
        (status = 503, description = "Too many requests are waiting.", body = Body, content_type = "application/problem+json"),
    )
)]
pub async fn check(
    State(app): State<App>,
    Path(which): Path<Which>,
    Query(options): Query<Options>,
    headers: HeaderMap,
    Json(attempt): Json<Attempt>,
) -> Result<Written, Problem> {
    which.find(&app)?;
    let language = options.language(&headers);
    let (own, pointer) = attempt.steps(&app)?;
    let shared = app.clone();
    let work = move || {
        let lesson = which.find(&shared)?;
        let report = lesson::check_within(lesson, &own, language, &shared.limits.simulation).without_hidden();
        let texts = Texts::of(&report.run.steps);
        let first = report.run.first;
        match budget::over(&report.run.outcome, &texts, |step| pointer(step.saturating_sub(first))) {
            Some(problem) => Err(problem),
            None => Written::json(&Report::new(lesson, &report, &texts), &shared.limits),
        }
    };
    app.engine.run(work).await?
}

impl Options {
    fn language(&self, headers: &HeaderMap) -> Language {
        self.lang.unwrap_or_else(|| preferred(headers))
    }
}

impl Which {
    fn find<'a>(&self, app: &'a App) -> Result<&'a lesson::Lesson, Problem> {
        app.library.lesson(&self.track, &self.slug).ok_or_else(Problem::not_found)
    }
}

impl Attempt {
    /// The learner's steps, and where the text of a step stands in the body.
    fn steps(self, app: &App) -> Result<(Vec<Step>, Pointer), Problem> {
        match (self.text, self.steps) {
            (Some(text), None) => Ok((vec![Step::Apply(text)], |_| "/text".to_owned())),
            (None, Some(steps)) => Ok((budget::steps(steps, &app.limits)?, budget::pointer)),
            _ => {
                let message = "an attempt has either `text` or `steps`".to_owned();
                let detail = format!("{}.", message.replacen("an", "An", 1));
                let place = Place { code: "shape".into(), pointer: String::new(), line: None, column: None, message };
                Err(Problem::new(&kind::INVALID_REQUEST, detail).at(place))
            }
        }
    }
}
