//! One query to the cluster's DNS server (CoreDNS `plugin/kubernetes/handler.go`).

use super::request::{self, Request, ZONE};
use super::service::{self, Entry, Host};
use super::{Because, Query, Record, Why, address, pod, reverse, srv};
use crate::cluster::Cluster;

/// Seconds that answers from the cluster may be kept.
pub(super) const TTL: u32 = 30;
/// The one text record there is, and how long it may be kept.
const VERSION: (&str, &str, u32) = ("dns-version", "\"1.1.0\"", 28800);

/// Asks for the records of a type under a full name.
pub(super) fn query(cluster: &Cluster, name: String, record: &str) -> Query {
    let lower = name.to_ascii_lowercase();
    if reverse::is_apex(&lower) && record != "TXT" {
        return nothing(name, "NOERROR", Why::OtherRecords);
    }
    if reverse::is_reverse(&name) {
        // Of addresses only names are known here; everything else about them is asked upstream.
        let found = if record == "PTR" { reverse::records(cluster, &name, TTL) } else { Vec::new() };
        return if found.is_empty() { unknown_upstream(name) } else { found_records(name, found, Vec::new()) };
    }
    if lower != ZONE && !lower.ends_with(&format!(".{ZONE}")) {
        return unknown_upstream(name);
    }
    match answer(cluster, &name, record) {
        Ok((answer, additional)) => found_records(name, answer, additional),
        Err((rcode, why)) => nothing(name, rcode, why),
    }
}

/// Entries under a name in the zone; empty where the name is there without data.
pub(super) fn entries(cluster: &Cluster, name: &str) -> Result<Vec<Entry>, Why> {
    match request::parse(name) {
        Request::Between => Ok(Vec::new()),
        Request::Label(_) | Request::Nothing => Err(Why::NoSuchForm),
        Request::NameServer => Ok(name_server(cluster)),
        Request::Namespace(namespace) => match cluster.get("Namespace", "", &namespace) {
            Some(_) => Ok(Vec::new()),
            None => Err(Why::NoNamespace),
        },
        Request::Named { pod: true, namespace, name, .. } => pod::entries(cluster, &namespace, &name),
        Request::Named { pod: false, namespace, name, front } => service::entries(cluster, &namespace, &name, &front),
    }
}

type Records = (Vec<(Record, Because)>, Vec<Record>);
type Negative = (&'static str, Why);

fn answer(cluster: &Cluster, name: &str, record: &str) -> Result<Records, Negative> {
    let found = entries(cluster, name);
    if record == "TXT" {
        return text(name, found);
    }
    let found = found.map_err(|why| ("NXDOMAIN", why))?;
    let (answer, additional) = match record {
        "A" | "AAAA" => (address::records(cluster, name, record, &found), Vec::new()),
        "CNAME" => (alias(name, &found), Vec::new()),
        "SRV" => srv::records(name, &found),
        _ => Default::default(),
    };
    match answer.is_empty() {
        true => Err(("NOERROR", if record == "SRV" { Why::OtherRecords } else { address::why(&found) })),
        false => Ok((answer, additional)),
    }
}

/// Only the version of the specification has a text; a name without entries does not even exist here.
fn text(name: &str, found: Result<Vec<Entry>, Why>) -> Result<Records, Negative> {
    let (label, text, ttl) = VERSION;
    match (request::parse(name), found) {
        (Request::Label(asked), _) if asked == label => {
            let record = Record(name.to_owned(), "TXT".to_owned(), ttl, text.to_owned());
            Ok((vec![(record, Because::default())], Vec::new()))
        }
        (Request::NameServer, _) => Err(("NXDOMAIN", Why::OtherRecords)),
        (_, Ok(entries)) if !entries.is_empty() => Err(("NOERROR", Why::OtherRecords)),
        (_, Ok(_)) => Err(("NXDOMAIN", Why::OtherRecords)),
        (_, Err(why)) => Err(("NXDOMAIN", why)),
    }
}

/// The other name that the first entry leads to.
fn alias(name: &str, entries: &[Entry]) -> Vec<(Record, Because)> {
    match entries.first() {
        Some(Entry { host: Host::Name(target), because, .. }) => {
            vec![(address::cname(name, target), because.clone())]
        }
        _ => Vec::new(),
    }
}

/// `ns.dns` has the addresses of the DNS Service.
fn name_server(cluster: &Cluster) -> Vec<Entry> {
    let Some(service) = cluster.get("Service", "kube-system", "kube-dns") else { return Vec::new() };
    let entry = |address: &crate::value::Value| Entry {
        host: Host::of(address.str()),
        port: Some(0),
        key: "ns.dns".to_owned(),
        because: Because { objects: vec![service.id()], source: address.origin },
    };
    service.spec("clusterIPs").list().iter().map(entry).collect()
}

fn found_records(name: String, records: Vec<(Record, Because)>, additional: Vec<Record>) -> Query {
    let (answer, because) = records.into_iter().unzip();
    Query { name, rcode: "NOERROR".to_owned(), answer, additional, authority: Vec::new(), because, why: None }
}

/// The server's own word that there is no such record.
fn nothing(name: String, rcode: &str, why: Why) -> Query {
    Query {
        name,
        rcode: rcode.to_owned(),
        answer: Vec::new(),
        additional: Vec::new(),
        authority: vec!["SOA".to_owned()],
        because: Vec::new(),
        why: Some(why),
    }
}

fn unknown_upstream(name: String) -> Query {
    Query {
        name,
        rcode: "NXDOMAIN".to_owned(),
        answer: Vec::new(),
        additional: Vec::new(),
        authority: Vec::new(),
        because: Vec::new(),
        why: Some(Why::Outside),
    }
}
