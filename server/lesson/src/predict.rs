//! Questions to answer before applying. Which option is right is computed from the learner's own text.

use crate::check::Expectation;
use crate::grade::Run;
use crate::language::{Language, Text};
use crate::lesson::Lesson;
use serde::Serialize;
use simulator::Step;
use simulator::simulate::Budget;

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Names it.
    pub id: String,
    /// Its words.
    pub text: Text,
    /// The options, at least two.
    pub choices: Vec<Choice>,
}

/// An option.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its words.
    pub text: Text,
    /// What someone believes who takes it although it is not right.
    pub misconception: Option<String>,
    /// It is right when this holds after the learner's text.
    pub right_when: Expectation,
}

/// A question answered for one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prediction {
    /// The question's id.
    pub id: String,
    /// Its words in the learner's language.
    pub text: String,
    /// Its options.
    pub options: Vec<Answered>,
}

/// An option and whether it came true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Its words in the learner's language.
    pub text: String,
    /// Whether it came true.
    pub right: bool,
    /// What the simulation shows about it.
    pub reason: String,
    /// What someone believes who takes it although it is not right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misconception: Option<String>,
}

/// Answers a lesson's questions for the learner's steps.
pub fn predict(lesson: &Lesson, steps: &[Step], language: Language) -> Vec<Prediction> {
    if lesson.questions.is_empty() {
        return Vec::new();
    }
    let run = Run::new(lesson, steps, &Budget::default());
    let answered = |choice: &Choice| {
        let finding = choice.right_when.look(&run.last_scene(lesson));
        Answered {
            text: choice.text.get(language).to_owned(),
            right: finding.met,
            reason: finding.reason.say(language),
            misconception: choice.misconception.clone(),
        }
    };
    let question = |question: &Question| Prediction {
        id: question.id.clone(),
        text: question.text.get(language).to_owned(),
        options: question.choices.iter().map(answered).collect(),
    };
    lesson.questions.iter().map(question).collect()
}
