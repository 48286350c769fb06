//! The way of one connection: every station, what was looked at there, and the lines of the texts that decided.

use super::fields::{Fields, PROTOCOLS};
use super::names::Named;
use super::seen::Seen;
use super::traffic;
use crate::pages::words::Words;
use crate::view::place::Texts;
use simulator::network::{self, Candidate, ConnectQuestion, Connection, Hop, Reach, Station};
use simulator::value::Source;

/// The connection box and what it was answered.
#[derive(Debug)]
pub struct TraceView {
    /// Who can ask, as a question writes it: pods, nodes, `outside`.
    pub sources: Vec<String>,
    /// What can be asked for, as a question writes it.
    pub targets: Vec<String>,
    /// Who asks.
    pub source: String,
    /// For what.
    pub target: String,
    /// On which port.
    pub port: String,
    /// Protocols to choose from.
    pub protocols: &'static [&'static str],
    /// The chosen one.
    pub protocol: String,
    /// The question whose way is shown; empty for none.
    pub asked: String,
    /// What could not be read as a question.
    pub unreadable: Option<String>,
    /// The answer.
    pub answer: Option<Answer>,
}

/// The answer to a question.
#[derive(Debug)]
pub struct Answer {
    /// `ok` or `err`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that names the outcome.
    pub word: &'static str,
    /// Pods that may answer.
    pub via: Vec<String>,
    /// The way.
    pub hops: Vec<HopView>,
}

/// A station.
#[derive(Debug)]
pub struct HopView {
    /// `hit` when the connection went on, else `stop`.
    pub result: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that names the station.
    pub station: &'static str,
    /// What happened, in the simulator's English.
    pub summary: String,
    /// Endpoints that were looked at.
    pub candidates: Vec<Candidate>,
    /// Objects that were read.
    pub read: Vec<Named>,
    /// Lines of the editor's text.
    pub lines: Vec<usize>,
    /// Lines of other texts, in words.
    pub elsewhere: Vec<String>,
}

impl TraceView {
    /// Reads and answers the form's question. `given` says whether the first step is the file beside the editor's.
    pub fn new(fields: &Fields, seen: &Seen<'_>, given: bool) -> TraceView {
        let asked = fields.connection();
        let question = asked.clone().and_then(Result::ok);
        let sources = sources(seen);
        let connection = question.as_ref().map(|question| network::connect(seen.cluster(), question));
        let first = sources.first().cloned().unwrap_or_default();
        let of_question = |pick: fn(&ConnectQuestion) -> String, typed: &str| match &question {
            Some(question) => pick(question),
            None => typed.to_owned(),
        };
        let source = of_question(|question| question.from.clone(), &fields.source);
        let port = of_question(|question| question.port.to_string(), &fields.port);
        TraceView {
            source: if sources.contains(&source) { source } else { first },
            target: of_question(target, &fields.target),
            port: if port.is_empty() { "80".into() } else { port },
            protocol: of_question(
                |question| question.protocol().to_owned(),
                Fields::choice(&fields.protocol, PROTOCOLS),
            ),
            protocols: PROTOCOLS,
            targets: targets(seen),
            sources,
            asked: question.as_ref().map(ToString::to_string).unwrap_or_default(),
            unreadable: asked.and_then(Result::err),
            answer: connection.map(|connection| Answer::new(connection, seen, given)),
        }
    }
}

/// What a question asks for, host and path included.
fn target(question: &ConnectQuestion) -> String {
    let host = question.host.as_ref().map(|host| format!("/{host}{}", question.path.as_deref().unwrap_or_default()));
    format!("{}{}", question.to, host.unwrap_or_default())
}

fn sources(seen: &Seen<'_>) -> Vec<String> {
    let pods = super::overview::pod_names(seen).into_iter();
    let nodes = seen.cluster().list("Node").map(|node| format!("node/{}", node.name()));
    pods.chain(std::iter::once("outside".to_owned())).chain(nodes).collect()
}

fn targets(seen: &Seen<'_>) -> Vec<String> {
    let services = seen.services.iter().map(|service| format!("service/{}/{}", service.namespace, service.name));
    let pods = super::overview::pod_names(seen).into_iter();
    let nodes = seen.cluster().list("Node").map(|node| format!("node/{}", node.name()));
    services.chain(pods).chain(nodes).collect()
}

impl Answer {
    fn new(connection: Connection, seen: &Seen<'_>, given: bool) -> Answer {
        let (_, _, word) = traffic::shown(connection.outcome);
        let reached = connection.outcome == Reach::Connected;
        let texts = Texts::of(seen.steps);
        let hops = connection.hops.into_iter().map(|hop| HopView::new(hop, &texts, seen, given));
        Answer {
            state: if reached { "ok" } else { "err" },
            icon: if reached { "s-met" } else { "s-fail" },
            word,
            hops: hops.collect(),
            via: connection.via,
        }
    }
}

impl HopView {
    fn new(hop: Hop, texts: &Texts, seen: &Seen<'_>, given: bool) -> HopView {
        let passes = hop.passes();
        let (mut lines, mut elsewhere) = (Vec::new(), Vec::new());
        for source in hop.sources {
            match seen.sheet().and_then(|sheet| sheet.place(Some(source))) {
                Some(place) => lines.push(place.line),
                None => elsewhere.extend(other_line(source, texts, given, seen.w)),
            }
        }
        lines.sort_unstable();
        lines.dedup();
        elsewhere.dedup();
        let mut read: Vec<Named> = Vec::new();
        for name in hop.read.iter().map(Named::new) {
            if !read.contains(&name) {
                read.push(name);
            }
        }
        HopView {
            result: if passes { "hit" } else { "stop" },
            icon: if passes { "s-met" } else { "s-fail" },
            station: station(hop.station),
            summary: hop.reason.to_string(),
            candidates: hop.candidates,
            read,
            lines,
            elsewhere,
        }
    }
}

/// A line of a text that the editor does not hold.
fn other_line(source: Source, texts: &Texts, given: bool, w: Words) -> Option<String> {
    let line = texts.origin(&Some(source))?.line;
    Some(match given && source.step == 0 {
        true => w.with("line-given", [("n", line.into())]),
        false => w.with("line-of-step", [("n", line.into()), ("step", (source.step + 1).into())]),
    })
}

/// The message that names a station.
fn station(station: Station) -> &'static str {
    match station {
        Station::Source => "hop-source",
        Station::Name => "hop-name",
        Station::Address => "hop-address",
        Station::Service => "hop-service",
        Station::Endpoints => "hop-endpoints",
        Station::Node => "hop-node",
        Station::Ingress => "hop-ingress",
        Station::Egress => "hop-egress",
        Station::Policy => "hop-policy",
        Station::Listener => "hop-listener",
    }
}
