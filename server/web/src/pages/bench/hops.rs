//! The way of one connection: every station, what was looked at there, and the lines of the texts that decided.

use super::names::Named;
use super::seen::Seen;
use super::traffic;
use crate::pages::words::{Words, marked};
use crate::view::place::Texts;
use fluent_bundle::FluentValue;
use lesson::Language;
use simulator::network::{Candidate, Connection, Hop, Reach, Station};
use simulator::value::Source;

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
    /// What was picked, at the first hop of a way behind a fork.
    pub way: Option<Way>,
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

/// A way behind a fork.
#[derive(Debug)]
pub struct Way {
    /// The `address:port` that was picked.
    pub picked: String,
    /// How many others go the same way, hop by hop; they are not shown.
    pub others: usize,
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

impl Answer {
    /// Reads an answer. `given` says whether the first step is the file beside the editor's.
    pub fn new(connection: Connection, seen: &Seen<'_>, given: bool) -> Answer {
        let (state, icon, word) = traffic::shown(connection.outcome, connection.partly);
        let (state, icon) = match state {
            "yes" => ("ok", "s-met"),
            "some" => ("warn", icon),
            _ => ("err", "s-fail"),
        };
        let partly = partly(&connection, seen.w);
        let texts = Texts::of(seen.steps);
        let mut hops = Vec::new();
        for (way, of_way) in ways(connection.hops) {
            let first = hops.len();
            hops.extend(of_way.into_iter().map(|hop| HopView::new(hop, &texts, seen, given)));
            if let Some(hop) = hops.get_mut(first) {
                hop.way = way;
            }
        }
        Answer { state, icon, word, partly, hops, via: connection.via }
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
            way: None,
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

/// The hops by the way that they belong to; of ways that are alike, hop by hop, the first one stands for all.
fn ways(hops: Vec<Hop>) -> Vec<(Option<Way>, Vec<Hop>)> {
    let mut found: Vec<(Option<String>, Vec<Hop>)> = Vec::new();
    for hop in hops {
        match found.last_mut().filter(|(way, _)| *way == hop.way) {
            Some((_, of_way)) => of_way.push(hop),
            None => found.push((hop.way.clone(), vec![hop])),
        }
    }
    let mut shown: Vec<(Option<Way>, Vec<Hop>)> = Vec::new();
    let codes = |hops: &[Hop]| hops.iter().map(|hop| (hop.ends, hop.reason.code())).collect::<Vec<_>>();
    for (way, hops) in found {
        let alike = shown.iter_mut().find(|(held, of_way)| held.is_some() && codes(of_way) == codes(&hops));
        match (way, alike) {
            (Some(_), Some((Some(held), _))) => held.others += 1,
            (way, _) => shown.push((way.map(|picked| Way { picked, others: 0 }), hops)),
        }
    }
    shown
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
