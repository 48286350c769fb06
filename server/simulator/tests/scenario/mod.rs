//! Scenarios as text: a title, then sections of steps and of lines about the state after the step before.
//!
//! `=== apply` is followed by YAML; `=== delete KIND/NAMESPACE/NAME`, `=== ready POD` and `=== unready POD` stand alone;
//! `=== expect` is followed by lines whose meaning the reader's test defines.

use simulator::Step;
use std::path::PathBuf;

/// The texts of a folder beside the tests, by file name.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files.into_iter().map(|file| (file.display().to_string(), std::fs::read_to_string(&file).unwrap())).collect()
}

/// The steps, and every expected line with the index of the step after which it holds.
pub(crate) fn read<'a>(file: &str, text: &'a str) -> (Vec<Step>, Vec<(usize, &'a str)>) {
    let (mut steps, mut expected) = (Vec::new(), Vec::new());
    for section in text.split("\n=== ").skip(1) {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        match head.split_once(' ').unwrap_or((head, "")) {
            ("apply", _) => steps.push(Step::Apply(format!("{body}\n"))),
            ("delete", target) => steps.push(Step::Delete(target.to_owned())),
            ("ready", pod) => steps.push(Step::Ready { pod: pod.to_owned(), value: true }),
            ("unready", pod) => steps.push(Step::Ready { pod: pod.to_owned(), value: false }),
            ("expect", _) => {
                let lines = body.lines().filter(|line| !line.trim().is_empty());
                expected.extend(lines.map(|line| (steps.len() - 1, line)));
            }
            (other, _) => panic!("{file}: no section is called {other}"),
        }
    }
    (steps, expected)
}
