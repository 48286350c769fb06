//! Names of addresses (CoreDNS `plugin/kubernetes/reverse.go`).

use super::request::ZONE;
use super::service::reachable;
use super::{Because, Record};
use crate::cluster::Cluster;
use crate::controllers::slices::SERVICE_NAME;
use crate::value::Value;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const ZONES: [&str; 2] = ["in-addr.arpa.", "ip6.arpa."];

/// Whether a name in lower case is one of the zones of addresses: it is there, without data.
pub(super) fn is_apex(name: &str) -> bool {
    ZONES.contains(&name)
}

/// Whether a name lies in one of the zones of addresses.
pub(super) fn is_reverse(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ZONES.iter().any(|zone| lower == *zone || lower.ends_with(&format!(".{zone}")))
}

/// The names of the address that a name stands for: that of the Service with this cluster IP, else those of all ready
/// endpoints with this address. Nothing when nobody has it, or the name is no whole address.
pub(super) fn records(cluster: &Cluster, name: &str, ttl: u32) -> Vec<(Record, Because)> {
    let Some(address) = address(name) else { return Vec::new() };
    let record = |target: String| Record(name.to_owned(), "PTR".to_owned(), ttl, format!("{target}.{ZONE}"));
    let is_it = |text: &Value| text.str().parse() == Ok(address);
    let service = cluster.list("Service").find(|service| service.spec("clusterIPs").list().iter().any(is_it));
    if let Some(service) = service {
        let target = format!("{}.{}.svc", service.name(), service.namespace());
        let source = service.meta("name").origin;
        return vec![(record(target), Because { objects: vec![service.id()], source })];
    }
    let mut names: BTreeMap<String, Because> = BTreeMap::new();
    for slice in cluster.list("EndpointSlice") {
        let service = slice.labels().get(SERVICE_NAME).str();
        if service.is_empty() {
            continue;
        }
        for endpoint in reachable(slice).filter(|endpoint| is_it(endpoint.address)) {
            let target = format!("{}.{service}.{}.svc", endpoint.name, slice.namespace());
            names.entry(target).or_insert(endpoint.because);
        }
    }
    names.into_iter().map(|(target, because)| (record(target), because)).collect()
}

/// The address that a reverse name spells.
fn address(name: &str) -> Option<IpAddr> {
    let lower = name.to_ascii_lowercase();
    if let Some(digits) = lower.strip_suffix(".in-addr.arpa.") {
        let turned: Vec<&str> = digits.split('.').rev().collect();
        return turned.join(".").parse::<Ipv4Addr>().ok().map(IpAddr::V4);
    }
    let digits: Vec<&str> = lower.strip_suffix(".ip6.arpa.")?.split('.').collect();
    if digits.len() != 32 || digits.iter().any(|digit| digit.len() != 1) {
        return None;
    }
    let digits: String = digits.into_iter().rev().collect();
    u128::from_str_radix(&digits, 16).ok().map(|bits| IpAddr::V6(Ipv6Addr::from(bits)))
}
