//! `lesson.toml` as a whole.

use super::checks;
use super::keys::{Keys, Note, Table};
use super::nearest::nearest;
use super::predict::{self, PredictToml};
use crate::check::Check;
use crate::language::Language;
use crate::lesson::{Around, Form};
use crate::predict::Question;
use crate::problem::Problem;
use serde::Deserialize;
use simulator::kinds;
use toml::Spanned;

/// The version of the format that this program reads.
pub(crate) const FORMAT: u32 = 1;

/// What `lesson.toml` says.
pub(crate) struct LessonToml {
    pub(crate) minutes: u32,
    pub(crate) level: Form,
    pub(crate) form: Form,
    pub(crate) requires: Vec<String>,
    pub(crate) concepts: Vec<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) checks: Vec<Check>,
    pub(crate) mistakes: Vec<MistakeToml>,
    pub(crate) questions: Vec<Question>,
    pub(crate) steps: Around,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: Spanned<u32>,
    minutes: u32,
    level: Form,
    form: Form,
    #[serde(default)]
    requires: Vec<String>,
    #[serde(default)]
    concepts: Vec<String>,
    kinds: Vec<Spanned<String>>,
    #[serde(default)]
    check: Vec<Table>,
    #[serde(default)]
    mistake: Vec<Spanned<MistakeToml>>,
    #[serde(default)]
    predict: Vec<PredictToml>,
    #[serde(default)]
    steps: Around,
}

/// One `[[mistake]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MistakeToml {
    pub(crate) file: String,
    pub(crate) fails: String,
    pub(crate) shows: String,
}

/// Reads the file; `None` when it is not TOML of this shape. Smaller problems are noted and read over.
pub(crate) fn read(path: &str, text: &str, languages: &[Language], problems: &mut Vec<Problem>) -> Option<LessonToml> {
    let raw: Raw = parse(path, text, problems)?;
    let mut notes = Vec::new();
    if *raw.format.get_ref() != FORMAT {
        let message = format!("format {} is unknown; this program reads format {FORMAT}", raw.format.get_ref());
        notes.push(Note { byte: raw.format.span().start, message });
    }
    for kind in &raw.kinds {
        if kinds::by_kind(kind.get_ref()).is_none() {
            let near = nearest(kind.get_ref(), kinds::all().iter().map(|kind| kind.kind));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            let message = format!("`{}` is not a kind of the API{hint}", kind.get_ref());
            notes.push(Note { byte: kind.span().start, message });
        }
    }
    let mut all: Vec<Check> = Vec::new();
    for table in raw.check {
        let start = table.span().start;
        let Some(check) = checks::read(Keys::new(table, languages), &mut notes) else { continue };
        if all.iter().any(|other| other.id == check.id) {
            notes.push(Note { byte: start, message: format!("there is another check `{}`", check.id) });
        }
        all.push(check);
    }
    if all.is_empty() && notes.is_empty() {
        notes.push(Note { byte: 0, message: "the lesson has no [[check]]".into() });
    }
    for mistake in &raw.mistake {
        let fails = &mistake.get_ref().fails;
        if !all.iter().any(|check| check.id == *fails) && notes.is_empty() {
            notes.push(Note { byte: mistake.span().start, message: format!("there is no check `{fails}`") });
        }
    }
    let questions = raw.predict.into_iter().filter_map(|asked| predict::read(asked, languages, &mut notes)).collect();
    problems.extend(notes.into_iter().map(|note| Problem::at(path, text, note.byte, note.message)));
    Some(LessonToml {
        minutes: raw.minutes,
        level: raw.level,
        form: raw.form,
        requires: raw.requires,
        concepts: raw.concepts,
        kinds: raw.kinds.into_iter().map(Spanned::into_inner).collect(),
        checks: all,
        mistakes: raw.mistake.into_iter().map(Spanned::into_inner).collect(),
        questions,
        steps: raw.steps,
    })
}

/// Reads a TOML file into a type; an error becomes a problem with its place and the nearest right word.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let byte = error.span().map_or(0, |span| span.start);
            problems.push(Problem::at(path, text, byte, friendly(error.message())));
            None
        }
    }
}

/// serde's `unknown field` and `unknown variant`, with the nearest word in front of the whole list.
fn friendly(message: &str) -> String {
    let message = message.trim();
    let mut words = message.split('`').skip(1).step_by(2);
    let near = words.next().and_then(|word| nearest(word, words));
    match near {
        Some(near) if message.starts_with("unknown ") => format!("{message}; did you mean `{near}`?"),
        _ => message.to_owned(),
    }
}
