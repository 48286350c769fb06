//! The addresses and node ports that Services hold, and which one is given next.
//!
//! A real cluster draws at random. Here a Service starts at a place that follows from its own name and takes the first
//! free one from there: whatever the order in which Services come, each gets the same address.

use crate::object::Object;
use crate::value::Value;
use crate::values::ip;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

/// First address of the service range 10.96.0.0/16; neither it nor the last one is given.
const RANGE: u32 = u32::from_be_bytes([10, 96, 0, 0]);
/// Addresses in the range, network and broadcast address included.
const SIZE: u32 = 1 << 16;
/// The lower part of the range is left to people who choose addresses themselves until the rest is full.
const STATIC_BAND: u32 = 256;
/// Node ports, the first and the last one.
const PORTS: (i64, i64) = (30000, 32767);
/// The lower node ports are left to people who choose numbers themselves until the rest is full.
const STATIC_PORTS: i64 = 86;

/// What all Services of a cluster hold together.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    addresses: BTreeMap<IpAddr, usize>,
    ports: BTreeMap<i64, usize>,
}

/// The Service that something is allocated for.
#[derive(Debug)]
pub(super) struct Owner {
    namespace: String,
    pub(super) name: String,
}

/// Why a number or address that somebody asked for cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A Service has it.
    Taken,
    /// It is not one of those that are given.
    OutOfRange,
}

impl Owner {
    pub(super) fn of(service: &Value) -> Owner {
        let metadata = service.get("metadata");
        Owner { namespace: metadata.get("namespace").str().to_owned(), name: metadata.get("name").str().to_owned() }
    }

    /// A number that follows from the name alone (FNV-1a).
    fn start(&self, port: i64) -> u64 {
        let text = format!("{}/{}/{port}", self.namespace, self.name);
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

impl Taken {
    /// Counts what a stored Service holds.
    pub(crate) fn add(&mut self, service: &Object) {
        for address in addresses(service) {
            *self.addresses.entry(address).or_default() += 1;
        }
        for port in ports(service) {
            *self.ports.entry(port).or_default() += 1;
        }
    }

    /// Gives back what a Service held.
    pub(crate) fn remove(&mut self, service: &Object) {
        for address in addresses(service) {
            release(&mut self.addresses, &address);
        }
        for port in ports(service) {
            release(&mut self.ports, &port);
        }
    }

    pub(super) fn refuses_address(&self, address: IpAddr) -> Option<Refusal> {
        let inside = match ip::unmapped(address) {
            IpAddr::V4(address) => (RANGE + 1..RANGE + SIZE - 1).contains(&address.to_bits()),
            IpAddr::V6(_) => false,
        };
        match (inside, self.addresses.contains_key(&ip::unmapped(address))) {
            (false, _) => Some(Refusal::OutOfRange),
            (true, true) => Some(Refusal::Taken),
            (true, false) => None,
        }
    }

    pub(super) fn refuses_port(&self, number: i64) -> Option<Refusal> {
        match ((PORTS.0..=PORTS.1).contains(&number), self.ports.contains_key(&number)) {
            (false, _) => Some(Refusal::OutOfRange),
            (true, true) => Some(Refusal::Taken),
            (true, false) => None,
        }
    }

    /// A free address for the Service.
    pub(super) fn free_address(&self, owner: &Owner) -> Option<Ipv4Addr> {
        let upper = around(STATIC_BAND..SIZE - 1, owner.start(0));
        upper
            .chain(1..STATIC_BAND)
            .map(|offset| Ipv4Addr::from_bits(RANGE + offset))
            .find(|address| !self.addresses.contains_key(&IpAddr::V4(*address)))
    }

    /// A free node port for the Service's port of that number.
    pub(super) fn free_port(&self, owner: &Owner, port: i64, also_taken: &BTreeSet<i64>) -> Option<i64> {
        let upper = u32::try_from(PORTS.0 + STATIC_PORTS).ok()?..u32::try_from(PORTS.1 + 1).ok()?;
        around(upper, owner.start(port))
            .map(i64::from)
            .chain(PORTS.0..PORTS.0 + STATIC_PORTS)
            .find(|number| !self.ports.contains_key(number) && !also_taken.contains(number))
    }
}

/// The numbers of a range, all of them once, from a place in it that `start` chooses.
fn around(range: std::ops::Range<u32>, start: u64) -> impl Iterator<Item = u32> {
    let length = u64::from(range.end - range.start).max(1);
    let first = range.start + u32::try_from(start % length).unwrap_or(0);
    (first..range.end).chain(range.start..first)
}

fn release<K: Ord>(held: &mut BTreeMap<K, usize>, key: &K) {
    if let Some(count) = held.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            held.remove(key);
        }
    }
}

fn addresses(service: &Object) -> impl Iterator<Item = IpAddr> {
    service.spec("clusterIPs").list().iter().filter_map(|address| ip::parse(address.str())).map(ip::unmapped)
}

fn ports(service: &Object) -> impl Iterator<Item = i64> {
    let health_check = service.spec("healthCheckNodePort");
    let node_ports = service.spec("ports").list().iter().map(|port| port.get("nodePort"));
    node_ports.chain([health_check]).map(Value::int).filter(|number| *number != 0)
}
