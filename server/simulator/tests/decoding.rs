//! How Go reads odd values, and how a strategic merge patch meets them: the cases stand in `tests/decoding/*.tsv`.

use simulator::outcome::Kubectl;
use simulator::value::json;
use simulator::{Questions, Step, base_cluster, simulate};

/// Applies the texts of a line one after another and compares the end with its first column.
fn check(line: &str) {
    let mut cells = line.split('\t');
    let expected = cells.next().unwrap_or_default();
    let steps: Vec<Step> = cells.map(|text| Step::Apply(text.to_owned())).collect();
    let outcome = simulate(base_cluster(), &steps, &Questions::default());
    let Some(last) = outcome.steps.last() else { panic!("no text: {line}") };
    match expected.strip_prefix("stored ") {
        Some(part) => {
            let kinds = ["Secret", "ConfigMap", "Deployment", "Lease", "Service"];
            let mut objects = kinds.iter().flat_map(|kind| last.cluster.list(kind));
            let held = objects.any(|object| json::to_string(&object.value).contains(part));
            assert!(held, "{line}\n{:#?}", last.kubectl);
        }
        None => {
            let said = last.kubectl.as_ref().map_or(String::new(), words);
            assert!(said.contains(expected), "{line}\nsaid {said}");
        }
    }
}

/// Every refusal of the server, and what kubectl printed.
fn words(kubectl: &Kubectl) -> String {
    let refusals = kubectl.requests.iter().filter_map(|request| request.message.clone());
    refusals.chain(kubectl.stderr.iter().cloned()).collect::<Vec<_>>().join("\n")
}

fn check_all(cases: &str) {
    cases.lines().filter(|line| !line.starts_with('#')).for_each(check);
}

#[test]
fn odd_values_on_create() {
    check_all(include_str!("decoding/create.tsv"));
}

#[test]
fn odd_values_in_patches() {
    check_all(include_str!("decoding/patch.tsv"));
}
