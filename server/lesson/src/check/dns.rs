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
        let name = &self.question.name;
        let pod = kinds::by_kind("Pod").map(|kind| ObjectRef::of(kind, &self.question.from));
        if let Some(pod) = pod.filter(|pod| pod.find(scene.cluster).is_none()) {
            return Finding::new(false, Reason::new("no-object").with("object", pod));
        }
        let answer = dns::ask(scene.cluster, &self.question);
        if answer.asked.is_empty() {
            let why = answer.outcome.unwrap_or_default();
            let reason = Reason::new("dns-not-asked").with("pod", &self.question.from);
            return Finding::new(false, reason.with("why", why.trim_start_matches("not asked: ")));
        }
        let found: BTreeSet<String> = answer
            .asked
            .iter()
            .flat_map(|query| &query.answer)
            .filter(|record| self.question.record == "ANY" || record.1 == self.question.record)
            .map(|record| record.3.clone())
            .collect();
        // A resolver that met the name without such a record says so, whatever its later queries brought (res_search).
        let exists = answer.asked.iter().any(|query| query.rcode == "NOERROR");
        let (reason, actual) = match (found.is_empty(), exists) {
            (false, _) => (Reason::new("dns-answers"), join(&found)),
            (true, true) => (Reason::new("nodata"), "NODATA".to_owned()),
            (true, false) => (Reason::new("nxdomain"), "NXDOMAIN".to_owned()),
        };
        let (met, expected) = match &self.wanted {
            Wanted::Nxdomain => (found.is_empty() && !exists, "NXDOMAIN".to_owned()),
            Wanted::Nodata => (found.is_empty() && exists, "NODATA".to_owned()),
            Wanted::Records(wanted) => {
                let wanted: BTreeSet<String> = wanted.iter().map(|record| resolve(record, scene.cluster)).collect();
                (wanted == found, join(&wanted))
            }
        };
        let reason =
            if met || found.is_empty() { reason } else { Reason::new("dns-differs").with("wanted", &expected) };
        let reason = reason.with("name", name).with("type", &self.question.record).with("answers", &actual);
        Finding::new(met, reason).compared(expected, actual)
    }

    fn targets(&self) -> Vec<Target> {
        let Some(kind) = kinds::by_kind("Service") else { return Vec::new() };
        let asking = self.question.from.split_once('/').map_or("default", |(namespace, _)| namespace);
        let object = ObjectRef::service_called(kind, &self.question.name, asking);
        let pointers = match &*self.question.record {
            "SRV" => vec!["", "/spec/ports/*", "/spec/ports/*/name", "/spec/ports/*/port", "/spec/ports/*/protocol"],
            _ => vec![""],
        };
        vec![Target::part(&object, &pointers)]
    }
}

fn join(records: &BTreeSet<String>) -> String {
    records.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
