//! The result of checking a lesson, in the shape of the native grading result.

use super::diagnostic::Diagnostic;
use super::place::{Range, Texts};
use lesson::check::Hold;
use lesson::report::{self, Status};
use serde::Serialize;
use utoipa::ToSchema;

/// What came of an attempt.
#[derive(Debug, Serialize, ToSchema)]
pub struct Report<'a> {
    /// The lesson, `track/slug`.
    pub lesson: String,
    /// What graded it: the same engine always gives the same result.
    pub engine: Engine,
    /// Whether the text could be read at all; one that cannot is a result, not an error.
    pub gradable: bool,
    /// `pass` when every check is met, else `fail`.
    #[schema(value_type = String)]
    pub status: Status,
    /// Points reached.
    pub score: u64,
    /// Points that can be reached.
    pub max_score: u64,
    /// The checks in the lesson's order.
    pub checks: Vec<CheckResult<'a>>,
    /// How many more checks there are that learners do not see; their points are in the score.
    pub hidden: usize,
    /// Remarks on the learner's texts.
    pub diagnostics: Vec<Diagnostic<'a>>,
}

/// A grading engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Engine {
    /// Drydock's version.
    pub version: &'static str,
    /// The Kubernetes that it stands for.
    pub kubernetes: &'static str,
}

/// This program.
pub const ENGINE: Engine = Engine { version: env!("CARGO_PKG_VERSION"), kubernetes: "1.37.2" };

/// What came of one check.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckResult<'a> {
    /// Its id in the lesson.
    pub id: &'a str,
    /// The goal in words.
    pub name: &'a str,
    /// `pass` or `fail`.
    #[schema(value_type = String)]
    pub status: Status,
    /// Points reached.
    pub score: u32,
    /// Points that can be reached.
    pub max_score: u32,
    /// `latch`: once met stays met; `final`: must hold after the last step.
    #[schema(value_type = String)]
    pub hold: Hold,
    /// Stable code of the message.
    pub code: &'a str,
    /// How things stand.
    pub message: &'a str,
    /// Where to look next; empty when it is met.
    pub look: &'a str,
    /// What is expected, as far as it is a value; else empty.
    pub expected: &'a str,
    /// What is there; else empty.
    pub actual: &'a str,
    /// Where in the learner's text; the step counts the learner's own steps.
    pub place: Option<Range>,
}

impl<'a> Report<'a> {
    /// Shows a report from which hidden checks are gone already; `texts` are those of all its steps.
    pub fn new(lesson: &lesson::Lesson, report: &'a report::Report, texts: &Texts) -> Report<'a> {
        let own = report.run.learner().iter().zip(0u32..);
        let first = u32::try_from(report.run.first).unwrap_or(u32::MAX);
        let diagnostics = own.flat_map(|(step, index)| {
            let diagnostics = step.diagnostics.iter();
            diagnostics.map(move |found| Diagnostic::new(found, first.saturating_add(index), texts).of_step(index))
        });
        Report {
            lesson: lesson.id(),
            engine: ENGINE,
            gradable: report.gradable,
            status: report.status,
            score: report.score,
            max_score: report.max_score,
            checks: report.checks.iter().map(CheckResult::from).collect(),
            hidden: report.hidden,
            diagnostics: diagnostics.collect(),
        }
    }
}

impl<'a> From<&'a report::CheckResult> for CheckResult<'a> {
    fn from(result: &'a report::CheckResult) -> Self {
        CheckResult {
            id: &result.id,
            name: &result.name,
            status: result.status,
            score: result.score,
            max_score: result.max_score,
            hold: result.hold,
            code: result.code,
            message: &result.message,
            look: &result.look,
            expected: &result.expected,
            actual: &result.actual,
            place: result.location.map(Range::from),
        }
    }
}
