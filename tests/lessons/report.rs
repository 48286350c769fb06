//! What a learner reads in every language for the start, the solution and each mistake of a lesson.

use crate::{compare, folder, mask};
use lesson::{Language, Lesson, Report, check_text};
use libtest_mimic::Failed;
use std::fmt::Write;

/// Compares with `reports/FOLDER.txt`.
pub(crate) fn agrees(lesson: &Lesson) -> Result<(), Failed> {
    let mut out = String::new();
    let texts = [("start.yaml", &lesson.start), ("solution.yaml", &lesson.solution)];
    let mistakes = lesson.mistakes.iter().map(|mistake| (mistake.file.as_str(), &mistake.text));
    for (file, text) in texts.into_iter().chain(mistakes) {
        let english = check_text(lesson, text, Language::En);
        let korean = check_text(lesson, text, Language::Ko);
        print(&mut out, file, &english, &korean)?;
    }
    let out = mask(&out, &|word| lesson.start.contains(word) || lesson.solution.contains(word));
    compare(&folder("reports").join(format!("{}.txt", lesson.folder.replace('/', "-"))), &out)
}

fn print(out: &mut String, file: &str, english: &Report, korean: &Report) -> Result<(), std::fmt::Error> {
    let unread = if english.gradable { "" } else { ", not gradable" };
    writeln!(out, "## {file}: {} of {}{unread}", english.score, english.max_score)?;
    for (check, other) in english.checks.iter().zip(&korean.checks) {
        let mark = if check.is_met() { "✓" } else { "✕" };
        let place = check.location.map(|at| format!(" at {}:{}-{}:{}", at.line, at.column, at.end_line, at.end_column));
        writeln!(out, "{mark} {} {}{}", check.id, check.code, place.unwrap_or_default())?;
        writeln!(out, "    {}\n    {}", check.message, other.message)?;
    }
    Ok(())
}
