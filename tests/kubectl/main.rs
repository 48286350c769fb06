//! What kubectl prints and sends where no recording shows it: the rules of upstream's sources, one case per file.
//!
//! A case is a list of blocks that begin with `=== `: `apply` with a text, `delete` with what to delete, and behind each
//! of them `prints` with the lines of standard output and standard error, `sends` with the requests and their codes, or
//! `places` with the first words of the text that each verdict, and each cause in it, is about.
//! `BLESS=1` writes what was found into the files, to be read before it is committed.

use libtest_mimic::{Arguments, Failed, Trial};
use simulator::outcome::{Kubectl, Verdict};
use simulator::value::Source;
use simulator::{Questions, Step, base_cluster, simulate};
use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kubectl/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let trials = files.into_iter().map(|file| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&file))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn check(file: &Path) -> Result<(), Failed> {
    let case = std::fs::read_to_string(file)?;
    let blocks: Vec<(&str, &str)> = case.split("=== ").skip(1).filter_map(|block| block.split_once('\n')).collect();
    let steps: Vec<Step> = blocks.iter().filter_map(|(word, text)| step(word, text)).collect();
    let outcome = simulate(base_cluster(), &steps, &Questions::default());
    let mut done = outcome.steps.iter();
    let mut kubectl = Kubectl::default();
    let (mut verdicts, mut applied) = (Vec::new(), "");
    let mut found = String::new();
    for (word, text) in &blocks {
        let block = match *word {
            "prints" => printed(&kubectl),
            "sends" => sent(&kubectl),
            "places" => verdicts.iter().map(|verdict| placed(verdict, applied)).collect(),
            _ => {
                let step = done.next();
                kubectl = step.and_then(|step| step.kubectl.clone()).unwrap_or_default();
                verdicts = step.map(|step| step.verdicts.clone()).unwrap_or_default();
                applied = text;
                (*text).to_owned()
            }
        };
        found.push_str(&format!("=== {word}\n{block}"));
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, &found)?;
    }
    match found == case {
        true => Ok(()),
        false => Err(format!("expected:\n{case}\nfound:\n{found}").into()),
    }
}

fn step(word: &str, text: &str) -> Option<Step> {
    match word {
        "apply" => Some(Step::Apply(text.to_owned())),
        "delete" => Some(Step::Delete(text.trim().to_owned())),
        _ => None,
    }
}

fn printed(kubectl: &Kubectl) -> String {
    kubectl.stdout.iter().chain(&kubectl.stderr).map(|line| format!("{line}\n")).collect()
}

fn sent(kubectl: &Kubectl) -> String {
    kubectl.requests.iter().map(|request| format!("{} {}\n", request.code, request.request)).collect()
}

fn placed(verdict: &Verdict, text: &str) -> String {
    let first = |source: Option<Source>| {
        let part = source.and_then(|source| text.get(source.start as usize..source.end as usize)).unwrap_or("nothing");
        part.lines().next().unwrap_or_default().to_owned()
    };
    let mut lines = format!("{:?}, {}: {}\n", verdict.station, verdict.result, first(verdict.source));
    for placed in &verdict.causes {
        let field = placed.cause.field.as_deref().unwrap_or("-");
        lines.push_str(&format!("    {field}: {}\n", first(placed.source)));
    }
    lines
}
