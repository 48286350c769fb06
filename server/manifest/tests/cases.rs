//! What is read and said of the texts in `cases`.
//!
//! A case is a text, a line of `=`, and the reading in plain words. A new case needs no Rust: write the text and the
//! line, run `UPDATE_CASES=1 cargo test -p manifest --test cases`, and check what was added.

use manifest::{Budget, Data, Diagnostic, Lines, Node, Reading, Span, read};
use std::fmt::Write;
use std::path::Path;

const LINE: &str = "========================================\n";

#[test]
fn readings_are_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let mut report = String::new();
    for file in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = file.expect("a case").path();
        let case = std::fs::read_to_string(&path).expect("a case in UTF-8");
        let (text, expected) = case.split_once(LINE).expect("a line of =");
        let actual = describe(&read(text.as_bytes(), &Budget::default()));
        if update {
            std::fs::write(&path, format!("{text}{LINE}{actual}")).expect("a file to write");
        } else if actual != expected {
            let _ = writeln!(report, "{}:\n{actual}", path.display());
        }
    }
    assert!(report.is_empty(), "readings differ from the cases; they are now:\n{report}");
}

fn describe(reading: &Reading) -> String {
    let place = Place { text: &reading.text, lines: Lines::of(&reading.text) };
    let mut out = String::new();
    for document in &reading.documents {
        let _ = writeln!(out, "document {}", json(&document.root));
    }
    if let Some(failure) = &reading.failure {
        let _ = writeln!(out, "failure {} {}", place.of(failure.span), failure.words);
    }
    for document in &reading.unseen {
        let _ = writeln!(out, "unseen {}", json(&document.root));
    }
    for diagnostic in &reading.diagnostics {
        out.push_str(&place.diagnostic(diagnostic));
    }
    out
}

struct Place<'a> {
    text: &'a str,
    lines: Lines,
}

impl Place<'_> {
    fn of(&self, span: Span) -> String {
        let (line, column) = self.lines.position(span.start);
        let raw = self.text.get(span.start as usize..span.end as usize).expect("a span of whole characters");
        format!("{line}:{column} {raw:?}")
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let Diagnostic { code, severity, span, message, .. } = diagnostic;
        let mut out = format!("{severity:?} {code} {}\n  {message}\n", self.of(*span));
        for edit in &diagnostic.fix {
            let _ = writeln!(out, "  mend {} -> {:?}", self.of(edit.span), edit.replacement);
        }
        out
    }
}

fn json(node: &Node) -> String {
    match &node.data {
        Data::Null => "null".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => value.to_string(),
        Data::String(value) => format!("{value:?}"),
        Data::List(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", ")),
        Data::Map(entries) => {
            let member = |entry: &manifest::Entry| format!("{}: {}", entry.key, json(&entry.value));
            format!("{{{}}}", entries.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}
