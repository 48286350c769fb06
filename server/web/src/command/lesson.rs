//! `drydock lesson check DIR`: proves lessons as the test suite does.

use crate::lessons;
use lesson::{Library, prove};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Proves every lesson below the folder. The exit code is 0 when all are proved, 1 when one is not or cannot be
/// loaded, 2 when a file cannot be read.
pub fn check(folder: &Path) -> ExitCode {
    match lessons::read(folder) {
        Ok(files) => {
            let (library, problems) = Library::load_behind(&Library::builtin(), files);
            let mut proved = problems.is_empty();
            for problem in problems {
                tell(&problem);
            }
            for lesson in library.lessons() {
                let proof = prove(lesson);
                proved &= proof.is_proved();
                tell(&proof);
            }
            if proved { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            // Standard error may be closed; there is nowhere else to say it.
            drop(writeln!(io::stderr(), "drydock: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Whoever reads may have enough before the end (`| head`); that is no failure.
fn tell(what: &dyn std::fmt::Display) {
    drop(writeln!(io::stdout(), "{what}"));
}
