//! `reaches`: a connection has this outcome, and exactly these pods may answer it.

use super::{Expect, Finding, Scene, Target, names};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use serde::Deserialize;
use simulator::kinds;
use simulator::network::{self, ConnectQuestion, Connection, Reach};
use std::collections::BTreeSet;

/// Connections from one place to another, one per port.
#[derive(Debug, Clone)]
pub struct Reaches {
    questions: Vec<ConnectQuestion>,
    outcome: Reach,
    /// `namespace/name` of every pod that may answer; `None` when any may.
    via: Option<BTreeSet<String>>,
}

/// The outcomes by their name in `lesson.toml`, and the code of each.
const OUTCOMES: &[(&str, Reach, &str)] = &[
    ("connected", Reach::Connected, "connected"),
    ("refused", Reach::Refused, "connection-refused"),
    ("timeout", Reach::Timeout, "connection-timeout"),
    ("no-such-host", Reach::NoSuchHost, "no-such-host"),
    ("http-404", Reach::Http404, "http-404"),
    ("http-503", Reach::Http503, "http-503"),
];

#[derive(Deserialize)]
#[serde(untagged)]
enum Ports {
    One(u16),
    Several(Vec<u16>),
}

impl Reaches {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Reaches> {
        let from: Option<String> = keys.required("from");
        let to: Option<String> = keys.required("to");
        let ports = match keys.required("port") {
            Some(Ports::One(port)) => vec![port],
            Some(Ports::Several(ports)) => ports,
            None => Vec::new(),
        };
        let protocol: Option<String> = keys.optional("protocol");
        let host: Option<String> = keys.optional("host");
        let path: Option<String> = keys.optional("path");
        let via: Option<Vec<String>> = keys.optional("via");
        let word: String = keys.optional("outcome").unwrap_or_else(|| "connected".to_owned());
        let known = OUTCOMES.iter().find(|(name, ..)| *name == word);
        if known.is_none() {
            let known = names(OUTCOMES.iter().map(|(name, ..)| *name));
            keys.note(format!("`{word}` is no outcome of a connection; there are {known}"));
        }
        let (from, to) = (from?, to?);
        let question = |port| ConnectQuestion {
            from: if from == "outside" { from.clone() } else { in_default(&from) },
            to: if to == "ingress" { to.clone() } else { in_default(&to) },
            port,
            protocol: protocol.clone(),
            host: host.clone(),
            path: path.clone(),
        };
        Some(Reaches {
            questions: ports.into_iter().map(question).collect(),
            outcome: known?.1,
            via: via.map(|pods| pods.iter().map(|pod| in_default(pod)).collect()),
        })
    }

    fn is_met(&self, connection: &Connection) -> bool {
        let found = || connection.via.iter().cloned().collect::<BTreeSet<String>>();
        connection.outcome == self.outcome && !connection.partly && self.via.as_ref().is_none_or(|via| *via == found())
    }
}

/// `default/web-1` for `web-1`.
fn in_default(name: &str) -> String {
    if name.contains('/') { name.to_owned() } else { format!("default/{name}") }
}

impl Expect for Reaches {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let network = network::Network::of(scene.cluster);
        let all: Vec<Connection> = self.questions.iter().map(|question| network.connect(question)).collect();
        let Some(connection) = all.iter().find(|connection| !self.is_met(connection)).or(all.last()) else {
            return Finding::new(true, Reason::new("connected"));
        };
        let met = self.is_met(connection);
        let via = names(connection.via.iter().map(|pod| short(pod)));
        let wanted = self.via.iter().flatten();
        let wanted = names(wanted.map(|pod| short(pod)));
        let known = OUTCOMES.iter().find(|(_, reach, _)| *reach == connection.outcome);
        let (word, code) = known.map_or(("no-source", "no-source"), |(word, _, code)| (*word, *code));
        let reason = match (connection.outcome, met) {
            (Reach::Connected, false) if connection.partly => Reason::new("answered-sometimes"),
            (Reach::Connected, false) if self.outcome == Reach::Connected => Reason::new("answered-by-others"),
            (Reach::Connected, _) if !via.is_empty() => Reason::new("answered"),
            _ => Reason::new(code),
        };
        let port = connection.question.port;
        let ports = match met {
            true => names(
                self.questions
                    .iter()
                    .map(|question| question.port.to_string())
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str),
            ),
            false => port.to_string(),
        };
        let reason = reason
            .with("from", short(&connection.question.from))
            .with("to", target(&connection.question))
            .with("port", ports)
            .with("pods", &via)
            .with("silent", silent(connection))
            .with("wanted", &wanted);
        let decided = connection.decided();
        Finding::new(met, reason)
            .compared(
                OUTCOMES.iter().find(|(_, reach, _)| *reach == self.outcome).map_or("", |(word, ..)| word),
                decided.map_or(word.to_owned(), |hop| format!("{word}: {}", hop.reason)),
            )
            .at(decided.and_then(|hop| hop.sources.first().copied()))
    }

    fn targets(&self) -> Vec<Target> {
        let Some(question) = self.questions.first() else { return Vec::new() };
        let Some(service) = kinds::by_kind("Service") else { return Vec::new() };
        let pointers = [
            "",
            "/spec/selector",
            "/spec/selector/*",
            "/spec/ports/*",
            "/spec/ports/*/port",
            "/spec/ports/*/protocol",
            "/spec/ports/*/targetPort",
        ];
        let namespace = question.from.split_once('/').map_or("default", |(namespace, _)| namespace);
        match question.to.split_once('/') {
            Some(("service", name)) => vec![Target::part(&ObjectRef::of(service, name), &pointers)],
            Some(("name", host)) => vec![Target::part(&ObjectRef::service_called(service, host, namespace), &pointers)],
            Some(("node", _)) => vec![Target::every(service, &["", "/spec/selector", "/spec/ports/*/nodePort"])],
            _ => Vec::new(),
        }
    }
}

/// The endpoints that may be picked and do not answer.
fn silent(connection: &Connection) -> String {
    let candidates = connection.hops.iter().flat_map(|hop| &hop.candidates);
    let silent = candidates.filter(|candidate| candidate.outcome.is_some_and(|outcome| outcome != Reach::Connected));
    names(silent.map(|candidate| short(&candidate.endpoint)))
}

/// The name without its namespace, as in a sentence about one namespace.
fn short(name: &str) -> &str {
    name.strip_prefix("default/").unwrap_or(name)
}

/// What is reached, as a caller types it.
fn target(question: &ConnectQuestion) -> &str {
    match question.to.split_once('/') {
        Some(("name" | "ip" | "node", rest)) => rest,
        Some(("service", rest)) => short(rest),
        _ => question.host.as_deref().unwrap_or_else(|| short(&question.to)),
    }
}
