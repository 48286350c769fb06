//! An outcome written in the form of the recordings.

mod base;
mod events;
mod kubectl;
mod member;
mod objects;
mod questions;
mod tables;

use crate::placeholder::Placeholders;
use serde_json::{Value, json};
use simulator::outcome::StepOutcome;
use simulator::{Outcome, Step, snapshot};
use tests::case::Case;

/// Writes the outcome of a case as a recording.
pub(crate) fn of(case: &Case, outcome: &Outcome) -> Value {
    let text = case.text();
    let mut last = Placeholders::default();
    let mut steps = Vec::new();
    for (step, done) in case.steps.iter().zip(&outcome.steps) {
        let state = serde_json::to_value(snapshot(&done.cluster)).unwrap_or_default();
        last = Placeholders::collect(&state["objects"], &text);
        steps.push(one_step(step, done, &state, &text, &last));
    }
    let mut whole = json!({
        "title": case.title,
        "kubernetes": "v1.37.2",
        "steps": steps,
        "tables": last.apply(&tables::of(outcome)),
    });
    if !case.observe.dns.is_empty() {
        whole["dns"] = last.apply(&outcome.dns.iter().map(questions::dns).collect());
    }
    if !case.observe.env.is_empty() {
        whole["env"] = last.apply(&serde_json::to_value(&outcome.env).unwrap_or_default());
    }
    if !case.observe.connect.is_empty() {
        whole["connect"] = last.apply(&outcome.connect.iter().map(questions::connect).collect());
    }
    whole
}

fn one_step(step: &Step, done: &StepOutcome, state: &Value, text: &str, hidden: &Placeholders) -> Value {
    let mut whole = json!({ "cluster": hidden.apply(&objects::cluster(state, text)) });
    if let Some(events) = whole["cluster"].get_mut("events").and_then(Value::as_array_mut) {
        // Events that differ in a placeholder only are one.
        let mut kept: Vec<Value> = Vec::new();
        for event in events.drain(..) {
            if !kept.contains(&event) {
                kept.push(event);
            }
        }
        *events = kept;
    }
    match step {
        Step::Apply(_) => whole["apply"] = hidden.apply(&kubectl::ran(done.kubectl.as_ref())),
        Step::Delete(_) => whole["delete"] = hidden.apply(&kubectl::ran(done.kubectl.as_ref())),
        Step::Ready { pod, value } => whole["ready"] = json!({ "pod": pod, "value": value }),
        Step::Node { name, value } => whole["node"] = json!({ "name": name, "value": value }),
    }
    whole
}
