//! Every recorded `kubectl apply` stops reading where the cluster's kubectl stopped, in the same words.

use manifest::{Budget, read};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[test]
fn failures_have_kubectls_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let mut report = String::new();
    let mut texts = 0;
    for case in files(&folder.join("cases")) {
        let recorded = folder.join("recorded").join(case.strip_prefix(folder.join("cases")).expect("a case"));
        let recorded = std::fs::read(recorded.with_extension("json")).expect("a recording");
        let recorded: Value = serde_json::from_slice(&recorded).expect("a recording in JSON");
        for (index, (text, step)) in applied(&case).into_iter().zip(steps(&recorded)).enumerate() {
            texts += 1;
            let reading = read(text.as_bytes(), &Budget { depth: 256, ..Budget::default() });
            let words = reading.failure.map(|failure| failure.words);
            let expected = expected(step);
            // kubectl may have stopped earlier, at a document without apiVersion or kind.
            let validated = step["stderr"].to_string().contains("error validating");
            if words != expected && !(validated && expected.is_none()) {
                let _ = writeln!(report, "{} text {index}: {words:?} instead of {expected:?}", case.display());
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(texts > 2_000, "only {texts} texts were found");
}

/// What kubectl said of the text; among several errors it stands in a list.
fn expected(step: &Value) -> Option<String> {
    step["stderr"].as_array()?.iter().filter_map(Value::as_str).find_map(|line| {
        let words = line.get(line.find("error parsing STDIN")?..)?;
        let listed = line.starts_with("[") || line.contains(", error parsing STDIN") || !line.starts_with("error: ");
        Some(if listed { words.strip_suffix(']').unwrap_or(words) } else { words }.to_owned())
    })
}

/// The recorded answers to the texts of a case.
fn steps(recorded: &Value) -> Vec<&Value> {
    recorded["steps"].as_array().expect("steps").iter().filter_map(|step| step.get("apply")).collect()
}

/// The texts of a case, read with the crate itself.
fn applied(case: &Path) -> Vec<String> {
    let case = std::fs::read(case).expect("a case");
    let reading = read(&case, &Budget { bytes: 1 << 20, ..Budget::default() });
    let root = &reading.documents.first().expect("a case").root;
    let steps = member(root, "steps").expect("steps");
    let manifest::Data::List(steps) = &steps.data else { panic!("steps are a list") };
    let text = |step| match &member(step, "apply")?.data {
        manifest::Data::String(text) => Some(text.to_string()),
        _ => Some(String::new()),
    };
    steps.iter().filter_map(text).collect()
}

fn member<'a>(node: &'a manifest::Node, key: &str) -> Option<&'a manifest::Node> {
    let manifest::Data::Map(entries) = &node.data else { return None };
    entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for area in std::fs::read_dir(folder).expect("areas") {
        for case in std::fs::read_dir(area.expect("an area").path()).expect("cases") {
            files.push(case.expect("a case").path());
        }
    }
    files.sort();
    files
}
