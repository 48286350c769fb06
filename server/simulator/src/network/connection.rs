//! The answer: whether it connects, which pods may answer, and every hop on the way with what decided there.

use super::question::ConnectQuestion;
pub use super::reason::{CandidateReason, HopReason};
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
    /// What the client sees: the best of all ways that it may take.
    pub outcome: Reach,
    /// Whether it connects on some ways only: one endpoint is picked for a connection, and not all of them answer. Which
    /// ones do not is in [`Candidate::outcome`].
    pub partly: bool,
    /// Every pod (`namespace/name`) that may answer, sorted; empty for addresses outside and for kube-proxy itself.
    pub via: Vec<String>,
    /// The way, in order; where it forks, one way after the other.
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
    /// The `address:port` that was picked, behind a fork; none before it and when there was nothing to pick from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// What the client sees of this way, when it ends here; none when the connection went on.
    pub ends: Option<Reach>,
    /// What happened.
    pub reason: HopReason,
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
    pub reason: CandidateReason,
    /// What the client sees when it is chosen; none for endpoints that may not be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Reach>,
}

impl Connection {
    /// The hop that decided: of several ways the first that came out as the whole did.
    pub fn decided(&self) -> Option<&Hop> {
        self.hops.iter().filter(|hop| hop.ends.is_some()).min_by_key(|hop| hop.ends)
    }
}

impl Hop {
    /// A hop, so far without what was read.
    pub(super) fn new(station: Station, reason: HopReason) -> Hop {
        Hop { station, way: None, ends: None, reason, read: Vec::new(), sources: Vec::new(), candidates: Vec::new() }
    }

    /// Adds what was read.
    pub(super) fn reading(mut self, read: impl IntoIterator<Item = Name>) -> Hop {
        self.read.extend(read);
        self
    }

    /// Adds the texts that decided.
    pub(super) fn because(mut self, origins: impl IntoIterator<Item = Origin>) -> Hop {
        for source in origins.into_iter().flatten() {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
        self
    }

    /// Whether the connection went on or was answered here.
    pub fn passes(&self) -> bool {
        self.ends.is_none_or(|reach| reach == Reach::Connected)
    }
}
