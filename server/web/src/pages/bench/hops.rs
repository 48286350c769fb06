//! The way of one connection: every station, what was looked at there, and the lines of the texts that decided.

use super::fields::{Fields, PROTOCOLS};
use super::names::Named;
use super::seen::Seen;
use super::traffic;
use crate::pages::words::{Words, marked};
use crate::view::place::Texts;
use fluent_bundle::FluentValue;
use lesson::Language;
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
    /// What the box says as the page is made, so that a later request can tell what was written into it.
    pub boxed: String,
    /// Whether it was asked just now.
    pub fresh: bool,
    /// What could not be read as a question.
    pub unreadable: Option<String>,
    /// The answer.
    pub answer: Option<Answer>,
}

/// The answer to a question.
#[derive(Debug)]
pub struct Answer {
    /// `ok`, `warn` or `err`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that names the outcome.
    pub word: &'static str,
    /// Why only some connections succeed; empty when all do, or none.
    pub partly: String,
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
    /// The `address:port` that was picked, at the first hop of a way behind a fork.
    pub way: Option<String>,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that names the station.
    pub station: &'static str,
    /// What happened, as HTML.
    pub summary: String,
    /// Endpoints that were looked at.
    pub candidates: Vec<CandidateView>,
    /// Objects that were read.
    pub read: Vec<Named>,
    /// Lines of the editor's text.
    pub lines: Vec<usize>,
    /// Lines of other texts, in words.
    pub elsewhere: Vec<String>,
}

/// An endpoint that was looked at.
#[derive(Debug)]
pub struct CandidateView {
    /// `ok` when it may be chosen and answers, `err` when it may be chosen and does not, `open` when it may not be.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that says whether it was kept.
    pub word: &'static str,
    /// The pod or bare address.
    pub endpoint: String,
    /// `address:port`.
    pub address: String,
    /// Why, as HTML.
    pub reason: String,
    /// The message of what the client sees when it is chosen and does not answer.
    pub fails: Option<&'static str>,
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
        let source = if sources.contains(&source) { source } else { first };
        let target = of_question(target, &fields.target);
        let port = if port.is_empty() { "80".to_owned() } else { port };
        let protocol =
            of_question(|question| question.protocol().to_owned(), Fields::choice(&fields.protocol, PROTOCOLS));
        let shown = Fields { source, target, port, protocol, ..Fields::default() };
        TraceView {
            boxed: shown.boxed(),
            fresh: fields.asks_connection(),
            source: shown.source,
            target: shown.target,
            port: shown.port,
            protocol: shown.protocol,
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
        let (state, icon, word) = traffic::shown(connection.outcome, connection.partly);
        let (state, icon) = match state {
            "yes" => ("ok", "s-met"),
            "some" => ("warn", icon),
            _ => ("err", "s-fail"),
        };
        let partly = partly(&connection, seen.w);
        let texts = Texts::of(seen.steps);
        let mut way = None;
        let hops = connection.hops.into_iter().map(|mut hop| {
            let starts = hop.way.is_some() && hop.way != way;
            way.clone_from(&hop.way);
            hop.way = hop.way.filter(|_| starts);
            HopView::new(hop, &texts, seen, given)
        });
        Answer { state, icon, word, partly, hops: hops.collect(), via: connection.via }
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
            way: hop.way,
            result: if passes { "hit" } else { "stop" },
            icon: if passes { "s-met" } else { "s-fail" },
            station: station(hop.station),
            summary: told(seen.w, "hop-reason", hop.reason.code(), hop.reason.arguments(), || hop.reason.marked()),
            candidates: hop.candidates.into_iter().map(|candidate| CandidateView::new(candidate, seen.w)).collect(),
            read,
            lines,
            elsewhere,
        }
    }
}

impl CandidateView {
    fn new(candidate: Candidate, w: Words) -> CandidateView {
        let fails = candidate.outcome.filter(|reach| *reach != Reach::Connected);
        let (state, icon) = match (candidate.kept, fails) {
            (false, _) => ("open", "s-no"),
            (true, None) => ("ok", "s-yes"),
            (true, Some(_)) => ("err", "s-no"),
        };
        let reason = candidate.reason;
        CandidateView {
            state,
            icon,
            word: if candidate.kept { "candidate-kept" } else { "candidate-dropped" },
            endpoint: candidate.endpoint,
            address: candidate.address,
            reason: told(w, "candidate-reason", reason.code(), reason.arguments(), || reason.marked()),
            fails: fails.map(|reach| traffic::shown(reach, false).2),
        }
    }
}

/// The simulator's words as HTML: its own in English, by their code in other languages.
fn told(
    w: Words,
    front: &str,
    code: &str,
    arguments: Vec<(&'static str, String)>,
    english: impl Fn() -> String,
) -> String {
    if w.0 == Language::En {
        return marked(&english());
    }
    let arguments: Vec<_> = arguments.into_iter().map(|(name, value)| (name, FluentValue::from(value))).collect();
    w.rich_with(&format!("{front}-{code}"), arguments)
}

/// How many of the ways that a connection may take do not end well.
fn partly(connection: &Connection, w: Words) -> String {
    let ways = |hop: &Hop| hop.candidates.iter().filter_map(|candidate| candidate.outcome).collect::<Vec<Reach>>();
    let fails = |reach: &Reach| *reach != Reach::Connected;
    let fork = connection.hops.iter().find(|hop| ways(hop).iter().any(fails));
    match fork.filter(|_| connection.partly) {
        None => String::new(),
        Some(hop) if hop.station == Station::Name => w.say("connect-partly-name"),
        Some(hop) => {
            let ways = ways(hop);
            let failing = ways.iter().filter(|reach| fails(reach)).count();
            w.with("connect-partly", [("failing", failing.into()), ("all", ways.len().into())])
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
