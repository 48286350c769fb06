//! One `[[predict]]`: a question and its options, each right when its condition holds.

use super::checks::expectation;
use super::keys::{Keys, Note, Table};
use crate::language::{Language, Text};
use crate::predict::{Choice, Question};
use serde::Deserialize;
use toml::Spanned;

/// A question as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PredictToml {
    id: Spanned<String>,
    text: Text,
    option: Vec<Table>,
}

/// Reads a question; `None` when it cannot be understood.
pub(crate) fn read(question: PredictToml, languages: &[Language], notes: &mut Vec<Note>) -> Option<Question> {
    let byte = question.id.span().start;
    for language in question.text.missing(languages) {
        notes.push(Note { byte, message: format!("`text.{language}` is missing") });
    }
    if question.option.len() < 2 {
        notes.push(Note { byte, message: "a question needs at least two [[predict.option]]".into() });
    }
    let read = question.option.into_iter().map(|option| choice(Keys::new(option, languages), notes));
    let choices = read.collect::<Option<Vec<Choice>>>()?;
    Some(Question { id: question.id.into_inner(), text: question.text, choices })
}

fn choice(mut keys: Keys<'_>, notes: &mut Vec<Note>) -> Option<Choice> {
    let text = keys.text("text");
    let misconception = keys.optional("misconception");
    let right_when = expectation(&mut keys);
    notes.extend(keys.finish());
    Some(Choice { text: text?, misconception, right_when: right_when? })
}
