//! Who reaches whom: the answer to a question, with every hop on the way and what decided there.

use super::object::ObjectName;
use super::place::{Range, Texts};
use serde::Serialize;
use simulator::network::connection::{self, Reach, Station};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The answer to one question.
#[derive(Debug, Serialize, ToSchema)]
pub struct Connection<'a> {
    /// Who asked.
    pub from: &'a str,
    /// For what.
    pub to: &'a str,
    /// On which port.
    pub port: u16,
    /// With which protocol, in upper case.
    pub protocol: &'a str,
    /// What the client sees: `connected`, `refused`, `timeout`, `no-such-host`, `http-404`, `http-503`, `no-source`.
    #[schema(value_type = String)]
    pub outcome: Reach,
    /// Whether it connects on some ways only: one endpoint is picked for each connection, and not every one of them
    /// answers. The candidates' outcomes say which ones do not.
    pub partly: bool,
    /// Every pod (`namespace/name`) that may answer, sorted.
    pub via: &'a [String],
    /// The way, in order; where it forks, one way after the other.
    pub hops: Vec<Hop<'a>>,
}

/// One station of a connection and what happened there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hop<'a> {
    /// `source`, `name`, `address`, `service`, `endpoints`, `node`, `ingress`, `egress`, `policy` or `listener`.
    #[schema(value_type = String)]
    pub station: Station,
    /// The `address:port` that was picked, behind a fork; null before it and when there was nothing to pick from.
    pub way: Option<&'a str>,
    /// Whether the connection went on.
    pub passes: bool,
    /// What happened: stable, in kebab case, such as `nothing-listens`.
    pub code: &'static str,
    /// Values that a translation of the sentence needs, by name.
    pub arguments: BTreeMap<&'static str, String>,
    /// What happened, in one English sentence.
    pub summary: String,
    /// The objects that were read, the most important first.
    pub read: Vec<ObjectName<'a>>,
    /// The texts that decided.
    pub places: Vec<Range>,
    /// Endpoints that were looked at.
    pub candidates: Vec<Candidate<'a>>,
}

/// An endpoint that was looked at.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidate<'a> {
    /// The pod (`namespace/name`) or, without one, the bare address.
    pub endpoint: &'a str,
    /// `address:port`.
    pub address: &'a str,
    /// Whether it may be chosen.
    pub kept: bool,
    /// Why: stable, in kebab case, such as `not-ready`.
    pub code: &'static str,
    /// Values that a translation of the reason needs, by name.
    pub arguments: BTreeMap<&'static str, String>,
    /// Why, in English.
    pub reason: String,
    /// What the client sees when this endpoint is picked; null when it cannot be, or when the way does not go on.
    #[schema(value_type = Option<String>)]
    pub outcome: Option<Reach>,
}

impl<'a> Connection<'a> {
    /// Shows an answer.
    pub fn new(connection: &'a connection::Connection, texts: &Texts) -> Connection<'a> {
        let question = &connection.question;
        Connection {
            from: &question.from,
            to: &question.to,
            port: question.port,
            protocol: question.protocol(),
            outcome: connection.outcome,
            partly: connection.partly,
            via: &connection.via,
            hops: connection.hops.iter().map(|hop| Hop::new(hop, texts)).collect(),
        }
    }
}

impl<'a> Hop<'a> {
    fn new(hop: &'a connection::Hop, texts: &Texts) -> Hop<'a> {
        Hop {
            station: hop.station,
            way: hop.way.as_deref(),
            passes: hop.passes(),
            code: hop.reason.code(),
            arguments: hop.reason.arguments().into_iter().collect(),
            summary: hop.reason.to_string(),
            read: hop.read.iter().map(ObjectName::from).collect(),
            places: hop.sources.iter().filter_map(|source| texts.origin(&Some(*source))).collect(),
            candidates: hop.candidates.iter().map(Candidate::from).collect(),
        }
    }
}

impl<'a> From<&'a connection::Candidate> for Candidate<'a> {
    fn from(candidate: &'a connection::Candidate) -> Self {
        Candidate {
            endpoint: &candidate.endpoint,
            address: &candidate.address,
            kept: candidate.kept,
            code: candidate.reason.code(),
            arguments: candidate.reason.arguments().into_iter().collect(),
            reason: candidate.reason.to_string(),
            outcome: candidate.outcome,
        }
    }
}
