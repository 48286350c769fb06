//! The answer: whether it connects, which pods may answer, and every hop on the way with what decided there.

use super::question::ConnectQuestion;
use crate::object::Name;
use crate::value::{Origin, Source};
use serde::Serialize;

/// What the client sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Something answers.
    Connected,
    /// A reset or "port unreachable": the packet arrived, nobody wants it.
    Refused,
    /// No answer: dropped or not routed.
    Timeout,
    /// The name has no address.
    NoSuchHost,
    /// The ingress controller knows no rule for it.
    #[serde(rename = "http-404")]
    Http404,
    /// There is a rule or a port, but nothing behind it.
    #[serde(rename = "http-503")]
    Http503,
    /// The client itself is not there or does not run.
    NoSource,
}

/// The answer to a [`ConnectQuestion`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Connection {
    /// What was asked.
    pub question: ConnectQuestion,
    /// What the client sees.
    pub outcome: Reach,
    /// Every pod (`namespace/name`) that may answer, sorted; empty for addresses outside and for kube-proxy itself.
    pub via: Vec<String>,
    /// The way, in order; the last one decided.
    pub hops: Vec<Hop>,
}

/// The stations of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Station {
    /// Where it starts.
    Source,
    /// From a name to addresses.
    Name,
    /// What stands behind the address.
    Address,
    /// The rule of the service proxy.
    Service,
    /// The choice among endpoints.
    Endpoints,
    /// A node's own ports.
    Node,
    /// Host and path of an HTTP request.
    Ingress,
    /// NetworkPolicy of the sender.
    Egress,
    /// NetworkPolicy of the receiver.
    Policy,
    /// The process in the pod.
    Listener,
}

/// One station and what happened there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hop {
    /// Which station.
    pub station: Station,
    /// Whether the connection went on.
    pub passes: bool,
    /// What happened, in one sentence.
    pub summary: String,
    /// The objects that were read, the most important first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<Name>,
    /// The texts that decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Endpoints that were looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// An endpoint that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The pod (`namespace/name`) or, without one, the bare address.
    pub endpoint: String,
    /// `address:port`.
    pub address: String,
    /// Whether it may be chosen.
    pub kept: bool,
    /// Why.
    pub reason: String,
}

impl Hop {
    /// A hop that lets the connection go on.
    pub(super) fn passes(station: Station, summary: String) -> Hop {
        Hop { station, passes: true, summary, read: Vec::new(), sources: Vec::new(), candidates: Vec::new() }
    }

    /// Adds what was read.
    pub(super) fn reading(mut self, read: impl IntoIterator<Item = Name>) -> Hop {
        self.read.extend(read);
        self
    }

    /// Adds the texts that decided.
    pub(super) fn because(mut self, origins: impl IntoIterator<Item = Origin>) -> Hop {
        self.sources.extend(origins.into_iter().flatten());
        self
    }
}

/// Collects hops and pods on the way.
#[derive(Debug, Default)]
pub(super) struct Trace {
    hops: Vec<Hop>,
    via: Vec<String>,
    quiet: bool,
}

impl Trace {
    /// Keeps the deciding hops only, as a matrix wants them.
    pub(super) fn quiet() -> Trace {
        Trace { quiet: true, ..Trace::default() }
    }

    /// A hop that was passed.
    pub(super) fn pass(&mut self, hop: impl FnOnce() -> Hop) {
        if !self.quiet {
            self.hops.push(hop());
        }
    }

    /// The hop that decided against it.
    pub(super) fn stop(&mut self, station: Station, reach: Reach, summary: String) -> Reach {
        self.end(Hop { passes: false, ..Hop::passes(station, summary) }, reach)
    }

    /// The hop that decided, with all its details.
    pub(super) fn end(&mut self, mut hop: Hop, reach: Reach) -> Reach {
        hop.passes = reach == Reach::Connected;
        self.hops.push(hop);
        reach
    }

    /// A pod that may answer.
    pub(super) fn answers(&mut self, pod: String) {
        self.via.push(pod);
    }

    /// The hop that decided: of several ways the one that came out as `outcome` says.
    pub(super) fn last(mut self, outcome: Reach) -> Option<Hop> {
        let fits = |hop: &Hop| hop.passes == (outcome == Reach::Connected);
        let index = self.hops.iter().rposition(fits).unwrap_or(self.hops.len().saturating_sub(1));
        (index < self.hops.len()).then(|| self.hops.swap_remove(index))
    }

    pub(super) fn finish(mut self, question: ConnectQuestion, outcome: Reach) -> Connection {
        self.via.sort();
        self.via.dedup();
        if outcome != Reach::Connected {
            self.via.clear();
        }
        Connection { question, outcome, via: self.via, hops: self.hops }
    }
}

/// What the client sees of several equally likely ways: one that connects wins, a refusal is seen before silence.
pub(super) fn best(reaches: impl IntoIterator<Item = Reach>) -> Option<Reach> {
    reaches.into_iter().min()
}
