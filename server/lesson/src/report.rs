//! The result of a check, as pages and programs read it.

use crate::check::{Hold, Visibility};
use crate::grade::Run;
use crate::place::Place;
use serde::Serialize;

/// What came of an attempt. Serialised it holds no more than its reader may see once
/// [`Report::without_hidden`] has been called.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Whether the text could be read at all; a text that cannot is a result, not an error.
    pub gradable: bool,
    /// Whether every check passed.
    pub status: Status,
    /// Points reached.
    pub score: u64,
    /// Points that can be reached.
    pub max_score: u64,
    /// The checks in the order of the lesson.
    pub checks: Vec<CheckResult>,
    /// How many more checks there are that this reader does not see; their points are in the score.
    pub hidden: usize,
    /// The simulation behind it, for pages that also show the cluster.
    #[serde(skip)]
    pub run: Run,
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckResult {
    /// Its id in the lesson.
    pub id: String,
    /// The goal in words.
    pub name: String,
    /// Whether it is met.
    pub status: Status,
    /// Points reached.
    pub score: u32,
    /// Points that can be reached.
    pub max_score: u32,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether met once is met.
    pub hold: Hold,
    /// Stable code of the message.
    pub code: &'static str,
    /// How things stand, in the learner's language and the present tense.
    pub message: String,
    /// Where to look next; empty when it is met.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub look: String,
    /// What is expected, as far as it is a value.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expected: String,
    /// What is there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub actual: String,
    /// Where in the learner's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Place>,
}

/// Whether something passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It did.
    Pass,
    /// It did not.
    Fail,
}

impl Report {
    /// Whether every check is met, hidden ones too.
    pub fn passed(&self) -> bool {
        self.status == Status::Pass
    }

    /// How many of the shown checks are met.
    pub fn met(&self) -> usize {
        self.checks.iter().filter(|check| check.is_met()).count()
    }

    /// The report for someone who may see visible checks only. Everything that leaves the server for a learner
    /// goes through here.
    pub fn without_hidden(mut self) -> Report {
        let all = self.checks.len();
        self.checks.retain(|check| check.visibility == Visibility::Visible);
        self.hidden = all - self.checks.len();
        self
    }
}

impl CheckResult {
    /// Whether it is met.
    pub fn is_met(&self) -> bool {
        self.status == Status::Pass
    }
}
