//! The outcome of a simulation: step by step, then what an observer reads at the end.

use super::bindings::Bindings;
use super::change::Change;
use super::connection::Connection;
use super::diagnostic::Diagnostic;
use super::dns::DnsAnswer;
use super::endpoints::{self, ServiceEndpoints};
use super::matrix::Matrix;
use super::place::Texts;
use super::state::State;
use super::table::Table;
use super::verdict::{Request, Verdict};
use serde::{Deserialize, Serialize};
use simulator::{Cluster, outcome};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Which settled states an outcome holds as whole objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum States {
    /// None: the tables are enough.
    None,
    /// The one after the last step.
    #[default]
    Last,
    /// One after every step, and the last.
    All,
}

/// Everything that a simulation has to tell.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outcome<'a> {
    /// One entry per step, in order.
    pub steps: Vec<StepOutcome<'a>>,
    /// The settled state after the last step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State<'a>>,
    /// What `kubectl get KIND -A -o wide` prints after the last step, by plural resource name.
    pub tables: BTreeMap<&'a str, Table<'a>>,
    /// Every Service and the endpoints behind it.
    pub endpoints: Vec<ServiceEndpoints<'a>>,
    /// Every claim and every volume, and who has whom.
    pub bindings: Bindings<'a>,
    /// Answers to the DNS questions, in order.
    pub dns: Vec<DnsAnswer<'a>>,
    /// Answers to the connection questions, in order.
    pub connect: Vec<Connection<'a>>,
    /// Who reaches what, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Matrix<'a>>,
    /// Environment: pod -> container -> variable -> value.
    pub env: &'a BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
}

/// What one step did.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepOutcome<'a> {
    /// What kubectl printed, for `apply` and `delete`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kubectl: Option<Kubectl<'a>>,
    /// The verdict on every document of an `apply`, in order.
    pub verdicts: Vec<Verdict<'a>>,
    /// What the text shows beside kubectl's words: duplicate keys, surprises, look-alikes.
    pub diagnostics: Vec<Diagnostic<'a>>,
    /// What the controllers did until nothing changed, in order.
    pub changes: Vec<Change<'a>>,
    /// The settled state after this step, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State<'a>>,
}

/// What a kubectl command printed and sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kubectl<'a> {
    /// Exit code.
    pub exit: i32,
    /// Lines of standard output without blank ones.
    pub stdout: &'a [String],
    /// Lines of standard error without blank ones.
    pub stderr: &'a [String],
    /// Every write that reached the API server, in order.
    pub requests: Vec<Request<'a>>,
}

impl<'a> Outcome<'a> {
    /// Shows an outcome whose steps started from `base` and had these texts.
    pub fn new(outcome: &'a outcome::Outcome, base: &'a Cluster, texts: &Texts, states: States) -> Outcome<'a> {
        let last = outcome.steps.last().map_or(base, |step| &step.cluster);
        let steps = outcome.steps.iter().zip(0..).map(|(step, index)| StepOutcome::new(step, index, texts, states));
        Outcome {
            steps: steps.collect(),
            state: (states != States::None).then(|| State::of(last)),
            tables: outcome.tables.iter().map(|(plural, table)| (plural.as_str(), Table::from(table))).collect(),
            endpoints: endpoints::of(last),
            bindings: Bindings::of(last),
            dns: outcome.dns.iter().map(DnsAnswer::from).collect(),
            connect: outcome.connect.iter().map(|answer| Connection::new(answer, texts)).collect(),
            matrix: outcome.matrix.as_ref().map(Matrix::from),
            env: &outcome.env,
        }
    }
}

impl<'a> StepOutcome<'a> {
    fn new(step: &'a outcome::StepOutcome, index: u32, texts: &Texts, states: States) -> StepOutcome<'a> {
        StepOutcome {
            kubectl: step.kubectl.as_ref().map(Kubectl::from),
            verdicts: step.verdicts.iter().map(|verdict| Verdict::new(verdict, texts)).collect(),
            diagnostics: step.diagnostics.iter().map(|found| Diagnostic::new(found, index, texts)).collect(),
            changes: step.changes.iter().map(|change| Change::new(change, texts)).collect(),
            state: (states == States::All).then(|| State::of(&step.cluster)),
        }
    }
}

impl<'a> From<&'a outcome::Kubectl> for Kubectl<'a> {
    fn from(kubectl: &'a outcome::Kubectl) -> Self {
        Kubectl {
            exit: kubectl.exit,
            stdout: &kubectl.stdout,
            stderr: &kubectl.stderr,
            requests: kubectl.requests.iter().map(Request::from).collect(),
        }
    }
}
