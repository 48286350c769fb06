//! What a lesson must satisfy besides killing mutants.

use super::Claim;
use crate::check::codes_of_refusal;
use crate::grade::check_text;
use crate::language::{Language, Text};
use crate::lesson::{Lesson, Mistake};
use crate::report::Report;
use manifest::Budget;
use std::collections::BTreeSet;

/// Words that the learner reads before the first edit; Korean needs fewer for the same.
const WORDS: &[(Language, std::ops::RangeInclusive<usize>)] = &[(Language::En, 90..=200), (Language::Ko, 60..=150)];

/// Words of all hints together.
const HINT_WORDS: &[(Language, usize)] = &[(Language::En, 160), (Language::Ko, 120)];

pub(super) fn all(lesson: &Lesson) -> Vec<Claim> {
    let mut claims = vec![start(lesson), solution(lesson)];
    claims.extend(lesson.mistakes.iter().map(|known| mistake(lesson, known)));
    claims.extend([languages(lesson), kinds(lesson)]);
    claims.extend(questions(lesson));
    claims
}

fn start(lesson: &Lesson) -> Claim {
    let report = check_text(lesson, &lesson.start, Language::En);
    let met = report.checks.iter().filter(|check| check.is_met()).count();
    Claim {
        holds: !report.passed(),
        text: format!("start.yaml does not pass: {met} of {} checks met", report.checks.len()),
    }
}

fn solution(lesson: &Lesson) -> Claim {
    let report = check_text(lesson, &lesson.solution, Language::En);
    let failing = failing(&report);
    Claim {
        holds: failing.is_empty(),
        text: match failing.is_empty() {
            true => format!("solution.yaml passes all {} checks", report.checks.len()),
            false => format!("solution.yaml passes: {}", failing.join("; ")),
        },
    }
}

fn failing(report: &Report) -> Vec<String> {
    let failing = report.checks.iter().filter(|check| !check.is_met());
    failing.map(|check| format!("`{}` says \"{}\"", check.id, check.message)).collect()
}

fn mistake(lesson: &Lesson, mistake: &Mistake) -> Claim {
    let report = check_text(lesson, &mistake.text, Language::En);
    let failed = report.checks.iter().find(|check| check.id == mistake.fails && !check.is_met());
    let mut shown: BTreeSet<String> = failed.iter().map(|check| check.code.to_owned()).collect();
    for step in report.run.learner() {
        shown.extend(step.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()));
        let refused = step.verdicts.iter().filter(|verdict| !verdict.accepted);
        shown.extend(refused.flat_map(codes_of_refusal));
    }
    let shows = shown.contains(&mistake.shows);
    let mut text = format!("mistakes/{} fails `{}` and shows `{}`", mistake.file, mistake.fails, mistake.shows);
    if failed.is_none() {
        text.push_str(": the check is met");
    } else if !shows {
        let shown: Vec<String> = shown.into_iter().collect();
        text.push_str(&format!(": it shows {}", shown.join(", ")));
    }
    Claim { holds: failed.is_some() && shows, text }
}

/// Every language of the lesson has every text.
fn languages(lesson: &Lesson) -> Claim {
    let all: Vec<Language> = lesson.texts.keys().copied().collect();
    let checks = lesson.checks.iter().flat_map(|check| [&check.text, &check.failure]);
    let choices = lesson.questions.iter().flat_map(|question| question.choices.iter().map(|choice| &choice.text));
    let questions = lesson.questions.iter().map(|question| &question.text);
    let texts: Vec<&Text> = checks.chain(questions).chain(choices).collect();
    let missing = texts.iter().flat_map(|text| text.missing(&all)).count();
    let languages = all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let text = format!("every text is there in {languages}: {} of checks and questions", texts.len());
    Claim { holds: missing == 0, text }
}

fn kinds(lesson: &Lesson) -> Claim {
    let texts = [&lesson.start, &lesson.solution].into_iter().chain(&lesson.cluster);
    let texts = texts.chain(lesson.mistakes.iter().map(|mistake| &mistake.text));
    let mut used = BTreeSet::new();
    for text in texts {
        for document in manifest::read(text.as_bytes(), &Budget::default()).documents {
            let value = simulator::value::Value::from_node(&document.root, 0);
            // A kind that does not exist is a mistake of the text, not something to be taught.
            used.extend(simulator::kinds::by_kind(value.get("kind").str()).map(|kind| kind.kind));
        }
    }
    let unknown: Vec<&str> = used.into_iter().filter(|kind| !lesson.allowed_kinds.contains(*kind)).collect();
    Claim {
        holds: unknown.is_empty(),
        text: match unknown.is_empty() {
            true => "every kind is allowed by `kinds` or taught before".to_owned(),
            false => format!("every kind is allowed by `kinds` or taught before, but not {}", unknown.join(", ")),
        },
    }
}

/// Exactly one option of every question comes true for the start and for the solution.
fn questions(lesson: &Lesson) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (file, text) in [("start.yaml", &lesson.start), ("solution.yaml", &lesson.solution)] {
        let steps = [simulator::Step::Apply(text.clone())];
        for prediction in crate::predict(lesson, &steps, Language::En) {
            let right = prediction.options.iter().filter(|option| option.right).count();
            let but = if right == 1 { String::new() } else { format!(", but {right} do") };
            let text = format!("question `{}`: one option comes true for {file}{but}", prediction.id);
            claims.push(Claim { holds: right == 1, text });
        }
    }
    claims
}

/// Lengths outside what readers like (design of a lesson: 90 to 200 words, hints 80 to 160 together).
pub(super) fn notes(lesson: &Lesson) -> Vec<String> {
    let mut notes = Vec::new();
    for (language, texts) in &lesson.texts {
        let words = texts.words();
        if let Some((_, range)) = WORDS.iter().find(|(known, range)| known == language && !range.contains(&words)) {
            notes.push(format!(
                "{language}.md: {words} words of prose; {} to {} read best",
                range.start(),
                range.end()
            ));
        }
        let hints: usize = texts.hints.iter().map(|hint| hint.words()).sum();
        if let Some((_, most)) = HINT_WORDS.iter().find(|(known, most)| known == language && hints > *most) {
            notes.push(format!("{language}.md: {hints} words of hints; at most {most} read best"));
        }
    }
    notes
}
