//! A lesson: the task on the left, the workbench beside it, and goals that tick while one types.

mod goals;
mod way;

use self::goals::Goal;
use self::way::Way;
use super::bench::Bench;
use super::bench::fields::Fields;
use super::bench::seen::Seen;
use super::diff::{self, DiffLine};
use super::frame::Frame;
use super::reader::Reader;
use super::tracks;
use super::words::Words;
use super::{mend, respond};
use crate::api::budget;
use crate::app::App;
use crate::context::Context;
use crate::problem::Problem;
use crate::view::place::Texts;
use ::lesson::{Lesson, Report, check_within};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use simulator::Step;

const PANES: &[&str] = &["task", "edit", "cluster"];

#[derive(Template)]
#[template(path = "pages/lesson.html")]
struct Page<'a> {
    frame: Frame,
    w: Words,
    bench: Bench<'a>,
    path: String,
    way: Way<'a>,
    title: &'a str,
    goal: &'a str,
    background: &'a str,
    task: &'a str,
    form: &'static str,
    minutes: u32,
    goals: Vec<Goal>,
    met: usize,
    /// Checks that are not shown.
    hidden: usize,
    /// The hints that the reader asked for.
    hints: &'a [::lesson::Prose],
    /// How many there are.
    all_hints: usize,
    /// How far the solution was opened.
    solution: &'static str,
    compared: Option<(Vec<DiffLine<'a>>, Vec<DiffLine<'a>>)>,
    success: Option<Success<'a>>,
    /// Whether the text came from this server and not from the reader.
    fresh: bool,
    /// Whether applying is what comes next.
    applies: bool,
}

struct Success<'a> {
    afterwards: &'a str,
    lines: usize,
}

/// Who asked for which lesson, and with what in the form.
struct Asked {
    app: App,
    context: Context,
    reader: Reader,
    fields: Fields,
    /// Whether the text came from this server and not from the reader.
    fresh: bool,
}

/// `GET /lessons/{track}/{slug}`.
pub async fn show(
    State(app): State<App>,
    Path((track, slug)): Path<(String, String)>,
    context: Context,
    reader: Reader,
) -> Result<Response, Problem> {
    let start = app.library.lesson(&track, &slug).ok_or_else(Problem::not_found)?.start.clone();
    let fields = Fields { text: start, ..Fields::default() };
    answer(track, slug, Asked { app, context, reader, fields, fresh: true }).await
}

/// `POST /lessons/{track}/{slug}`: the same page for the form's state, after the act of the button.
pub async fn act(
    State(app): State<App>,
    Path((track, slug)): Path<(String, String)>,
    context: Context,
    mut reader: Reader,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let cookies = reader.choose(fields.lang.as_deref(), fields.theme.as_deref());
    let response = answer(track, slug, Asked { app, context, reader, fields, fresh: false }).await?;
    Ok((AppendHeaders(cookies), response).into_response())
}

async fn answer(track: String, slug: String, asked: Asked) -> Result<Response, Problem> {
    let app = asked.app.clone();
    let work = move || {
        let library = asked.app.clone();
        let lesson = library.library.lesson(&track, &slug).ok_or_else(Problem::not_found)?;
        asked.render(lesson)
    };
    app.engine.run(work).await?
}

impl Asked {
    fn render(mut self, lesson: &Lesson) -> Result<Response, Problem> {
        let language = self.reader.words.0;
        if self.fields.act == "restart" {
            let Fields { view, pane, .. } = self.fields;
            self.fields = Fields { text: lesson.start.clone(), view, pane, ..Fields::default() };
        }
        let mut text = self.fields.clean_text();
        let check = |text: &str| {
            let steps = [Step::Apply(text.to_owned())];
            check_within(lesson, &steps, language, &self.app.limits.simulation).without_hidden()
        };
        let mut report = check(&text);
        if let Some(mended) = mend::by_button(&self.fields.act, &text, report.run.first, &report.run.outcome) {
            text = mended;
            report = check(&text);
        }
        if let Some(problem) = budget::over(&report.run.outcome, &Texts::of(&report.run.steps), |_| "text".into()) {
            return Err(problem);
        }
        let solved = !self.fresh && report.passed();
        let cookie = if solved { self.reader.solve(lesson.id()) } else { None };
        Ok((AppendHeaders(cookie), respond::page(Page::new(&self, lesson, &text, &report))).into_response())
    }
}

impl<'a> Page<'a> {
    fn new(asked: &'a Asked, lesson: &'a Lesson, text: &'a str, report: &'a Report) -> Page<'a> {
        let w = asked.reader.words;
        let texts = lesson.texts(w.0);
        let run = &report.run;
        let fields = Fields { view: default_view(&asked.fields, lesson), ..asked.fields.clone() };
        let seen = Seen::new(&run.steps, &run.outcome, Some(run.first), Some(run.first), fields.question(), w);
        let passed = report.passed();
        let mut bench = Bench::new(&fields, &seen, text.to_owned(), PANES, lesson.cluster.as_deref(), None);
        if passed {
            bench.status.label = "status-solved";
        }
        let refused_at = bench.cards.iter().find(|card| card.state == "err").and_then(|card| card.places.first());
        let refused_at = refused_at.map(|place| place.line);
        let shown = fields.hints.parse::<usize>().unwrap_or(0) + usize::from(fields.act == "hint");
        let solution = solution(&fields);
        Page {
            frame: Frame::new(&asked.reader, &asked.context, "/lessons"),
            w,
            path: tracks::path(lesson),
            way: Way::new(&asked.app.library, lesson, &asked.reader),
            title: &texts.title,
            goal: &texts.goal.html,
            background: &texts.background.html,
            task: &texts.task.html,
            form: tracks::form(lesson),
            minutes: lesson.minutes,
            bench,
            goals: goals::read(report, refused_at),
            met: report.met(),
            hidden: report.hidden,
            hints: texts.hints.get(..shown).unwrap_or(&texts.hints),
            all_hints: texts.hints.len(),
            solution,
            compared: (solution == "shown" || passed).then(|| diff::sides(text, &lesson.solution)),
            success: passed
                .then(|| Success { afterwards: &texts.afterwards.html, lines: diff::changed(&lesson.start, text) }),
            fresh: asked.fresh,
            applies: !passed,
        }
    }
}

/// How far the solution is open after the act: the first click asks, the second shows.
fn solution(fields: &Fields) -> &'static str {
    match (fields.act.as_str(), fields.solution.as_str()) {
        ("reveal", _) | (_, "shown") => "shown",
        ("later", _) => "",
        ("solution", _) | (_, "asked") => "asked",
        _ => "",
    }
}

/// The view that a lesson opens with: the one where its answer shows.
fn default_view(fields: &Fields, lesson: &Lesson) -> String {
    let about_storage = lesson.kinds.iter().any(|kind| kind.starts_with("PersistentVolume"));
    let about_traffic = lesson.kinds.iter().any(|kind| matches!(kind.as_str(), "NetworkPolicy" | "Ingress"));
    match fields.view.as_str() {
        "" if about_storage => "storage".into(),
        "" if about_traffic => "traffic".into(),
        chosen => chosen.to_owned(),
    }
}
