//! What the form of a workbench sends, with and without script alike.

use serde::Deserialize;
use simulator::network::ConnectQuestion;
use simulator::{DnsQuestion, Step};
use std::net::IpAddr;

/// The form's fields. A field that is missing is empty: an old page or a hand-made request gets an answer, too.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// What the editor holds.
    pub text: String,
    /// Steps done so far, as JSON in the API's shape.
    pub steps: String,
    /// The button: empty or `look`, or one of the page's acts.
    pub act: String,
    /// The chosen view of the cluster.
    pub view: String,
    /// The pane that shows below 1100 px.
    pub pane: String,
    /// The chosen file.
    pub file: String,
    /// The ask box: `namespace/pod`.
    pub from: String,
    /// The ask box: the name.
    pub name: String,
    /// The ask box: the record type.
    #[serde(rename = "type")]
    pub record: String,
    /// The ask box as the page was made: [`Fields::asking`].
    pub named: String,
    /// The connection whose way is shown, as [`ConnectQuestion`] writes it.
    pub asked: String,
    /// The connection box: who asks.
    pub source: String,
    /// The connection box: for what.
    pub target: String,
    /// The connection box: on which port.
    pub port: String,
    /// The connection box: with which protocol.
    pub protocol: String,
    /// The connection box as the page was made.
    pub boxed: String,
    /// The matrix: text that the names of its pods have to hold.
    pub pods: String,
    /// The matrix: text that the names of its targets have to hold.
    pub targets: String,
    /// The matrix: number of the first pod and of the first port that show.
    pub first_pod: String,
    /// See `first_pod`.
    pub first_port: String,
    /// The object to delete, `kind/namespace/name`.
    pub object: String,
    /// The pod whose readiness is meant.
    pub pod: String,
    /// The node that falls silent or reports again.
    pub node: String,
    /// Hints shown so far.
    pub hints: String,
    /// How far the solution was opened: empty, `asked` or `shown`.
    pub solution: String,
    /// A language that was chosen.
    pub lang: Option<String>,
    /// A theme that was chosen.
    pub theme: Option<String>,
}

impl Fields {
    /// The text as browsers showed it: forms send every line break as CR LF.
    pub fn clean_text(&self) -> String {
        self.text.replace("\r\n", "\n")
    }

    /// The steps done so far; nothing readable is no steps.
    pub fn steps(&self) -> Vec<Step> {
        serde_json::from_str(&self.steps).unwrap_or_default()
    }

    /// The question of the ask box, once a name is there.
    pub fn question(&self) -> Option<DnsQuestion> {
        let record = RECORDS.iter().find(|known| **known == self.record).unwrap_or(&"A");
        let name = self.name.trim();
        let question = DnsQuestion { from: self.from.clone(), name: name.to_owned(), record: (*record).to_owned() };
        (!name.is_empty() && !self.from.is_empty()).then_some(question)
    }

    /// The ask box's question in one line.
    pub fn asking(&self) -> String {
        match self.question() {
            Some(DnsQuestion { from, name, record }) => format!("{from} {name} {record}"),
            None => String::new(),
        }
    }

    /// Whether a name was asked for just now, so that a page without script should show the answer first.
    pub fn asks_name(&self) -> bool {
        let asking = self.asking();
        self.act == "ask" || (self.act == "look" && !asking.is_empty() && asking != self.named)
    }

    /// The connection whose way is wanted, if one is: a cell of the matrix, what the connection box says, or what was
    /// asked before. Without script Enter in the box presses the form's first button; when the box says something new,
    /// that is what it is about.
    ///
    /// # Errors
    /// The text that is no question.
    pub fn connection(&self) -> Option<Result<ConnectQuestion, String>> {
        let text = match self.act.as_str() {
            "connect" => self.boxed(),
            "look" if self.boxed_anew() => self.boxed(),
            act => act.strip_prefix(TRACE).unwrap_or(&self.asked).to_owned(),
        };
        (!text.is_empty()).then(|| ConnectQuestion::parse(&text).map_err(|_| text))
    }

    /// Whether somebody wrote into the connection box since the page was made.
    pub fn boxed_anew(&self) -> bool {
        !self.target.trim().is_empty() && !self.boxed.is_empty() && self.boxed() != self.boxed
    }

    /// Whether the answer to a question was asked for just now, so that a page without script should show it first.
    pub fn asks_connection(&self) -> bool {
        self.act == "connect" || (self.act == "look" && self.boxed_anew())
    }

    /// Where a page of the matrix starts: as the button says, else as it was.
    pub fn start(&self, act: &str, kept: &str) -> usize {
        self.act.strip_prefix(act).unwrap_or(kept).parse().unwrap_or_default()
    }

    /// What the connection box says. A bare word is a name, a bare address an address, as in `curl`.
    pub fn boxed(&self) -> String {
        let target = self.target.trim();
        let target = match target {
            "ingress" => target.to_owned(),
            bare if bare.parse::<IpAddr>().is_ok() => format!("ip/{bare}"),
            bare if !bare.is_empty() && !bare.contains('/') => format!("name/{bare}"),
            other => other.to_owned(),
        };
        let protocol = Fields::choice(&self.protocol, PROTOCOLS);
        format!("{} -> {target}:{}/{protocol}", self.source, self.port.trim())
    }

    /// One of the choices, else the first.
    pub fn choice(value: &str, choices: &[&'static str]) -> &'static str {
        choices.iter().find(|choice| **choice == value).or(choices.first()).copied().unwrap_or("")
    }
}

/// Record types of the ask box.
pub const RECORDS: &[&str] = &["A", "AAAA", "SRV", "CNAME", "PTR", "TXT", "ANY"];
/// Protocols of the connection box.
pub const PROTOCOLS: &[&str] = &["TCP", "UDP", "SCTP"];
/// What an act starts with that shows the way of a connection; without a connection it hides it.
pub const TRACE: &str = "trace:";
/// What an act starts with that turns to the pods, or ports, of the matrix from a number on.
pub const PODS: &str = "pods:";
/// See [`PODS`].
pub const PORTS: &str = "ports:";
/// Views of the cluster.
pub const VIEWS: &[&str] = &["overview", "names", "traffic", "storage", "objects", "events", "steps"];
