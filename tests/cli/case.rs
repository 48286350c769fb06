//! Cases from files: arguments and standard input in; exit code and both streams out.

use libtest_mimic::{Failed, Trial};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One test per file of `cases/`.
pub(crate) fn trials() -> Vec<Trial> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("cases"))
        .expect("cases/ is there")
        .map(|file| file.expect("it can be listed").path())
        .collect();
    files.sort();
    let name = |file: &Path| format!("case/{}", file.file_name().unwrap_or_default().to_string_lossy());
    files.into_iter().map(|file| Trial::test(name(&file), move || check(&file))).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cli")
}

fn check(file: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(file)?;
    let (question, expected) = text.split_once("\n--- ").ok_or("a case has a line `--- EXIT CODE`")?;
    let (line, input) = question.split_once('\n').unwrap_or((question, ""));
    let arguments = line.strip_prefix("$ drydock").ok_or("a case begins with `$ drydock`")?.split_whitespace();
    let mut command = Command::new(env!("CARGO_BIN_EXE_drydock"));
    // What the person who runs the tests has set would show in the help.
    for (name, _) in std::env::vars_os().filter(|(name, _)| changes_output(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    let mut child = command
        .args(arguments)
        .current_dir(folder().join("files"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    let actual = format!(
        "{}\n{}--- stderr\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file, format!("{question}\n--- {actual}"))?;
        return Ok(());
    }
    if actual == expected { Ok(()) } else { Err(format!("printed:\n{actual}\nexpected:\n{expected}").into()) }
}

/// Whether a variable changes what the binary prints: its own settings, and the width and colours of a terminal.
fn changes_output(variable: &str) -> bool {
    variable.starts_with("DRYDOCK_")
        || ["COLUMNS", "LINES", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"].contains(&variable)
}
