//! Grading: the learner's steps are simulated in the lesson's cluster and every check looks at what came of it.

use crate::check::{Check, Expectation, Finding, Hold, Scene};
use crate::language::Language;
use crate::lesson::Lesson;
use crate::place::Place;
use crate::report::{CheckResult, Report, Status};
use simulator::outcome::{Outcome, Station, StepOutcome};
use simulator::simulate::{Budget, simulate_within};
use simulator::{Cluster, Questions, Step, base_cluster};

/// Checks the learner's steps: a pure function of lesson, steps and language.
pub fn check(lesson: &Lesson, steps: &[Step], language: Language) -> Report {
    check_within(lesson, steps, language, &Budget::default())
}

/// [`check`] with bounds of the caller's.
pub fn check_within(lesson: &Lesson, steps: &[Step], language: Language, budget: &Budget) -> Report {
    let run = Run::new(lesson, steps, budget);
    let checks: Vec<CheckResult> = lesson.checks.iter().map(|check| run.result(lesson, check, language)).collect();
    let score = checks.iter().map(|check| u64::from(check.score)).sum();
    let max_score = checks.iter().map(|check| u64::from(check.max_score)).sum();
    let passed = checks.iter().all(|check| check.status == Status::Pass);
    Report {
        gradable: run.is_gradable(),
        status: if passed { Status::Pass } else { Status::Fail },
        score,
        max_score,
        checks,
        hidden: 0,
        run,
    }
}

/// Checks one text, applied once.
pub fn check_text(lesson: &Lesson, text: &str, language: Language) -> Report {
    check(lesson, &[Step::Apply(text.to_owned())], language)
}

/// The simulation behind a report.
#[derive(Debug, Clone)]
pub struct Run {
    /// All steps: the lesson's own, the learner's, the lesson's again.
    pub steps: Vec<Step>,
    /// Index of the learner's first step.
    pub first: usize,
    /// How many steps are the learner's.
    pub count: usize,
    /// What came of them.
    pub outcome: Outcome,
}

impl Run {
    /// Simulates the learner's steps in the lesson's cluster.
    pub(crate) fn new(lesson: &Lesson, learner: &[Step], budget: &Budget) -> Run {
        let (steps, first) = lesson.steps(learner);
        let mut questions = Questions::default();
        let choices = lesson.questions.iter().flat_map(|question| &question.choices);
        let asked = lesson.checks.iter().map(|check| &check.expectation);
        for expectation in asked.chain(choices.map(|choice| &choice.right_when)) {
            if let Expectation::Env(env) = expectation {
                questions.env.push(env.question());
            }
        }
        questions.env.sort();
        questions.env.dedup();
        let outcome = simulate_within(base_cluster(), &steps, &questions, budget);
        Run { steps, first, count: learner.len(), outcome }
    }

    /// The outcomes of the learner's own steps.
    pub fn learner(&self) -> &[StepOutcome] {
        self.outcome.steps.get(self.first..self.first + self.count).unwrap_or(&[])
    }

    /// The state that the learner finds.
    pub fn before(&self) -> &Cluster {
        self.state(self.first)
    }

    /// The state at the end.
    pub fn after(&self) -> &Cluster {
        self.state(self.outcome.steps.len())
    }

    /// The state after so many steps.
    fn state(&self, steps: usize) -> &Cluster {
        steps.checked_sub(1).and_then(|last| self.outcome.steps.get(last)).map_or(base_cluster(), |step| &step.cluster)
    }

    /// What is to be seen after so many steps.
    fn scene<'a>(&'a self, lesson: &'a Lesson, steps: usize) -> Scene<'a> {
        let learner = self.first..(self.first + self.count).min(steps);
        let applied = learner.rev().find_map(|index| match (self.steps.get(index)?, self.outcome.steps.get(index)?) {
            (Step::Apply(text), outcome) => Some((outcome, &**text)),
            _ => None,
        });
        Scene {
            cluster: self.state(steps),
            before: self.before(),
            applied,
            start: &lesson.start,
            outcome: &self.outcome,
        }
    }

    /// What is to be seen at the end.
    pub(crate) fn last_scene<'a>(&'a self, lesson: &'a Lesson) -> Scene<'a> {
        self.scene(lesson, self.outcome.steps.len())
    }

    /// What a check sees: the first time that it holds if it latches, else how it is at the end.
    pub(crate) fn find(&self, lesson: &Lesson, check: &Check) -> Finding {
        let end = self.outcome.steps.len();
        if check.hold == Hold::Latch {
            for steps in self.first + 1..end {
                let finding = check.expectation.look(&self.scene(lesson, steps));
                if finding.met {
                    return finding;
                }
            }
        }
        check.expectation.look(&self.scene(lesson, end))
    }

    fn result(&self, lesson: &Lesson, check: &Check, language: Language) -> CheckResult {
        let finding = self.find(lesson, check);
        CheckResult {
            id: check.id.clone(),
            name: check.text.get(language).to_owned(),
            status: if finding.met { Status::Pass } else { Status::Fail },
            score: if finding.met { check.weight } else { 0 },
            max_score: check.weight,
            visibility: check.visibility,
            hold: check.hold,
            code: finding.reason.code,
            message: finding.reason.say(language),
            look: if finding.met { String::new() } else { check.failure.get(language).to_owned() },
            expected: finding.expected,
            actual: finding.actual,
            location: finding.source.filter(|_| !finding.met).and_then(|source| self.place(source)),
        }
    }

    /// The place of a source in the learner's own texts.
    pub(crate) fn place(&self, source: simulator::value::Source) -> Option<Place> {
        let index = source.step as usize;
        let own = index.checked_sub(self.first).filter(|own| *own < self.count)?;
        match self.steps.get(index)? {
            Step::Apply(text) => Some(Place::new(own, text, source)),
            _ => None,
        }
    }

    /// Whether the learner's latest text could be read at all.
    fn is_gradable(&self) -> bool {
        let unread = |verdict: &simulator::outcome::Verdict| verdict.station == Station::Yaml;
        match self.learner().iter().rev().find(|step| !step.verdicts.is_empty()) {
            Some(step) => !step.verdicts.iter().all(unread),
            None => self.outcome.over_budget.is_none(),
        }
    }
}
