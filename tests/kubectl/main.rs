//! What kubectl prints and sends where no recording shows it: the rules of upstream's sources, one case per file.
//!
//! A case is a list of blocks that begin with `=== `: `apply` with a text, `delete` with what to delete, and behind each
//! of them `prints` with the lines of standard output and standard error, or `sends` with the requests and their codes.
//! `BLESS=1` writes what was found into the files, to be read before it is committed.

use libtest_mimic::{Arguments, Failed, Trial};
use simulator::outcome::Kubectl;
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
    let mut found = String::new();
    for (word, text) in &blocks {
        let block = match *word {
            "prints" => printed(&kubectl),
            "sends" => sent(&kubectl),
            _ => {
                kubectl = done.next().and_then(|step| step.kubectl.clone()).unwrap_or_default();
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
