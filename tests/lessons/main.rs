//! Every built-in lesson proves itself: it loads, its start fails, its solution passes, its mistakes show what they
//! should, and mutants of its solution are noticed. What a learner reads for each of its texts is in `reports/`.
//!
//! `cargo test -p tests --test lessons -- NAME` runs the tests of one lesson; `UPDATE=1` writes the reports anew.

mod broken;
mod checks;
mod report;

use lesson::{Lesson, Library, prove};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn main() {
    let arguments = Arguments::from_args();
    let (library, problems) = Library::load(Library::builtin_files().iter().copied());
    let mut trials = vec![Trial::test("load", move || {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        if lines.is_empty() { Ok(()) } else { Err(lines.join("\n").into()) }
    })];
    for lesson in library.lessons() {
        let (one, two) = (Arc::new(lesson.clone()), Arc::new(lesson.clone()));
        trials.push(Trial::test(format!("prove {}", lesson.folder), move || proves(&one)));
        trials.push(Trial::test(format!("report {}", lesson.folder), move || report::agrees(&two)));
    }
    trials.extend(broken::trials());
    trials.extend(checks::trials());
    libtest_mimic::run(&arguments, trials).exit();
}

fn proves(lesson: &Lesson) -> Result<(), Failed> {
    let proof = prove(lesson);
    if proof.is_proved() && proof.notes.is_empty() { Ok(()) } else { Err(proof.to_string().into()) }
}

/// A folder beside this file.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons").join(name)
}

/// Compares with a file, or writes it when `UPDATE` is set.
fn compare(file: &Path, found: &str) -> Result<(), Failed> {
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(file, found).map_err(|error| format!("{}: {error}", file.display()).into());
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    let name = file.display();
    let (mut old, mut new) = (expected.lines(), found.lines());
    loop {
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => {}
            (old, new) => return Err(format!("{name} says\n  {old:?}\nbut it is\n  {new:?}").into()),
        }
    }
}

/// Replaces what the cluster chose and nobody has written: names of volumes, addresses of Services and node ports.
fn mask(text: &str, written: &dyn Fn(&str) -> bool) -> String {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "-.".contains(letter);
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|letter| !is_word(letter)).unwrap_or(from.len()));
        let node_port = word.parse().is_ok_and(|port: u16| (30000..32768).contains(&port));
        let chosen = word.starts_with("pvc-") || word.starts_with("10.96.") || node_port;
        out.push_str(before);
        out.push_str(if chosen && !written(word) { "<chosen>" } else { word });
        rest = after;
    }
    out + rest
}
