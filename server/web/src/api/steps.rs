//! Steps and questions as programs send them.

use crate::limits::Limits;
use crate::problem::{Place, Problem, kind};
use crate::view::place::Texts;
use serde::Deserialize;
use simulator::outcome::Outcome;
use simulator::{DnsQuestion, Questions, Step};
use utoipa::ToSchema;

/// One act; the cluster settles after each. An object with exactly one of these members.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
#[schema(as = Step)]
pub enum StepBody {
    /// `kubectl apply --validate=strict -f -` with this text, in namespace `default`.
    Apply(String),
    /// `kubectl delete KIND/NAME --namespace NS --wait=false`, written `kind/namespace/name`; cluster-scoped
    /// `persistentvolume//pv-a`.
    Delete(String),
    /// The kubelet flips a pod's readiness.
    Ready(ReadyBody),
    /// A node falls silent or reports again.
    Node(NodeBody),
}

/// A pod's readiness.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Ready)]
pub struct ReadyBody {
    /// The pod, `namespace/name`.
    pod: String,
    /// Ready or not.
    value: bool,
}

/// A node's voice.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Node)]
pub struct NodeBody {
    /// The node's name.
    name: String,
    /// Whether it reports.
    value: bool,
}

/// What to read after the last step.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Questions)]
pub struct QuestionsBody {
    /// Names that pods look up.
    #[serde(default)]
    dns: Vec<DnsQuestionBody>,
    /// Pods (`namespace/name`) whose containers' environment is wanted.
    #[serde(default)]
    env: Vec<String>,
}

/// A name that a pod looks up through its own resolver.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DnsQuestion)]
pub struct DnsQuestionBody {
    /// The asking pod, `namespace/name`.
    from: String,
    /// The name as typed; a final dot ends the search.
    name: String,
    /// `A`, `AAAA`, `SRV`, `PTR`, `CNAME`, `TXT` or `ANY`.
    r#type: String,
}

impl From<StepBody> for Step {
    fn from(step: StepBody) -> Step {
        match step {
            StepBody::Apply(text) => Step::Apply(text),
            StepBody::Delete(object) => Step::Delete(object),
            StepBody::Ready(ReadyBody { pod, value }) => Step::Ready { pod, value },
            StepBody::Node(NodeBody { name, value }) => Step::Node { name, value },
        }
    }
}

impl From<QuestionsBody> for Questions {
    fn from(questions: QuestionsBody) -> Questions {
        let dns = questions.dns.into_iter();
        let ask = |DnsQuestionBody { from, name, r#type }| DnsQuestion { from, name, record: r#type };
        Questions { dns: dns.map(ask).collect(), env: questions.env, ..Questions::default() }
    }
}

/// Steps, unless there are more of them than one request may ask for.
///
/// # Errors
/// `over-budget`.
pub fn bounded(steps: Vec<StepBody>, limits: &Limits) -> Result<Vec<Step>, Problem> {
    within("budget-steps", "/steps", steps.len(), limits.steps)?;
    Ok(steps.into_iter().map(Step::from).collect())
}

/// Questions, unless there are more of them than one request may ask.
///
/// # Errors
/// `over-budget`.
pub fn bounded_questions(questions: QuestionsBody, limits: &Limits) -> Result<Questions, Problem> {
    let asked = questions.dns.len() + questions.env.len();
    within("budget-questions", "/questions", asked, limits.questions)?;
    Ok(questions.into())
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
pub fn over_budget(outcome: &Outcome, texts: &Texts, pointer: impl Fn(usize) -> String) -> Option<Problem> {
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
