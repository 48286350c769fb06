//! `en.md`, `ko.md`: a title and the sections `## Goal`, `## Background`, `## Task`, `## Hint 1` to `3`,
//! `## Afterwards`. The headings mark the sections and are the same in every language.

use crate::lesson::Texts;
use crate::markdown::Prose;
use crate::problem::Problem;

const HINTS: usize = 3;

/// Reads the sections; each must be there once, in this order, with words in it.
pub(crate) fn read(path: &str, text: &str, problems: &mut Vec<Problem>) -> Texts {
    let wanted = wanted();
    let found = split(text);
    let mut texts = Texts::default();
    let mut at = 0;
    for section in &found {
        let Some(name) = wanted.get(at) else {
            problems.push(Problem::at(path, text, section.start, "nothing may follow `## Afterwards`"));
            break;
        };
        let is_title = at == 0 && section.level == 1;
        if !is_title && section.heading != *name {
            let message = format!("here stands `## {}`; `{name}` comes next", section.heading);
            problems.push(Problem::at(path, text, section.start, message));
            return texts;
        }
        at += 1;
        let prose = Prose::new(section.body);
        match &**name {
            "# title" => texts.title = section.heading.to_owned(),
            "Goal" => texts.goal = prose,
            "Background" => texts.background = prose,
            "Task" => texts.task = prose,
            "Afterwards" => texts.afterwards = prose,
            _ => texts.hints.push(prose),
        }
        if !is_title && section.body.trim().is_empty() {
            problems.push(Problem::at(path, text, section.start, format!("`{name}` has no words")));
        }
    }
    if let Some(name) = wanted.get(at) {
        problems.push(Problem::new(path, format!("the section `{name}` is missing")));
    }
    texts
}

fn wanted() -> Vec<String> {
    let mut wanted = vec!["# title".to_owned(), "Goal".into(), "Background".into(), "Task".into()];
    wanted.extend((1..=HINTS).map(|number| format!("Hint {number}")));
    wanted.push("Afterwards".into());
    wanted
}

struct Section<'a> {
    level: usize,
    heading: &'a str,
    body: &'a str,
    start: usize,
}

/// Splits at headings of level 1 and 2 outside code blocks.
fn split(text: &str) -> Vec<Section<'_>> {
    let mut heads: Vec<(usize, usize, usize, &str)> = Vec::new();
    let mut offset = 0;
    let mut code = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            code = !code;
        }
        let level = if trimmed.starts_with("## ") { 2 } else { usize::from(trimmed.starts_with("# ")) };
        if level > 0 && !code {
            heads.push((offset, offset + line.len(), level, trimmed.trim_start_matches('#').trim()));
        }
        offset += line.len();
    }
    let ends = heads.iter().skip(1).map(|head| head.0).chain([text.len()]);
    heads
        .iter()
        .zip(ends)
        .map(|((start, body, level, heading), end)| Section {
            level: *level,
            heading,
            body: text.get(*body..end).unwrap_or(""),
            start: *start,
        })
        .collect()
}
