//! What a lesson asks of a cluster: one file per kind of check.
//!
//! A check looks at a [`Scene`] (one state and the step that led to it) and returns a [`Finding`]: met or not,
//! what it saw in words, and where in the learner's text to look.

mod absent;
mod binding;
mod dns;
mod edits;
mod endpoints;
mod env;
mod event;
mod field;
mod phase;
mod placeholder;
mod reaches;
mod unchanged;
mod verdict;

pub use absent::Absent;
pub use binding::Binding;
pub use dns::Dns;
pub use edits::Edits;
pub use endpoints::Endpoints;
pub use env::Env;
pub use event::Event;
pub use field::Field;
pub use phase::Phase;
pub use reaches::Reaches;
pub use unchanged::Unchanged;
pub use verdict::Verdict;
pub(crate) use verdict::codes as codes_of_refusal;

use crate::format::Keys;
use crate::language::Text;
use crate::object::ObjectRef;
use crate::reason::Reason;
use serde::{Deserialize, Serialize};
use simulator::Cluster;
use simulator::kinds::Kind;
use simulator::outcome::{Outcome, StepOutcome};
use simulator::value::Source;

/// One thing that a lesson asks for.
#[derive(Debug, Clone)]
pub struct Check {
    /// Names it in results and in `[[mistake]]`.
    pub id: String,
    /// What must be so.
    pub expectation: Expectation,
    /// Points for it.
    pub weight: u32,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether met once is met.
    pub hold: Hold,
    /// The goal in words: an outcome, not an edit.
    pub text: Text,
    /// Where to look while it is not met.
    pub failure: Text,
}

/// Who may see a check and its result (Gradescope's vocabulary).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody.
    Visible,
    /// Learners once the assignment is due.
    AfterDueDate,
    /// Learners once results are published.
    AfterPublished,
    /// Trainers only.
    Hidden,
}

/// When a check must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hold {
    /// Once met stays met.
    Latch,
    /// After the last step.
    Final,
}

/// What must be so, by kind of check.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// A document is accepted, or refused in a certain way.
    Verdict(Verdict),
    /// A Service has exactly these ready endpoints.
    Endpoints(Endpoints),
    /// A pod's question gets this answer.
    Dns(Dns),
    /// A container's environment holds a variable.
    Env(Env),
    /// A claim is bound, or waits for a certain reason.
    Binding(Binding),
    /// An object is in a phase.
    Phase(Phase),
    /// A field of an object has a value.
    Field(Field),
    /// There is an event about an object.
    Event(Event),
    /// An object is as the learner found it.
    Unchanged(Unchanged),
    /// An object does not exist.
    Absent(Absent),
    /// A connection has an outcome.
    Reaches(Reaches),
    /// Few lines are edited.
    Edits(Edits),
}

type Read = fn(&mut Keys<'_>) -> Option<Expectation>;

/// The kinds of checks by their name in `lesson.toml`, and how to read the rest of their keys.
pub(crate) const KINDS: &[(&str, Read)] = &[
    ("verdict", |keys| Verdict::read(keys).map(Expectation::Verdict)),
    ("endpoints", |keys| Endpoints::read(keys).map(Expectation::Endpoints)),
    ("dns", |keys| Dns::read(keys).map(Expectation::Dns)),
    ("env", |keys| Env::read(keys).map(Expectation::Env)),
    ("binding", |keys| Binding::read(keys).map(Expectation::Binding)),
    ("phase", |keys| Phase::read(keys).map(Expectation::Phase)),
    ("field", |keys| Field::read(keys).map(Expectation::Field)),
    ("event", |keys| Event::read(keys).map(Expectation::Event)),
    ("unchanged", |keys| Unchanged::read(keys).map(Expectation::Unchanged)),
    ("absent", |keys| Absent::read(keys).map(Expectation::Absent)),
    ("edits", |keys| Edits::read(keys).map(Expectation::Edits)),
    ("reaches", |keys| Reaches::read(keys).map(Expectation::Reaches)),
];

impl Expectation {
    /// Looks whether it is so.
    pub(crate) fn look(&self, scene: &Scene<'_>) -> Finding {
        self.kind().look(scene)
    }

    /// What it is about in an author's solution, for mutants.
    pub(crate) fn targets(&self) -> Vec<Target> {
        self.kind().targets()
    }

    /// Whether it latches when the author does not say: what one may lose again must hold at the end.
    pub(crate) fn usual_hold(&self) -> Hold {
        match self {
            Expectation::Unchanged(_) | Expectation::Absent(_) | Expectation::Edits(_) => Hold::Final,
            _ => Hold::Latch,
        }
    }

    fn kind(&self) -> &dyn Expect {
        match self {
            Expectation::Verdict(kind) => kind,
            Expectation::Endpoints(kind) => kind,
            Expectation::Dns(kind) => kind,
            Expectation::Env(kind) => kind,
            Expectation::Binding(kind) => kind,
            Expectation::Phase(kind) => kind,
            Expectation::Field(kind) => kind,
            Expectation::Event(kind) => kind,
            Expectation::Unchanged(kind) => kind,
            Expectation::Absent(kind) => kind,
            Expectation::Reaches(kind) => kind,
            Expectation::Edits(kind) => kind,
        }
    }
}

/// What every kind of check can do.
trait Expect {
    fn look(&self, scene: &Scene<'_>) -> Finding;
    fn targets(&self) -> Vec<Target>;
}

/// What a check looks at: one state of the cluster and how it came about.
pub(crate) struct Scene<'a> {
    /// The state.
    pub(crate) cluster: &'a Cluster,
    /// The state that the learner found.
    pub(crate) before: &'a Cluster,
    /// The learner's latest apply that led to the state, and its text.
    pub(crate) applied: Option<(&'a StepOutcome, &'a str)>,
    /// The text that the learner started from.
    pub(crate) start: &'a str,
    /// The whole run, for what is only answered at its end (environments).
    pub(crate) outcome: &'a Outcome,
}

/// What a check saw.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    pub(crate) met: bool,
    pub(crate) reason: Reason,
    /// Where to look, in whichever step's text.
    pub(crate) source: Option<Source>,
    pub(crate) expected: String,
    pub(crate) actual: String,
}

impl Finding {
    pub(crate) fn new(met: bool, reason: Reason) -> Finding {
        Finding { met, reason, source: None, expected: String::new(), actual: String::new() }
    }

    /// Says where to look.
    pub(crate) fn at(mut self, source: Option<Source>) -> Finding {
        self.source = source;
        self
    }

    /// Says what was expected and what was there.
    pub(crate) fn compared(mut self, expected: impl Into<String>, actual: impl Into<String>) -> Finding {
        self.expected = expected.into();
        self.actual = actual.into();
        self
    }
}

/// What a check is about, for mutants of a solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Parts of an object that the solution writes.
    Part {
        /// The object.
        object: ObjectRef,
        /// JSON pointers into it, `*` for every item or member; `""` for the object as a whole.
        pointers: Vec<String>,
    },
    /// The same parts of every object of a kind.
    Every {
        /// The kind.
        kind: &'static Kind,
        /// JSON pointers as above.
        pointers: Vec<String>,
    },
    /// An object that the solution leaves alone.
    Guarded(ObjectRef),
}

impl Target {
    fn part(object: &ObjectRef, pointers: &[&str]) -> Target {
        Target::Part {
            object: object.clone(),
            pointers: pointers.iter().map(|pointer| (*pointer).to_owned()).collect(),
        }
    }

    fn every(kind: &'static Kind, pointers: &[&str]) -> Target {
        Target::Every { kind, pointers: pointers.iter().map(|pointer| (*pointer).to_owned()).collect() }
    }
}

/// Names for a sentence, in their order.
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    names.join(", ")
}
