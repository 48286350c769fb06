//! `dns`: a pod looks a name up and gets exactly these records, NXDOMAIN or NODATA.

use super::placeholder::resolve;
use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use serde::Deserialize;
use simulator::dns;
use simulator::kinds;
use simulator::step::DnsQuestion;
use std::collections::BTreeSet;

/// A question and its answer.
#[derive(Debug, Clone)]
pub struct Dns {
    question: DnsQuestion,
    wanted: Wanted,
}

#[derive(Debug, Clone)]
enum Wanted {
    /// The data of the records of the asked type, placeholders allowed.
    Records(BTreeSet<String>),
    Nxdomain,
    Nodata,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answers {
    Records(BTreeSet<String>),
    Word(String),
}

impl Dns {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Dns> {
        let from: Option<String> = keys.required("from");
        let name = keys.required("name");
        let record = keys.required("type");
        let wanted = match keys.required("answers")? {
            Answers::Records(records) if records.is_empty() => Wanted::Nodata,
            Answers::Records(records) => Wanted::Records(records),
            Answers::Word(word) if word == "NXDOMAIN" => Wanted::Nxdomain,
            Answers::Word(word) if word == "NODATA" => Wanted::Nodata,
            Answers::Word(_) => {
                keys.note("`answers` is a list of records, \"NXDOMAIN\" or \"NODATA\"");
                return None;
            }
        };
        let from = from?;
        let from = if from.contains('/') { from } else { format!("default/{from}") };
        Some(Dns { question: DnsQuestion { from, name: name?, record: record? }, wanted })
    }
}

impl Expect for Dns {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let answer = dns::ask(scene.cluster, &self.question);
        let name = &self.question.name;
        let Some(last) = answer.asked.last() else {
            let why = answer.outcome.unwrap_or_default();
            let reason = Reason::new("dns-not-asked").with("pod", &self.question.from);
            return Finding::new(false, reason.with("why", why.trim_start_matches("not asked: ")));
        };
        let found: BTreeSet<String> = last
            .answer
            .iter()
            .filter(|record| self.question.record == "ANY" || record.1 == self.question.record)
            .map(|record| record.3.clone())
            .collect();
        let reason = match &*last.rcode {
            "NXDOMAIN" => Reason::new("nxdomain").with("name", name),
            _ if found.is_empty() => Reason::new("nodata").with("name", name).with("type", &self.question.record),
            _ => Reason::new("dns-answers").with("name", name).with("answers", join(&found)),
        };
        let actual = if found.is_empty() { reason_word(&last.rcode).to_owned() } else { join(&found) };
        let (met, expected) = match &self.wanted {
            Wanted::Nxdomain => (last.rcode == "NXDOMAIN", "NXDOMAIN".to_owned()),
            Wanted::Nodata => (last.rcode == "NOERROR" && found.is_empty(), "NODATA".to_owned()),
            Wanted::Records(wanted) => {
                let wanted: BTreeSet<String> = wanted.iter().map(|record| resolve(record, scene.cluster)).collect();
                (wanted == found, join(&wanted))
            }
        };
        let reason = match !met && !found.is_empty() {
            true => Reason::new("dns-differs").with("name", name).with("answers", &actual).with("wanted", &expected),
            false => reason,
        };
        Finding::new(met, reason).compared(expected, actual)
    }

    fn targets(&self) -> Vec<Target> {
        let Some(kind) = kinds::by_kind("Service") else { return Vec::new() };
        let labels: Vec<&str> = self.question.name.trim_end_matches('.').split('.').collect();
        let service = labels.iter().find(|label| !label.starts_with('_')).copied().unwrap_or("");
        let asking = self.question.from.split_once('/').map_or("default", |(namespace, _)| namespace);
        // The label after the service is its namespace unless the name is relative to the asking pod's.
        let at = labels.iter().position(|label| *label == service).map_or(0, |at| at + 1);
        let namespace = labels.get(at).filter(|label| **label != "svc").copied().unwrap_or(asking);
        let object = ObjectRef::of(kind, &format!("{namespace}/{service}"));
        let pointers = match &*self.question.record {
            "SRV" => vec!["", "/spec/ports/*", "/spec/ports/*/name", "/spec/ports/*/port", "/spec/ports/*/protocol"],
            _ => vec![""],
        };
        vec![Target::part(&object, &pointers)]
    }
}

fn reason_word(rcode: &str) -> &str {
    if rcode == "NOERROR" { "NODATA" } else { rcode }
}

fn join(records: &BTreeSet<String>) -> String {
    records.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
