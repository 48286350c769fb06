//! SRV records and the addresses of their targets (`SRV` of CoreDNS `plugin/backend_lookup.go`).

use super::address;
use super::request::ZONE;
use super::service::{Entry, Host};
use super::{Because, Record, zone};
use std::collections::BTreeSet;

/// The records that entries give under a name, and the address records that go along. Other names have none here.
pub(super) fn records(name: &str, entries: &[Entry]) -> (Vec<(Record, Because)>, Vec<Record>) {
    let addressed: Vec<_> = entries
        .iter()
        .filter_map(|entry| match &entry.host {
            Host::Address(address) => Some((entry, address)),
            Host::Name(_) => None,
        })
        .collect();
    // All entries share the weight, also those that have no port or repeat another one.
    let weight = (100 / addressed.len().max(1)).max(1);
    let (mut targets, mut glue) = (BTreeSet::new(), BTreeSet::new());
    let (mut answer, mut additional) = (Vec::new(), Vec::new());
    for (entry, address) in addressed {
        let Some(port) = entry.port else { continue };
        let target = format!("{}.{}", entry.key, zone_as_typed(name));
        if targets.insert((target.clone(), port)) {
            let data = format!("0 {weight} {port} {target}");
            let record = Record(name.to_owned(), "SRV".to_owned(), zone::TTL, data);
            answer.push((record, entry.because.clone()));
        }
        if glue.insert((target.clone(), *address)) {
            additional.push(address::record(&target, address));
        }
    }
    (answer, additional)
}

/// The zone in the letters of the question: targets repeat them.
fn zone_as_typed(name: &str) -> &str {
    name.len().checked_sub(ZONE.len()).and_then(|at| name.get(at..)).unwrap_or(ZONE)
}
