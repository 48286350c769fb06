//! Connections beyond the recordings: `tests/connections/*.txt`, scenarios as `scenario` reads them.
//!
//! A line of `=== expect` is `FROM -> TO:PORT[/PROTOCOL] = OUTCOME[ sometimes][ via POD, POD][ by CODE]`: the pods that may
//! answer, and the code of the hop that decided. Lines that start with `#` say why, by kube-proxy's chains or the API.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read their cases")]

mod scenario;

use simulator::network::{ConnectQuestion, Network};
use simulator::{Questions, base_cluster, simulate};

#[test]
fn connections() {
    let mut failures = Vec::new();
    for (file, text) in scenario::files("connections") {
        let (steps, expected) = scenario::read(&file, &text);
        let outcome = simulate(base_cluster(), &steps, &Questions::default());
        for step in &outcome.steps {
            let failed = step.kubectl.as_ref().filter(|kubectl| kubectl.exit != 0);
            failures.extend(failed.map(|kubectl| format!("{file}: {}", kubectl.stderr.join("\n"))));
        }
        for (step, line) in expected.into_iter().filter(|(_, line)| !line.starts_with('#')) {
            let (question, wanted) = line.split_once(" = ").unwrap();
            let network = Network::of(&outcome.steps[step].cluster);
            let found = answer(&network, &ConnectQuestion::parse(question).unwrap(), wanted.contains(" by "));
            if found != wanted {
                failures.push(format!("{file}:\n  expected {line}\n  found    {question} = {found}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// An answer as the files write it.
fn answer(network: &Network<'_>, question: &ConnectQuestion, with_code: bool) -> String {
    let found = network.connect(question);
    let mut out = serde_json::to_value(found.outcome).unwrap().as_str().unwrap().to_owned();
    if found.partly {
        out.push_str(" sometimes");
    }
    if !found.via.is_empty() {
        out.push_str(&format!(" via {}", found.via.join(", ")));
    }
    if let Some(hop) = found.decided().filter(|_| with_code) {
        out.push_str(&format!(" by {}", hop.reason.code()));
    }
    out
}
