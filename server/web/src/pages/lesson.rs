//! A lesson: the task on the left, the workbench beside it, and goals that tick while one types.

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
    track: &'a str,
    track_slug: &'a str,
    title: &'a str,
    goal: &'a str,
    background: &'a str,
    task: &'a str,
    form: &'static str,
    minutes: u32,
    number: usize,
    dots: Vec<Dot<'a>>,
    previous: Option<Neighbour<'a>>,
    next: Option<Neighbour<'a>>,
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

struct Dot<'a> {
    path: String,
    title: &'a str,
    done: bool,
    here: bool,
}

struct Neighbour<'a> {
    path: String,
    title: &'a str,
}

struct Goal {
    /// `met`, `failed` or `open`.
    state: &'static str,
    icon: &'static str,
    /// The message that says the state to a screen reader.
    label: &'static str,
    text: String,
    why: String,
    /// Where to look next; only for the first goal that is not met.
    look: String,
    /// The line of the text that it is about.
    line: Option<u32>,
    pinned: bool,
}

struct Success<'a> {
    afterwards: &'a str,
    lines: usize,
}

/// `GET /lessons/{track}/{slug}`.
pub async fn show(
    State(app): State<App>,
    Path((track, slug)): Path<(String, String)>,
    context: Context,
    reader: Reader,
) -> Result<Response, Problem> {
    let start = app.library.lesson(&track, &slug).ok_or_else(Problem::not_found)?.start.clone();
    answer(app, (track, slug), context, reader, Fields { text: start, ..Fields::default() }, true).await
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
    let response = answer(app, (track, slug), context, reader, fields, false).await?;
    Ok((AppendHeaders(cookies), response).into_response())
}

async fn answer(
    app: App,
    (track, slug): (String, String),
    context: Context,
    reader: Reader,
    fields: Fields,
    fresh: bool,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let work = move || {
        let lesson = shared.library.lesson(&track, &slug).ok_or_else(Problem::not_found)?;
        render(&shared, lesson, &context, reader, fields, fresh)
    };
    app.engine.run(work).await?
}

fn render(
    app: &App,
    lesson: &Lesson,
    context: &Context,
    mut reader: Reader,
    mut fields: Fields,
    fresh: bool,
) -> Result<Response, Problem> {
    let w = reader.words;
    if fields.act == "restart" {
        fields = Fields { text: lesson.start.clone(), view: fields.view, pane: fields.pane, ..Fields::default() };
    }
    let mut text = fields.clean_text();
    let check = |text: &str| {
        let steps = [Step::Apply(text.to_owned())];
        check_within(lesson, &steps, w.0, &app.limits.simulation).without_hidden()
    };
    let mut report = check(&text);
    if let Some(mended) = mend::by_button(&fields.act, &text, report.run.first, &report.run.outcome) {
        text = mended;
        report = check(&text);
    }
    if let Some(problem) = budget::over(&report.run.outcome, &Texts::of(&report.run.steps), |_| "text".into()) {
        return Err(problem);
    }
    let solved = !fresh && report.passed();
    let cookie = if solved { reader.solve(lesson.id()) } else { None };
    let page = Page::new(app, lesson, context, &reader, &fields, &text, &report, fresh);
    Ok((AppendHeaders(cookie), respond::page(page)).into_response())
}

impl<'a> Page<'a> {
    #[allow(clippy::too_many_arguments)]
    fn new(
        app: &'a App,
        lesson: &'a Lesson,
        context: &Context,
        reader: &Reader,
        fields: &Fields,
        text: &'a str,
        report: &'a Report,
        fresh: bool,
    ) -> Page<'a> {
        let w = reader.words;
        let texts = lesson.texts(w.0);
        let run = &report.run;
        let seen = Seen::new(&run.steps, &run.outcome, Some(run.first), Some(run.first), fields.question(), w);
        let fields = Fields { view: default_view(fields, lesson), ..fields.clone() };
        let shown = fields.hints.parse::<usize>().unwrap_or(0) + usize::from(fields.act == "hint");
        let solution = match (fields.act.as_str(), fields.solution.as_str()) {
            ("solution", before) if before != "shown" => "asked",
            ("reveal", _) | (_, "shown") => "shown",
            ("later", _) => "",
            (_, "asked") => "asked",
            _ => "",
        };
        let passed = report.passed();
        let neighbour = |lesson: &'a Lesson| Neighbour { path: tracks::path(lesson), title: &lesson.texts(w.0).title };
        let mut bench = Bench::new(&fields, &seen, text.to_owned(), PANES, lesson.cluster.as_deref(), None);
        if passed {
            bench.status.label = "status-solved";
        }
        let (previous, next) = app.library.neighbours(lesson);
        let track = app.library.track(&lesson.track);
        let siblings = || track.into_iter().flat_map(|track| &track.lessons);
        Page {
            frame: Frame::new(reader, context, "/lessons"),
            w,
            path: tracks::path(lesson),
            track: track.map_or("", |track| track.title.get(w.0)),
            track_slug: &lesson.track,
            title: &texts.title,
            goal: &texts.goal.html,
            background: &texts.background.html,
            task: &texts.task.html,
            form: tracks::form(lesson),
            minutes: lesson.minutes,
            number: siblings().position(|other| other.slug == lesson.slug).map_or(1, |at| at + 1),
            dots: siblings()
                .map(|other| Dot {
                    path: tracks::path(other),
                    title: &other.texts(w.0).title,
                    done: reader.done.contains(&other.id()),
                    here: other.slug == lesson.slug,
                })
                .collect(),
            previous: previous.map(neighbour),
            next: next.map(neighbour),
            goals: goals(report),
            met: report.met(),
            hidden: report.hidden,
            hints: texts.hints.get(..shown).unwrap_or(&texts.hints),
            all_hints: texts.hints.len(),
            solution,
            compared: (solution == "shown" || passed).then(|| diff::sides(text, &lesson.solution)),
            success: passed
                .then(|| Success { afterwards: &texts.afterwards.html, lines: diff::changed(&lesson.start, text) }),
            fresh,
            applies: !passed,
            bench,
        }
    }
}

/// The view that a lesson opens with: the one where its answer shows.
fn default_view(fields: &Fields, lesson: &Lesson) -> String {
    let about_storage = lesson.kinds.iter().any(|kind| kind.starts_with("PersistentVolume"));
    match fields.view.as_str() {
        "" if about_storage => "storage".into(),
        chosen => chosen.to_owned(),
    }
}

fn goals(report: &Report) -> Vec<Goal> {
    use ::lesson::check::Hold;
    let refused = report.run.learner().iter().flat_map(|step| &step.verdicts).any(|verdict| !verdict.accepted);
    let first = report.checks.iter().position(|check| !check.is_met());
    let goal = |(index, check): (usize, &::lesson::CheckResult)| {
        let stopped = refused && Some(index) == first;
        let (state, icon, label) = match (check.is_met(), stopped) {
            (true, _) => ("met", "s-met", "goal-met"),
            (_, true) => ("failed", "s-fail", "goal-failed"),
            _ => ("open", "s-open", "goal-open"),
        };
        Goal {
            state,
            icon,
            label,
            text: check.name.clone(),
            why: check.message.clone(),
            look: if Some(index) == first { check.look.clone() } else { String::new() },
            line: check.location.filter(|_| !check.is_met()).map(|place| place.line),
            pinned: check.hold == Hold::Final,
        }
    };
    report.checks.iter().enumerate().map(goal).collect()
}
