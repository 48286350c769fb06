//! Does Drydock answer as the recorded cluster did? One test per case; everything that a recording holds is compared.
//!
//! `cargo test -p tests --test conformance [-- AREA/NAME-PART]`. A case in `known-differences.txt` must fail;
//! one that passes there fails the run, so the list can only shrink. `CONFORMANCE_DIR=path` runs another folder of
//! the same layout, without the list. `CONFORMANCE_LIST=1` prints one line per failing case instead of its diff.

mod compare;
mod placeholder;
mod recording;

use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tests::case::{self, Files};

/// Passed and failed cases per area.
type Totals = Arc<Mutex<BTreeMap<String, (usize, usize)>>>;

fn main() {
    let arguments = Arguments::from_args();
    let other = std::env::var_os("CONFORMANCE_DIR").map(PathBuf::from);
    let known = if other.is_some() { BTreeSet::new() } else { known_differences() };
    let files = case::all(&other.unwrap_or_else(case::own_folder));
    let ids: BTreeSet<&str> = files.iter().map(|files| files.id.as_str()).collect();
    for listed in &known {
        assert!(ids.contains(listed.as_str()), "known-differences.txt names {listed}, which is not a case");
    }

    let totals = Totals::default();
    let trials = files.into_iter().map(|files| {
        let (totals, listed) = (totals.clone(), known.contains(&files.id));
        Trial::test(files.id.clone(), move || run(&files, listed, &totals))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    if !arguments.list {
        print(&totals.lock().unwrap_or_else(|broken| broken.into_inner()));
    }
    conclusion.exit();
}

fn run(files: &Files, listed: bool, totals: &Totals) -> Result<(), Failed> {
    let outcome = check(files);
    let area = files.id.split('/').next().unwrap_or_default().to_owned();
    {
        let mut totals = totals.lock().unwrap_or_else(|broken| broken.into_inner());
        let (passed, failed) = totals.entry(area).or_default();
        *(if outcome.is_ok() { passed } else { failed }) += 1;
    }
    match (outcome, listed) {
        (Ok(()), false) | (Err(_), true) => Ok(()),
        (Ok(()), true) => Err("passes, but is listed in known-differences.txt: take it off the list".into()),
        (Err(_), false) if std::env::var_os("CONFORMANCE_LIST").is_some() => Err(Failed::without_message()),
        (Err(difference), false) => Err(difference.into()),
    }
}

/// Simulates the case and compares the outcome with the recording.
fn check(files: &Files) -> Result<(), String> {
    let case = files.read_case()?;
    let mut expected = files.read_recording()?;
    if expected.get("connect").is_none() && !case.observe.connect.is_empty() {
        expected["connect"] = case.expected_connections();
    }
    let outcome = simulator::simulate(simulator::base_cluster(), &case.steps, &case.questions());
    compare::equal(&expected, &recording::of(&case, &outcome))
}

fn known_differences() -> BTreeSet<String> {
    let list = case::own_folder().join("known-differences.txt");
    let text = std::fs::read_to_string(&list).unwrap_or_default();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[expect(clippy::print_stdout, reason = "the report of a test runner")]
fn print(totals: &BTreeMap<String, (usize, usize)>) {
    let (mut all, mut bad) = (0, 0);
    for (area, (passed, failed)) in totals {
        println!("{area}: {passed} of {} agree", passed + failed);
        (all, bad) = (all + passed, bad + failed);
    }
    println!("{all} passed, {bad} failed");
}
