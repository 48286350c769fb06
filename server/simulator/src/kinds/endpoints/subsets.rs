//! The canonical form of Endpoints' subsets (`RepackSubsets` of `pkg/api/v1/endpoints/util.go`): addresses with the same
//! ports together, ports and subsets in the order of a hash.

use crate::value::Value;
use crate::values::hash::fnv128a;
use std::collections::BTreeMap;

/// One address and whether it is ready.
type Held<'a> = (&'a Value, bool);

/// Ports and the addresses that have them all.
type Packed<'a> = (Vec<PortKey>, Vec<Held<'a>>);

/// Repacks subsets. A subset without ports keeps its addresses; an address that is both ready and not is not.
pub(crate) fn repack(subsets: &[Value]) -> Vec<Value> {
    // Addresses are told apart by address and uid of the target, ports by everything that they say.
    let mut by_port: BTreeMap<Option<PortKey>, BTreeMap<(String, String), Held<'_>>> = BTreeMap::new();
    for subset in subsets {
        let ports = subset.get("ports").list();
        let keys: Vec<Option<PortKey>> =
            if ports.is_empty() { vec![None] } else { ports.iter().map(|port| Some(PortKey::of(port))).collect() };
        for key in keys {
            let addresses = by_port.entry(key).or_default();
            for (member, ready) in [("addresses", true), ("notReadyAddresses", false)] {
                for address in subset.get(member).list() {
                    let id = (address.get("ip").str().to_owned(), address.at(&["targetRef", "uid"]).str().to_owned());
                    let held = addresses.entry(id).or_insert((address, ready));
                    held.1 &= ready;
                }
            }
        }
    }
    let mut by_addresses: BTreeMap<Vec<(String, String, bool)>, Packed<'_>> = BTreeMap::new();
    for (port, addresses) in by_port {
        let key = addresses.iter().map(|((ip, uid), (_, ready))| (ip.clone(), uid.clone(), *ready)).collect();
        let (ports, held) = by_addresses.entry(key).or_default();
        ports.extend(port);
        *held = addresses.into_values().collect();
    }
    let mut packed: Vec<(Vec<u128>, Value)> = by_addresses
        .into_values()
        .map(|(mut ports, held)| {
            ports.sort_by_key(PortKey::hash);
            (ports.iter().map(PortKey::hash).collect(), subset(&ports, &held))
        })
        .collect();
    packed.sort_by(|one, other| one.0.cmp(&other.0));
    packed.into_iter().map(|(_, subset)| subset).collect()
}

fn subset(ports: &[PortKey], held: &[Held<'_>]) -> Value {
    let mut subset = Value::map();
    for (member, wanted) in [("addresses", true), ("notReadyAddresses", false)] {
        let addresses: Vec<Value> =
            held.iter().filter(|(_, ready)| *ready == wanted).map(|(address, _)| (*address).clone()).collect();
        if !addresses.is_empty() {
            subset.set(member, addresses);
        }
    }
    if !ports.is_empty() {
        subset.set("ports", ports.iter().map(|port| port.value.clone()).collect::<Vec<_>>());
    }
    subset
}

/// A port, ordered by what it says.
struct PortKey {
    text: String,
    value: Value,
}

impl PortKey {
    fn of(port: &Value) -> PortKey {
        let app_protocol = port.get("appProtocol").as_str().unwrap_or("<nil>");
        // As Go's spew prints the struct: this text is what upstream hashes.
        let text = format!(
            "(v1.EndpointPort){{Name:(string){} Port:(int32){} Protocol:(v1.Protocol){} AppProtocol:(*string){app_protocol}}}",
            port.get("name").str(),
            port.get("port").int(),
            port.get("protocol").str(),
        );
        PortKey { text, value: port.clone() }
    }

    fn hash(&self) -> u128 {
        fnv128a(&self.text)
    }
}

impl PartialEq for PortKey {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for PortKey {}

impl PartialOrd for PortKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PortKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}
