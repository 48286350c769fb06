//! `drydock simulate FILE…`: applies files to a fresh cluster and prints what kubectl would print.

use super::print;
use crate::settings::Simulate;
use crate::view::outcome::{Outcome, States};
use crate::view::place::Texts;
use manifest::{Budget, Severity};
use simulator::{Questions, Step, base_cluster, outcome, simulate};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the command. The exit code is 0 when everything was accepted, 1 when kubectl would have failed, 2 when a file
/// could not be read.
pub fn run(request: &Simulate) -> ExitCode {
    let steps = match request.files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>() {
        Ok(steps) => steps,
        Err(error) => {
            // Standard error may be closed; there is nowhere else to say it.
            drop(writeln!(io::stderr(), "drydock: {error}"));
            return ExitCode::from(2);
        }
    };
    let questions = Questions { connect: request.connect.clone(), ..Questions::default() };
    let outcome = simulate(base_cluster(), &steps, &questions);
    let texts = Texts::of(&steps);
    let shown = Outcome::new(&outcome, base_cluster(), &texts, if request.json { States::Last } else { States::None });
    // Whoever reads may have enough before the end (`| head`); that is no failure.
    drop(if request.json { json(&shown) } else { text(&shown, &outcome, &request.files) });
    let failed = |step: &outcome::StepOutcome| step.kubectl.as_ref().is_some_and(|kubectl| kubectl.exit != 0);
    match outcome.over_budget.is_some() || outcome.steps.iter().any(failed) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// A file as a step. kubectl reads UTF-16 as well as UTF-8, and so does `manifest`, whose text is UTF-8.
fn read(file: &Path) -> Result<Step, String> {
    let bytes = match file == Path::new("-") {
        true => standard_input(),
        false => fs::read(file),
    };
    let bytes = bytes.map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Step::Apply(String::from_utf8(bytes).unwrap_or_else(|error| {
        manifest::read(error.as_bytes(), &Budget { bytes: usize::MAX, ..Budget::default() }).text
    })))
}

fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn json(shown: &Outcome<'_>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, shown)?;
    writeln!(out)
}

/// kubectl's words step by step, each on the stream that kubectl uses, with our remarks on the text; then what
/// `kubectl get` shows of everything that the base cluster does not have, and the answers to questions.
fn text(shown: &Outcome<'_>, outcome: &outcome::Outcome, files: &[PathBuf]) -> io::Result<()> {
    for (step, file) in shown.steps.iter().zip(files) {
        if let Some(kubectl) = &step.kubectl {
            lines(io::stdout().lock(), kubectl.stdout)?;
            lines(io::stderr().lock(), kubectl.stderr)?;
        }
        let said =
            |words: &str| step.kubectl.iter().flat_map(|kubectl| kubectl.stderr).any(|line| line.contains(words));
        for found in step.diagnostics.iter().filter(|found| !said(found.message)) {
            let (line, column) = found.place.map_or((1, 1), |place| (place.line, place.column));
            let severity = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            writeln!(io::stderr(), "{}:{line}:{column}: {severity}: {}", file.display(), found.message)?;
        }
    }
    let last = outcome.steps.last().map_or(base_cluster(), |step| &step.cluster);
    let mut out = io::stdout().lock();
    for table in print::tables(&outcome.tables, base_cluster()).chain(print::events(last, base_cluster())) {
        write!(out, "\n{table}")?;
    }
    for connection in &shown.connect {
        write!(out, "\n{}", print::connection(connection, files))?;
    }
    Ok(())
}

fn lines(mut out: impl Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
