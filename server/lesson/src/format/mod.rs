//! A lesson's folder, decoded: every problem with its place, all of them at once.

mod checks;
mod keys;
mod nearest;
mod predict;
mod sections;
mod table;
pub(crate) mod tracks;

pub(crate) use keys::Keys;

use crate::language::Language;
use crate::lesson::{Lesson, Mistake, Texts};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// The files of one lesson by their path inside its folder.
pub(crate) type Files<'a> = BTreeMap<&'a str, &'a [u8]>;

/// Decodes the lesson in `folder`; `None` when anything is the matter with it.
pub(crate) fn lesson(
    track: &str,
    folder: &str,
    files: &Files<'_>,
    languages: Option<&[Language]>,
    problems: &mut Vec<Problem>,
) -> Option<Lesson> {
    let before = problems.len();
    let mut folder = Folder { folder, files, problems };
    let own: Vec<Language> =
        Language::ALL.into_iter().filter(|language| files.contains_key(&*format!("{language}.md"))).collect();
    let languages = languages.unwrap_or(&own);
    if languages.is_empty() {
        folder.problem("en.md", "the lesson has no words; it needs en.md, ko.md or both");
    }

    let texts = texts(&mut folder, languages);
    let start = folder.text("start.yaml");
    let solution = folder.text("solution.yaml");
    let cluster = files.contains_key("cluster.yaml").then(|| folder.text("cluster.yaml")).flatten();
    let toml = folder.text("lesson.toml")?;
    let raw = table::read(&folder.path("lesson.toml"), &toml, languages, folder.problems)?;

    let mut mistakes = Vec::new();
    for mistake in raw.mistakes {
        let file = format!("mistakes/{}", mistake.file);
        if let Some(text) = folder.text(&file) {
            mistakes.push(Mistake { file: mistake.file, text, fails: mistake.fails, shows: mistake.shows });
        }
    }
    for path in files.keys().filter_map(|path| path.strip_prefix("mistakes/")) {
        if !mistakes.iter().any(|mistake| mistake.file == path) {
            folder.problem(&format!("mistakes/{path}"), "no [[mistake]] of lesson.toml names this file");
        }
    }
    if folder.problems.len() > before {
        return None;
    }
    Some(Lesson {
        track: track.to_owned(),
        slug: slug(folder_name(folder.folder)).to_owned(),
        folder: folder.folder.to_owned(),
        minutes: raw.minutes,
        level: raw.level,
        form: raw.form,
        requires: raw.requires,
        concepts: raw.concepts,
        allowed_kinds: raw.kinds.iter().cloned().collect(),
        kinds: raw.kinds,
        texts,
        cluster,
        start: start?,
        solution: solution?,
        checks: raw.checks,
        mistakes,
        questions: raw.questions,
        steps: raw.steps,
    })
}

/// The folder's name without the number in front: `multi-port` for `06-multi-port`.
pub(crate) fn slug(name: &str) -> &str {
    match name.split_once('-') {
        Some((number, rest)) if !rest.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => name,
    }
}

/// The last part of a path.
pub(crate) fn folder_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

struct Folder<'a> {
    folder: &'a str,
    files: &'a Files<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Folder<'_> {
    fn path(&self, file: &str) -> String {
        match self.folder {
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        }
    }

    fn problem(&mut self, file: &str, message: &str) {
        let path = self.path(file);
        self.problems.push(Problem::new(path, message));
    }

    /// The text of a file that must be there.
    fn text(&mut self, file: &str) -> Option<String> {
        let Some(bytes) = self.files.get(file) else {
            self.problem(file, "this file is missing");
            return None;
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => {
                self.problem(file, "this file is not UTF-8");
                None
            }
        }
    }
}

/// The words in every language; all languages have as many hints as the first.
fn texts(folder: &mut Folder<'_>, languages: &[Language]) -> BTreeMap<Language, Texts> {
    let mut texts = BTreeMap::new();
    for language in languages {
        let file = format!("{language}.md");
        if let Some(text) = folder.text(&file) {
            let path = folder.path(&file);
            texts.insert(*language, sections::read(&path, &text, folder.problems));
        }
    }
    let hints: Vec<usize> = texts.values().map(|text: &Texts| text.hints.len()).collect();
    if hints.iter().any(|count| Some(count) != hints.first()) {
        folder.problem("lesson.toml", "the languages have different numbers of hints");
    }
    texts
}
