//! Laws that hold for every cluster, and for the maps its objects are made of, tried on generated ones.

mod cluster;
mod map;
mod network;
mod state;

use proptest::prelude::*;
use simulator::{Questions, Step, base_cluster, simulate};
use state::{objects, owners, state};
use tests::case;

/// Kinds with lists that have no merge key and that the server fills with defaults: kubectl finds the whole list
/// different every time, sends it again and says "configured", although nothing changes.
const SENT_AGAIN: &[&str] = &["NetworkPolicy", "StatefulSet"];

/// Kinds in an order in which they can go: what holds on to something goes before what it holds.
const DELETED: &[&str] = &[
    "Deployment",
    "StatefulSet",
    "Pod",
    "PersistentVolumeClaim",
    "Service",
    "PersistentVolume",
    "StorageClass",
    "ConfigMap",
    "NetworkPolicy",
];

fn apply(texts: &[&str]) -> simulator::Outcome {
    let steps: Vec<Step> = texts.iter().map(|text| Step::Apply((*text).to_owned())).collect();
    simulate(base_cluster(), &steps, &Questions::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_input_gives_the_same_bytes(text in cluster::text()) {
        prop_assert_eq!(state::bytes(&apply(&[&text])), state::bytes(&apply(&[&text])));
    }

    #[test]
    fn a_text_that_is_read_ahead_does_the_same(text in cluster::text()) {
        // So much text is read on a thread of its own.
        let long = format!("{text}\n# {}\n", "padding ".repeat(9_000));
        prop_assert_eq!(state::bytes(&apply(&[&text])), state::bytes(&apply(&[&long])));
    }

    #[test]
    fn applying_a_text_twice_says_unchanged_and_changes_nothing(text in cluster::text()) {
        let outcome = apply(&[&text, &text]);
        let [first, second] = &outcome.steps[..] else { panic!("two steps were simulated") };
        let accepted: Vec<_> = first.verdicts.iter().map(|verdict| verdict.accepted).collect();
        for (verdict, accepted) in second.verdicts.iter().zip(accepted) {
            let sent_again = verdict.target.as_ref().is_some_and(|target| SENT_AGAIN.contains(&target.kind));
            if accepted && !sent_again {
                prop_assert_eq!(verdict.result, "unchanged", "{:?}", verdict);
            }
        }
        prop_assert_eq!(&second.changes, &[], "controllers moved after a text that changed nothing");
        prop_assert_eq!(objects(&first.cluster), objects(&second.cluster));
    }

    #[test]
    fn independent_documents_commute(documents in cluster::independent_documents()) {
        let forwards = documents.join("\n---\n");
        let backwards = documents.iter().rev().cloned().collect::<Vec<_>>().join("\n---\n");
        let (one, other) = (state(&apply(&[&forwards])), state(&apply(&[&backwards])));
        let differing: Vec<_> = one.iter().filter(|object| !other.contains(object)).collect();
        prop_assert!(differing.is_empty() && one.len() == other.len(), "{differing:#?}");
    }

    #[test]
    fn a_settled_cluster_stays_settled(text in cluster::text()) {
        let steps = [Step::Apply(text), Step::Node { name: "node-a".to_owned(), value: true }];
        let outcome = simulate(base_cluster(), &steps, &Questions::default());
        prop_assert_eq!(&outcome.steps[1].changes, &[]);
    }

    #[test]
    fn addresses_ports_and_claims_have_one_owner(text in cluster::text()) {
        let outcome = apply(&[&text]);
        let owned = owners(&outcome.steps[0].cluster);
        for (what, holders) in owned {
            prop_assert_eq!(holders.len(), 1, "{} is held by {:?}", what, holders);
        }
    }

    #[test]
    fn deleting_what_was_created_gives_the_base_cluster_back(text in cluster::text()) {
        let outcome = apply(&[&text]);
        let mut steps = vec![Step::Apply(text.clone())];
        for kind in DELETED {
            // What controllers made of it is deleted as well, such as the claims that a StatefulSet leaves behind.
            for id in objects(&outcome.steps[0].cluster).into_keys().filter(|id| !objects(base_cluster()).contains_key(id)) {
                if let Some(rest) = id.strip_prefix(kind).and_then(|rest| rest.strip_prefix('/')) {
                    let target = if rest.contains('/') { rest.to_owned() } else { format!("/{rest}") };
                    steps.push(Step::Delete(format!("{}/{target}", kind.to_lowercase())));
                }
            }
        }
        let outcome = simulate(base_cluster(), &steps, &Questions::default());
        let last = outcome.steps.last().expect("at least one step");
        let left: Vec<String> = objects(&last.cluster).into_keys().filter(|id| !objects(base_cluster()).contains_key(id)).collect();
        prop_assert!(left.is_empty(), "left behind: {left:?}");
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        apply(&[&String::from_utf8_lossy(&bytes)]);
    }

    #[test]
    fn no_damage_to_a_good_text_makes_it_panic(text in cluster::text(), cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[ -~\\n\\t]{0,4}"), 1..6)) {
        let mut text: Vec<char> = text.chars().collect();
        for (from, len, replacement) in cuts {
            let from = from.index(text.len() + 1);
            let until = (from + len.index(8)).min(text.len());
            text.splice(from..until, replacement.chars());
        }
        apply(&[&text.into_iter().collect::<String>()]);
    }
}

/// Every recorded case twice: not one byte differs.
#[test]
fn every_case_gives_the_same_bytes_twice() {
    for files in case::all(&case::own_folder()) {
        let case = files.read_case().expect("the project's own cases are readable");
        let run = || state::bytes(&simulate(base_cluster(), &case.steps, &case.questions()));
        assert_eq!(run(), run(), "{}", files.id);
    }
}
