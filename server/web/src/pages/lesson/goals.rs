//! The goals of a lesson and how each of them stands.

use lesson::check::Hold;
use lesson::{CheckResult, Report};

/// A goal.
#[derive(Debug)]
pub(super) struct Goal {
    /// `met`, `failed` or `open`.
    pub(super) state: &'static str,
    /// The icon's id.
    pub(super) icon: &'static str,
    /// The message that says the state to a screen reader.
    pub(super) label: &'static str,
    /// The outcome in words.
    pub(super) text: String,
    /// How things stand.
    pub(super) why: String,
    /// Where to look next; only for the first goal that is not met.
    pub(super) look: String,
    /// The line of the text that it is about.
    pub(super) line: Option<usize>,
    /// Whether it must hold at the end.
    pub(super) pinned: bool,
}

/// The goals of a report. What the server refuses stops the first goal that is not met; the others are just open.
/// `line` is where the text was refused.
pub(super) fn read(report: &Report, line: Option<usize>) -> Vec<Goal> {
    let refused = report.run.learner().iter().flat_map(|step| &step.verdicts).any(|verdict| !verdict.accepted);
    let first = report.checks.iter().position(|check| !check.is_met());
    let checks = report.checks.iter().enumerate();
    checks.map(|(index, check)| Goal::new(check, Some(index) == first, refused, line)).collect()
}

impl Goal {
    fn new(check: &CheckResult, is_first: bool, refused: bool, line: Option<usize>) -> Goal {
        let stopped = is_first && refused;
        let own = check.location.and_then(|place| usize::try_from(place.line).ok());
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
            look: if is_first { check.look.clone() } else { String::new() },
            line: if check.is_met() {
                None
            } else if stopped {
                line.or(own)
            } else {
                own
            },
            pinned: check.hold == Hold::Final,
        }
    }
}
