//! What a pod's resolver asked and was answered.

use serde::Serialize;
use simulator::dns;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The answer to one question.
#[derive(Debug, Serialize, ToSchema)]
pub struct DnsAnswer<'a> {
    /// The asking pod, `namespace/name`.
    pub from: &'a str,
    /// The name as typed.
    pub name: &'a str,
    /// The record type asked for.
    pub r#type: &'a str,
    /// The pod's resolver; missing when nothing could be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolver: Option<Resolver<'a>>,
    /// Every query that the resolver made, in order; the last one decides.
    pub asked: Vec<Query<'a>>,
    /// Why nothing was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'a str>,
}

/// What the pod's resolv.conf says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Resolver<'a> {
    /// Addresses of the servers, or `host` for the node's own.
    pub nameservers: &'a [String],
    /// Domains to try in order.
    pub search: &'a [String],
    /// Options by name.
    pub options: &'a BTreeMap<String, String>,
}

/// One query and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Query<'a> {
    /// The full name that was asked, with a final dot.
    pub name: &'a str,
    /// `NOERROR`, `NXDOMAIN` and so on.
    pub rcode: &'a str,
    /// Answer records.
    pub answer: Vec<Record<'a>>,
    /// Additional records.
    pub additional: Vec<Record<'a>>,
    /// Types of the records in the authority section.
    pub authority: &'a [String],
}

/// A DNS record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DnsRecord)]
pub struct Record<'a> {
    /// The name it belongs to.
    pub owner: &'a str,
    /// Its type, such as `A`.
    pub r#type: &'a str,
    /// How long it may be kept, in seconds.
    pub ttl: u32,
    /// What it says.
    pub data: &'a str,
}

impl<'a> From<&'a dns::DnsAnswer> for DnsAnswer<'a> {
    fn from(answer: &'a dns::DnsAnswer) -> Self {
        DnsAnswer {
            from: &answer.question.from,
            name: &answer.question.name,
            r#type: &answer.question.record,
            resolver: answer.resolver.as_ref().map(Resolver::from),
            asked: answer.asked.iter().map(Query::from).collect(),
            outcome: answer.outcome.as_deref(),
        }
    }
}

impl<'a> From<&'a dns::Resolver> for Resolver<'a> {
    fn from(resolver: &'a dns::Resolver) -> Self {
        Resolver { nameservers: &resolver.nameservers, search: &resolver.search, options: &resolver.options }
    }
}

impl<'a> From<&'a dns::Query> for Query<'a> {
    fn from(query: &'a dns::Query) -> Self {
        Query {
            name: &query.name,
            rcode: &query.rcode,
            answer: query.answer.iter().map(Record::from).collect(),
            additional: query.additional.iter().map(Record::from).collect(),
            authority: &query.authority,
        }
    }
}

impl<'a> From<&'a dns::Record> for Record<'a> {
    fn from(dns::Record(owner, kind, ttl, data): &'a dns::Record) -> Self {
        Record { owner, r#type: kind, ttl: *ttl, data }
    }
}
