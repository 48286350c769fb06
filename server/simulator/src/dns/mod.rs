//! Names as CoreDNS answers them, asked through a pod's own resolver.
//!
//! | module | what |
//! |---|---|
//! | [`resolver`] | a pod's resolv.conf, and the names that it makes of one name |
//! | `zone` | one query: which zone it falls into, and the answer by type |
//! | `request` | the grammar of names in `cluster.local` |
//! | `service`, `pod`, `reverse` | what there is under such a name |
//! | `address`, `srv` | records made of it |
//!
//! Follows the CoreDNS plugin `kubernetes` as kubeadm configures it: `pods insecure`, a TTL of 30 seconds, and an upstream
//! server that knows no name.

mod address;
mod pod;
mod request;
pub mod resolver;
mod reverse;
mod service;
mod srv;
mod zone;

use crate::cluster::Cluster;
use crate::object::Name;
use crate::step::DnsQuestion;
use crate::value::Source;
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer to a [`DnsQuestion`], in the shape of the conformance recordings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DnsAnswer {
    /// What was asked.
    pub question: DnsQuestion,
    /// The pod's resolver; `None` when the question could not be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolver: Option<Resolver>,
    /// Every query that the resolver made, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Query>,
    /// Why nothing was asked: `not asked: …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// What a pod's resolv.conf says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resolver {
    /// Addresses of the servers, or `host` for the node's own.
    pub nameservers: Vec<String>,
    /// Domains to try in order.
    pub search: Vec<String>,
    /// Options by name.
    pub options: BTreeMap<String, String>,
}

/// One query and its answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Query {
    /// The full name that was asked, with a final dot.
    pub name: String,
    /// `NOERROR`, `NXDOMAIN`, …
    pub rcode: String,
    /// Answer records.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<Record>,
    /// Additional records.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional: Vec<Record>,
    /// Types of the records in the authority section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authority: Vec<String>,
    /// Where each answer record comes from, in the order of `answer`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Because>,
    /// Why there is no answer record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// owner, type, TTL in seconds, data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Record(pub String, pub String, pub u32, pub String);

/// What a record is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The objects, the most important first: a Service, or an EndpointSlice and the pod behind the endpoint.
    pub objects: Vec<Name>,
    /// The text that gave the record its data, when a person wrote it.
    pub source: Option<Source>,
}

/// Why a query has no answer record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The name is outside of the cluster, and the upstream server does not know it.
    Outside,
    /// The name is no form that the cluster's zone has: `service.namespace.svc`, with an endpoint or `_port._protocol` in
    /// front, or `address.namespace.pod`.
    NoSuchForm,
    /// There is no namespace of that name.
    NoNamespace,
    /// There is no Service of that name in the namespace.
    NoService,
    /// The Service has no port of that name and protocol.
    NoPort,
    /// No slice of the Service has a ready endpoint.
    NoReadyEndpoint,
    /// No ready endpoint of the Service has that name.
    NoEndpoint,
    /// An ExternalName Service has only its own name: no ports and no endpoints below it.
    BelowExternalName,
    /// An ExternalName that is an address gives no record.
    ExternalNameIsAddress,
    /// An ExternalName leads to a name in the cluster that has no such record, or to itself.
    DeadEnd,
    /// The label is no address with dashes.
    NoAddress,
    /// The name is there and has records below it or of other types.
    OtherRecords,
}

/// Asks a question as the pod would. A pod that is not there is asked for as one that says nothing about DNS.
pub fn ask(cluster: &Cluster, question: &DnsQuestion) -> DnsAnswer {
    let (namespace, pod) = question.from.split_once('/').unwrap_or(("default", &question.from));
    let resolver = resolver::of_pod(cluster, namespace, pod);
    let mut answer = DnsAnswer { question: question.clone(), resolver: None, asked: Vec::new(), outcome: None };
    let outcome = match (resolver::knows_cluster(cluster, &resolver), is_domain_name(&question.name)) {
        (false, _) => Some("not asked: no cluster DNS server in resolv.conf"),
        (true, false) => Some("not asked: not a domain name"),
        (true, true) => None,
    };
    answer.outcome = outcome.map(str::to_owned);
    if outcome.is_none() {
        for name in resolver::candidates(&question.name, &resolver).filter(|name| is_domain_name(name)) {
            let query = zone::query(cluster, name, &question.record);
            let done = !query.answer.is_empty();
            answer.asked.push(query);
            if done {
                break;
            }
        }
    }
    answer.resolver = Some(resolver);
    answer
}

/// Whether a name fits into a packet: labels of 1 to 63 bytes, 255 bytes with their lengths.
fn is_domain_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253 && name.split('.').all(|label| (1..=63).contains(&label.len()))
}
