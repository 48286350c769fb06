//! The playground: any text, any steps, one cluster.

use super::bench::Bench;
use super::bench::fields::Fields;
use super::bench::log::Acts;
use super::bench::seen::Seen;
use super::frame::Frame;
use super::reader::Reader;
use super::respond;
use super::words::Words;
use crate::api::budget;
use crate::app::App;
use crate::context::Context;
use crate::limits::Limits;
use crate::problem::{Problem, kind};
use crate::view::place::Texts;
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde::Deserialize;
use simulator::simulate::simulate_within;
use simulator::{Questions, Step, base_cluster};

const PANES: &[&str] = &["edit", "cluster"];

/// Texts to start from, by the name in the address; the first one opens when none is named.
const EXAMPLES: &[(&str, &str)] = &[
    ("shop", include_str!("../../../../templates/examples/shop.yaml")),
    ("near-miss", include_str!("../../../../templates/examples/near-miss.yaml")),
    ("claim", include_str!("../../../../templates/examples/claim.yaml")),
];

#[derive(Template)]
#[template(path = "pages/playground.html")]
struct Page<'a> {
    frame: Frame,
    w: Words,
    bench: Bench<'a>,
    /// The steps done so far, as JSON.
    done: String,
    /// Whether the text came from this server and not from the reader.
    fresh: bool,
    /// Whether applying is what comes next.
    applies: bool,
}

/// What to start from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Start {
    example: Option<String>,
}

/// `GET /playground`.
pub async fn show(State(app): State<App>, context: Context, reader: Reader, Query(start): Query<Start>) -> Response {
    let named = start.example.as_deref();
    let example = EXAMPLES.iter().find(|(name, _)| named == Some(*name)).or(EXAMPLES.first());
    let fields = Fields { text: example.map(|(_, text)| (*text).to_owned()).unwrap_or_default(), ..Fields::default() };
    answer(app, context, reader, fields, named.is_none()).await
}

/// `POST /playground`: the same page for the form's state, after the act of the button.
pub async fn act(State(app): State<App>, context: Context, mut reader: Reader, Form(fields): Form<Fields>) -> Response {
    let cookies = reader.choose(fields.lang.as_deref(), fields.theme.as_deref());
    (AppendHeaders(cookies), answer(app, context, reader, fields, false).await).into_response()
}

async fn answer(app: App, context: Context, reader: Reader, fields: Fields, fresh: bool) -> Response {
    let frame = Frame::new(&reader, &context, "/playground");
    let limits = app.limits.clone();
    let rendered = app.engine.run(move || render(frame, reader.words, fields, fresh, &limits)).await;
    rendered.and_then(|page| page).map_or_else(IntoResponse::into_response, IntoResponse::into_response)
}

fn render(frame: Frame, w: Words, fields: Fields, fresh: bool, limits: &Limits) -> Result<Response, Problem> {
    let mut text = fields.clean_text();
    let mut done = fields.steps();
    match fields.act.as_str() {
        "apply" if !text.trim().is_empty() => done.push(Step::Apply(text.clone())),
        "undo" => drop(done.pop()),
        "restart" => done.clear(),
        "delete" if !fields.object.is_empty() => done.push(Step::Delete(fields.object.clone())),
        "ready" | "unready" if !fields.pod.is_empty() => {
            done.push(Step::Ready { pod: fields.pod.clone(), value: fields.act == "ready" });
        }
        "report" | "silence" if !fields.node.is_empty() => {
            done.push(Step::Node { name: fields.node.clone(), value: fields.act == "report" });
        }
        _ => {}
    }
    if done.len() > limits.steps {
        return Err(Problem::new(
            &kind::OVER_BUDGET,
            format!("{} steps are more than the {} of one request.", done.len(), limits.steps),
        ));
    }
    // The text is in the cluster when the last apply was of it; otherwise it is looked at on top of what is done.
    let applied = done.iter().rposition(|step| matches!(step, Step::Apply(_)));
    let same = |index: &usize| matches!(done.get(*index), Some(Step::Apply(held)) if *held == text);
    let applied = applied.filter(same);
    let mut steps = done.clone();
    if applied.is_none() && !text.trim().is_empty() {
        steps.push(Step::Apply(text.clone()));
    }
    let mut outcome = simulate_within(base_cluster(), &steps, &Questions::default(), &limits.simulation);
    if let Some(mended) = super::mend::by_button(&fields.act, &text, applied.unwrap_or(done.len()), &outcome) {
        text = mended;
        steps.truncate(done.len());
        steps.push(Step::Apply(text.clone()));
        outcome = simulate_within(base_cluster(), &steps, &Questions::default(), &limits.simulation);
    }
    if let Some(problem) = budget::over(&outcome, &Texts::of(&steps), |_| "text".into()) {
        return Err(problem);
    }
    let preview = (steps.len() > done.len()).then_some(done.len());
    let seen = Seen::new(&steps, &outcome, preview.or(applied), preview, fields.question(), w);
    let page = Page {
        frame,
        w,
        bench: Bench::new(&fields, &seen, text, PANES, None, Some(Acts::new(&seen, done.len()))),
        done: serde_json::to_string(&done).unwrap_or_default(),
        fresh,
        applies: preview.is_some(),
    };
    Ok(respond::page(page))
}
