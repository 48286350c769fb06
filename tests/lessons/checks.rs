//! Checks one by one: each `checks/KIND.toml` holds a cluster and cases, each with a check, steps, and what it says.
//!
//! `says` is `met` or `open`, the code, and the English words; `around` holds a `[steps]` table of the lesson.

use crate::{folder, mask};
use lesson::{Language, Library, check};
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;
use simulator::Step;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    cluster: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The keys of a `[[check]]`, without id and texts.
    check: String,
    /// A `[steps]` table of the lesson.
    #[serde(default)]
    around: String,
    /// What `start.yaml` says, for `edits`.
    #[serde(default)]
    start: String,
    #[serde(default)]
    steps: Vec<Step>,
    says: String,
}

const WORDS: &str =
    "# t\n## Goal\ng\n## Background\nb\n## Task\nt\n## Hint 1\nh\n## Hint 2\nh\n## Hint 3\nh\n## Afterwards\na\n";
const HEAD: &str = "format = 1\nminutes = 1\nlevel = \"fix\"\nform = \"fix\"\nkinds = []\n";
const TEXTS: &str = "text.en = \"t\"\nfailure.en = \"f\"\n";

/// One test per case.
pub(crate) fn trials() -> Vec<Trial> {
    let Ok(entries) = std::fs::read_dir(folder("checks")) else { return Vec::new() };
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let mut trials = Vec::new();
    for name in names {
        let kind = name.trim_end_matches(".toml").to_owned();
        match std::fs::read_to_string(folder("checks").join(&name))
            .map_err(Failed::from)
            .and_then(|text| Ok(toml::from_str::<File>(&text)?))
        {
            Ok(file) => {
                for case in file.case {
                    let cluster = file.cluster.clone();
                    trials.push(Trial::test(format!("check {kind}: {}", case.name), move || run(&cluster, &case)));
                }
            }
            Err(error) => trials.push(Trial::test(format!("check {kind}"), move || Err(error))),
        }
    }
    trials
}

fn run(cluster: &str, case: &Case) -> Result<(), Failed> {
    let toml = format!("{HEAD}{}\n[[check]]\nid = \"it\"\n{}\n{TEXTS}", case.around, case.check.trim());
    let mut files = vec![
        ("l/lesson.toml", toml.as_str()),
        ("l/en.md", WORDS),
        ("l/start.yaml", &case.start),
        ("l/solution.yaml", ""),
    ];
    if !cluster.is_empty() {
        files.push(("l/cluster.yaml", cluster));
    }
    let (library, problems) = Library::load(files);
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let lesson = library.lessons().next().ok_or_else(|| problems.join("\n"))?;
    let report = check(lesson, &case.steps, Language::En);
    let result = report.checks.first().ok_or("the lesson has no check")?;
    let found = format!("{} {}: {}", if result.is_met() { "met" } else { "open" }, result.code, result.message);
    let found = mask(&found, &|_| false);
    if found == case.says { Ok(()) } else { Err(format!("expected {}\nfound    {found}", case.says).into()) }
}
