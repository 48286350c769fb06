//! Requests that ask for more than one request may cost are refused with the bound, the place and a way on.

use super::steps::{QuestionsBody, StepBody};
use crate::limits::Limits;
use crate::problem::{Place, Problem, kind};
use crate::view::place::Texts;
use simulator::outcome::Outcome;
use simulator::{Questions, Step};

/// Steps, unless there are more of them than one request may ask for.
///
/// # Errors
/// `over-budget`.
pub fn steps(steps: Vec<StepBody>, limits: &Limits) -> Result<Vec<Step>, Problem> {
    within("budget-steps", "/steps", steps.len(), limits.steps)?;
    Ok(steps.into_iter().map(Step::from).collect())
}

/// Questions, unless there are more of them than one request may ask.
///
/// # Errors
/// `over-budget`.
pub fn questions(questions: QuestionsBody, limits: &Limits) -> Result<Questions, Problem> {
    let questions = Questions::from(questions);
    let asked = questions.dns.len() + questions.env.len() + questions.connect.len();
    within("budget-questions", "/questions", asked, limits.questions)?;
    Ok(questions)
}

fn within(code: &str, pointer: &str, asked: usize, allowed: usize) -> Result<(), Problem> {
    if asked <= allowed {
        return Ok(());
    }
    let message = format!("{asked} are more than the {allowed} that one request may have");
    let place = Place { code: code.into(), pointer: pointer.into(), line: None, column: None, message };
    Err(Problem::new(&kind::OVER_BUDGET, format!("{pointer}: {}.", place.message)).at(place))
}

/// Says where the text of a step stands in a body.
pub type Pointer = fn(usize) -> String;

/// The [`Pointer`] into a list of steps.
pub fn pointer(step: usize) -> String {
    format!("/steps/{step}/apply")
}

/// The refusal when a text or the work it asks for went over one of the simulator's bounds. `pointer` says where the
/// text of a step stands in the body.
pub fn over(outcome: &Outcome, texts: &Texts, pointer: impl Fn(usize) -> String) -> Option<Problem> {
    let mut places = Vec::new();
    for ((number, step), index) in outcome.steps.iter().enumerate().zip(0..) {
        for found in step.diagnostics.iter().filter(|found| found.code.starts_with("budget-")) {
            let place = texts.span(index, found.span);
            places.push(Place {
                code: found.code.to_string(),
                pointer: pointer(number),
                line: place.map(|place| place.line),
                column: place.map(|place| place.column),
                message: found.message.clone(),
            });
        }
    }
    if let Some(bound) = outcome.over_budget.as_ref().filter(|_| places.is_empty()) {
        let pointer = pointer(outcome.steps.len().saturating_sub(1));
        places.push(Place { code: "budget-work".into(), pointer, line: None, column: None, message: bound.clone() });
    }
    let first = places.first()?;
    let detail = format!("{}: {}.", first.pointer, first.message.trim_end_matches('.'));
    Some(Problem { errors: places, ..Problem::new(&kind::OVER_BUDGET, detail) })
}
