//! A and AAAA records, through other names where a name leads to one (CoreDNS `plugin/backend_lookup.go`).

use super::request::ZONE;
use super::service::{Entry, Host};
use super::{Because, Record, Why, zone};
use crate::cluster::Cluster;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Names that one answer goes through at most.
const LONGEST_CHAIN: usize = 10;

/// The records of a type (`A` or `AAAA`) that entries give under a name.
pub(super) fn records(cluster: &Cluster, name: &str, record: &str, entries: &[Entry]) -> Vec<(Record, Because)> {
    follow(cluster, name, record, entries, &[])
}

/// The record of an address under a name.
pub(super) fn record(name: &str, address: &IpAddr) -> Record {
    Record(name.to_owned(), type_of(address).to_owned(), zone::TTL, address.to_string())
}

/// The CNAME record of a name that leads to another.
pub(super) fn cname(name: &str, target: &str) -> Record {
    Record(name.to_owned(), "CNAME".to_owned(), zone::TTL, full(target))
}

fn follow(
    cluster: &Cluster,
    name: &str,
    record_type: &str,
    entries: &[Entry],
    before: &[Record],
) -> Vec<(Record, Because)> {
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    for entry in entries {
        match &entry.host {
            Host::Address(address) => {
                if type_of(address) == record_type && seen.insert(*address) {
                    records.push((record(name, address), entry.because.clone()));
                }
            }
            Host::Name(target) => records.extend(through(cluster, name, record_type, target, entry, before)),
        }
    }
    records
}

/// The CNAME and what it leads to. A name in the cluster that gives nothing takes the CNAME along into nothing; what is
/// outside need not give anything.
fn through(
    cluster: &Cluster,
    name: &str,
    record_type: &str,
    target: &str,
    entry: &Entry,
    before: &[Record],
) -> Vec<(Record, Because)> {
    let alias = cname(name, target);
    let Record(_, _, _, target) = &alias;
    let leads_back = is_under(target, name) || before.iter().any(|earlier| same_alias(earlier, &alias));
    if leads_back || before.len() > LONGEST_CHAIN {
        return Vec::new();
    }
    let alias = (alias.clone(), entry.because.clone());
    if !is_under(target, ZONE) {
        return vec![alias];
    }
    let chain: Vec<Record> = before.iter().cloned().chain([alias.0.clone()]).collect();
    let next = zone::entries(cluster, target).unwrap_or_default();
    let rest = follow(cluster, target, record_type, &next, &chain);
    if rest.is_empty() { Vec::new() } else { [alias].into_iter().chain(rest).collect() }
}

/// Why entries give no record of a type.
pub(super) fn why(entries: &[Entry]) -> Why {
    let leads_on = entries.iter().any(|entry| matches!(entry.host, Host::Name(_)));
    if leads_on { Why::DeadEnd } else { Why::OtherRecords }
}

/// Whether a name is another one or stands below it.
fn is_under(name: &str, parent: &str) -> bool {
    let (name, parent) = (name.to_ascii_lowercase(), parent.to_ascii_lowercase());
    name == parent || name.ends_with(&format!(".{parent}"))
}

fn same_alias(one: &Record, other: &Record) -> bool {
    one.0.eq_ignore_ascii_case(&other.0) && one.3.eq_ignore_ascii_case(&other.3)
}

fn full(name: &str) -> String {
    if name.ends_with('.') { name.to_owned() } else { format!("{name}.") }
}

fn type_of(address: &IpAddr) -> &'static str {
    if address.is_ipv4() { "A" } else { "AAAA" }
}
