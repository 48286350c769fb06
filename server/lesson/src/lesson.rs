//! One lesson: its texts, its files, and what its checks ask for.

use crate::check::Check;
use crate::language::Language;
use crate::markdown::Prose;
use crate::predict::Question;
use serde::{Deserialize, Serialize};
use simulator::Step;
use std::collections::{BTreeMap, BTreeSet};

/// A lesson, complete and checked by the loader.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Slug of its track.
    pub track: String,
    /// Its own slug: the folder's name without the number in front.
    pub slug: String,
    /// The folder, relative to the folder of lessons.
    pub folder: String,
    /// How long it takes.
    pub minutes: u32,
    /// How much help it gives.
    pub level: Form,
    /// What the learner does.
    pub form: Form,
    /// Lessons (`track/slug`) that come first.
    pub requires: Vec<String>,
    /// What it teaches, as words for a search.
    pub concepts: Vec<String>,
    /// Kinds that the lesson uses for the first time or again.
    pub kinds: Vec<String>,
    /// Those, and the kinds of all lessons that come first.
    pub allowed_kinds: BTreeSet<String>,
    /// The words, by language.
    pub texts: BTreeMap<Language, Texts>,
    /// What exists already, read-only for the learner.
    pub cluster: Option<String>,
    /// What the editor opens with.
    pub start: String,
    /// A text that passes every check.
    pub solution: String,
    /// What is asked, in the order in which learners read it.
    pub checks: Vec<Check>,
    /// Typical errors, each with what it must show.
    pub mistakes: Vec<Mistake>,
    /// Questions to answer before applying.
    pub questions: Vec<Question>,
    /// What happens to the cluster before and after the learner's steps.
    pub steps: Around,
}

/// The words of a lesson in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Texts {
    /// Plain text.
    pub title: String,
    /// The outcome in one sentence.
    pub goal: Prose,
    /// What one has to know.
    pub background: Prose,
    /// What to do.
    pub task: Prose,
    /// Where to look; which rule; the edit.
    pub hints: Vec<Prose>,
    /// What has been shown, and one "what if".
    pub afterwards: Prose,
}

/// What the learner does in a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Reads only (a level).
    See,
    /// Says what will happen.
    Predict,
    /// Mends a text.
    Fix,
    /// Fills a gap.
    Complete,
    /// Writes from nothing.
    Build,
    /// Finds a fault from its symptom.
    Debug,
    /// Is timed and gets feedback by policy.
    Exam,
}

/// A typical error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// File name under `mistakes/`.
    pub file: String,
    /// The learner's text.
    pub text: String,
    /// Id of the check that it must fail.
    pub fails: String,
    /// The code that the learner must be shown: of the failed check's reason, of a diagnostic, or of the server.
    pub shows: String,
}

/// What happens around the learner's own steps.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Around {
    /// After `cluster.yaml`, before the learner.
    pub before: Vec<Step>,
    /// After the learner.
    pub after: Vec<Step>,
}

impl Lesson {
    /// The words in that language, else in the first one that there is.
    pub fn texts(&self, language: Language) -> &Texts {
        static NONE: Texts = Texts::EMPTY;
        self.texts.get(&language).or_else(|| self.texts.values().next()).unwrap_or(&NONE)
    }

    /// `track/slug`: names the lesson in addresses and in other lessons' `requires`.
    pub fn id(&self) -> String {
        format!("{}/{}", self.track, self.slug)
    }

    /// The check of that id.
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// All steps of an attempt: what exists already, the learner's steps, what happens afterwards. The second
    /// value is the index of the learner's first step.
    pub fn steps(&self, learner: &[Step]) -> (Vec<Step>, usize) {
        let mut steps: Vec<Step> = self.cluster.iter().map(|text| Step::Apply(text.clone())).collect();
        steps.extend(self.steps.before.iter().cloned());
        let first = steps.len();
        steps.extend(learner.iter().cloned());
        steps.extend(self.steps.after.iter().cloned());
        (steps, first)
    }
}

impl Texts {
    const EMPTY: Texts = Texts {
        title: String::new(),
        goal: Prose { markdown: String::new(), html: String::new() },
        background: Prose { markdown: String::new(), html: String::new() },
        task: Prose { markdown: String::new(), html: String::new() },
        hints: Vec::new(),
        afterwards: Prose { markdown: String::new(), html: String::new() },
    };

    /// Words that the learner reads before the first edit: goal, background and task.
    pub fn words(&self) -> usize {
        self.goal.words() + self.background.words() + self.task.words()
    }
}
