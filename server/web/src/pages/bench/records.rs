//! The zone of the cluster as a table: every name that Services give, with what DNS answers for it.

use super::names;
use super::overview::short;
use super::seen::Seen;
use simulator::dns::{self, Query};
use simulator::object::Object;
use simulator::value::Value;
use simulator::{Cluster, DnsQuestion};
use std::collections::BTreeSet;

/// What all names of the table end with.
const ORIGIN: &str = ".svc.cluster.local.";
/// More rows than anyone reads; a table of thousands would only slow the page.
const LONGEST: usize = 400;

/// A row of the table.
#[derive(Debug)]
pub struct RecordRow {
    /// The name without the origin; empty when it is that of the row above.
    pub name: String,
    /// The name in full, for screen readers.
    pub full: String,
    /// The record type; empty when there is no record.
    pub record: String,
    /// The record's data without the origin, or the response code when there is no record.
    pub data: String,
    /// The message that says why there is no record; empty when there is one.
    pub why: &'static str,
    /// The Service that gives it.
    pub owner: String,
    /// Whether somebody made that Service.
    pub own: bool,
}

/// All rows, those of the base cluster's Services last.
pub fn rows(seen: &Seen<'_>) -> Vec<RecordRow> {
    let cluster = seen.cluster();
    let mut rows = Vec::new();
    let is_base = |service: &&std::sync::Arc<Object>| Seen::is_base("Service", service.namespace(), service.name());
    let (base, own): (Vec<_>, Vec<_>) = cluster.list("Service").partition(is_base);
    for (services, own) in [(own, true), (base, false)] {
        for service in services.into_iter() {
            for (name, record) in questions(service, cluster) {
                if rows.len() < LONGEST {
                    add(&mut rows, service, own, &query(cluster, &name, record));
                }
            }
        }
    }
    rows
}

/// The names that a Service gives and the type to ask for: its own, one per named port, one per endpoint with a hostname.
fn questions(service: &Object, cluster: &Cluster) -> Vec<(String, &'static str)> {
    let name = format!("{}.{}{ORIGIN}", service.name(), service.namespace());
    if service.spec("type").str() == "ExternalName" {
        return vec![(name, "CNAME")];
    }
    let mut questions = vec![(name.clone(), "A")];
    for port in service.spec("ports").list().iter().filter(|port| !port.get("name").is_empty()) {
        let protocol = port.get("protocol").str().to_ascii_lowercase();
        questions.push((format!("_{}._{protocol}.{name}", port.get("name").str()), "SRV"));
    }
    if service.spec("clusterIP").str() == "None" {
        let slices = cluster.list_in("EndpointSlice", service.namespace());
        let behind = slices.filter(|slice| slice.labels().get("kubernetes.io/service-name").str() == service.name());
        let hostnames: BTreeSet<&str> = behind
            .flat_map(|slice| slice.value.get("endpoints").list())
            .map(|endpoint| endpoint.get("hostname"))
            .map(Value::str)
            .collect();
        questions
            .extend(hostnames.into_iter().filter(|host| !host.is_empty()).map(|host| (format!("{host}.{name}"), "A")));
    }
    questions
}

/// Asks as a pod that says nothing about DNS; a full name is asked as it stands.
fn query(cluster: &Cluster, name: &str, record: &str) -> Option<Query> {
    let question = DnsQuestion { from: "default/".into(), name: name.to_owned(), record: record.to_owned() };
    dns::ask(cluster, &question).asked.pop()
}

fn add(rows: &mut Vec<RecordRow>, service: &Object, own: bool, query: &Option<Query>) {
    let Some(query) = query else { return };
    let owner = short(service.namespace(), service.name());
    let name = relative(&query.name).trim_end_matches('.').to_owned();
    let row = |name: &str, record: &str, data: &str| RecordRow {
        name: name.to_owned(),
        full: query.name.clone(),
        record: record.to_owned(),
        data: relative(data),
        why: "",
        owner: owner.clone(),
        own,
    };
    if let Some(why) = query.why {
        rows.push(RecordRow { why: names::said(why), ..row(&name, "", &query.rcode) });
    }
    for (index, record) in query.answer.iter().enumerate() {
        rows.push(row(if index == 0 { &name } else { "" }, &record.1, &record.3));
    }
}

/// A name or data as a zone file with this origin writes it.
fn relative(text: &str) -> String {
    text.replace(ORIGIN, "")
}
