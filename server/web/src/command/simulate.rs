//! `drydock simulate FILE…`: applies files to a fresh cluster and prints what kubectl would print.

use crate::settings::Simulate;
use simulator::{Questions, Step, base_cluster, simulate};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub fn run(request: &Simulate) -> ExitCode {
    match apply(request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "drydock: {error}"));
            ExitCode::from(2)
        }
    }
}

fn apply(request: &Simulate) -> io::Result<()> {
    let mut steps = Vec::new();
    for file in &request.files {
        let bytes = read(file).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))?;
        steps.push(Step::Apply(String::from_utf8_lossy(&bytes).into_owned()));
    }
    let outcome = simulate(base_cluster(), &steps, &Questions::default());
    let mut out = io::stdout().lock();
    for step in &outcome.steps {
        for line in step.kubectl.iter().flat_map(|kubectl| kubectl.stdout.iter().chain(&kubectl.stderr)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(file)
}
