//! Topology aware hints (`staging/src/k8s.io/endpointslice/topologycache`): endpoints are shared out among zones by the CPU
//! that each zone's nodes have. Where upstream walks an unordered map, zones come by name here.

use super::hints::{is_ready, remove, set};
use super::{Plan, Slice};
use crate::change::Event;
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use crate::values::quantity::Quantity;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Said when the hints of the annotation are taken away again.
pub(super) const DISABLED: &str = "Topology Aware Hints has been disabled";
/// How much more than its share a zone's endpoint may have to bear.
const OVERLOAD: f64 = 0.2;
const ENABLED_REASON: &str = "TopologyAwareHintsEnabled";
const DISABLED_REASON: &str = "TopologyAwareHintsDisabled";

/// Endpoints of a zone: at least, at most, and as the share has it.
struct Allocation {
    maximum: usize,
    desired: f64,
}

/// Whether an annotation asks for hints (`hintsEnabled`); the older one wins.
pub(super) fn is_wanted(service: &Object) -> bool {
    let annotations = service.meta("annotations");
    let names = ["service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode"];
    let asked = names.iter().find(|name| annotations.has(name)).map(|name| annotations.get(name).str());
    matches!(asked, Some("Auto" | "auto"))
}

/// Whether the annotation had an effect so far. Upstream remembers it; here the event and the hints tell.
pub(super) fn was_enabled(cluster: &Cluster, service: &Object, existing: &[&Arc<Object>]) -> bool {
    let has_hints = |slice: &&Arc<Object>| {
        slice.value.get("endpoints").list().iter().any(|endpoint| endpoint.get("hints").has("forZones"))
    };
    existing.iter().any(has_hints)
        && cluster.events().any(|event| event.reason == ENABLED_REASON && event.about == service.id())
}

/// Gives each ready endpoint the zone that it is for, or says why that cannot be.
pub(super) fn add_hints(cluster: &Cluster, service: &Object, family: &str, plan: &mut Plan<'_>) -> Vec<Event> {
    match share_out(cluster, plan) {
        Ok(()) => {
            vec![event(service, family, "Normal", ENABLED_REASON, "Topology Aware Hints has been enabled")]
        }
        Err(why) => {
            remove(plan);
            vec![event(service, family, "Warning", DISABLED_REASON, &why)]
        }
    }
}

/// An event about the Service and one address type.
pub(super) fn event(
    service: &Object,
    family: &str,
    severity: &'static str,
    reason: &'static str,
    message: &str,
) -> Event {
    Event {
        about: service.id(),
        severity,
        reason,
        message: format!("{message}, addressType: {family}").into(),
        by: "endpoint-slice-controller",
    }
}

fn share_out(cluster: &Cluster, plan: &mut Plan<'_>) -> Result<(), String> {
    let slices = || plan.create.iter().chain(&plan.update).chain(&plan.unchanged);
    let ready = slices().flat_map(|slice| &slice.endpoints).filter(|endpoint| is_ready(endpoint)).count();
    let allocations = allocations(&shares(cluster)?, ready)?;
    let mut given = keep_fitting(plan, &allocations);
    for endpoint in changing(plan).filter(|endpoint| is_ready(endpoint)) {
        let zone = endpoint.get("zone").str().to_owned();
        if zone.is_empty() {
            return Err("One or more endpoints do not have a zone specified".to_owned());
        }
        set(endpoint, for_zone(&zone));
        *given.entry(zone).or_default() += 1;
    }
    let (mut giving, mut receiving) = moves(&allocations, &given);
    for endpoint in changing(plan).filter(|endpoint| is_ready(endpoint)) {
        let zone = endpoint.get("zone").str().to_owned();
        let Some(left) = giving.get_mut(&zone).filter(|left| **left > 0) else { continue };
        let Some((to, room)) = receiving.iter_mut().find(|(_, room)| **room > 0) else { break };
        *left -= 1;
        *room -= 1;
        set(endpoint, for_zone(to));
    }
    match given.is_empty() {
        true => Err("No hints allocated for zones".to_owned()),
        false => Ok(()),
    }
}

fn changing<'p>(plan: &'p mut Plan<'_>) -> impl Iterator<Item = &'p mut Value> {
    plan.create.iter_mut().chain(&mut plan.update).flat_map(|slice| &mut slice.endpoints)
}

fn for_zone(zone: &str) -> Value {
    json!({"forZones": [{"name": zone}]}).into()
}

/// Each zone's share of the CPU of all ready nodes that are no control plane.
fn shares(cluster: &Cluster) -> Result<BTreeMap<&str, f64>, String> {
    let control_plane = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
    let mut cpu: BTreeMap<&str, f64> = BTreeMap::new();
    let nodes = cluster.list("Node").filter(|node| {
        control_plane.iter().all(|label| !node.labels().has(label))
            && node.condition("Ready").get("status").str() == "True"
    });
    let insufficient =
        || "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes".to_owned();
    for node in nodes {
        let zone = node.labels().get("topology.kubernetes.io/zone").str();
        let cpus = Quantity::of(node.status("allocatable").get("cpu")).milli_value();
        if zone.is_empty() || cpus == 0 {
            return Err(insufficient());
        }
        *cpu.entry(zone).or_default() += cpus as f64;
    }
    let all: f64 = cpu.values().sum();
    // With a single zone upstream has no ratios either and says the same.
    if cpu.len() < 2 { Err(insufficient()) } else { Ok(cpu.into_iter().map(|(zone, own)| (zone, own / all)).collect()) }
}

fn allocations<'z>(shares: &BTreeMap<&'z str, f64>, endpoints: usize) -> Result<BTreeMap<&'z str, Allocation>, String> {
    let zones = shares.len();
    let with_numbers = |why: &str| format!("{why} ({endpoints} endpoints, {zones} zones)");
    if zones > endpoints {
        return Err(with_numbers("Insufficient number of endpoints"));
    }
    let minimum = |share: f64| (share * endpoints as f64 * (1.0 / (1.0 + OVERLOAD))).ceil() as usize;
    let together: usize = shares.values().map(|share| minimum(*share)).sum();
    let Some(spare) = endpoints.checked_sub(together) else {
        return Err(with_numbers(
            "Unable to allocate minimum required endpoints to each zone without exceeding overload threshold",
        ));
    };
    let allocation = |share: f64| Allocation {
        maximum: minimum(share) + spare,
        desired: (share * endpoints as f64).max(minimum(share) as f64),
    };
    Ok(shares.iter().map(|(zone, share)| (*zone, allocation(*share))).collect())
}

/// Counts the hints of slices that can stay as they are; the others are to be updated.
fn keep_fitting(plan: &mut Plan<'_>, allocations: &BTreeMap<&str, Allocation>) -> BTreeMap<String, usize> {
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    let mut unchanged = Vec::new();
    for slice in std::mem::take(&mut plan.unchanged) {
        match fitting_hints(&slice, &given, allocations) {
            Some(hints) => {
                for (zone, count) in hints {
                    *given.entry(zone).or_default() += count;
                }
                unchanged.push(slice);
            }
            None => plan.update.push(slice),
        }
    }
    plan.unchanged = unchanged;
    given
}

/// The hints of a slice by zone, unless one is missing, for no known zone or too many.
fn fitting_hints(
    slice: &Slice<'_>,
    given: &BTreeMap<String, usize>,
    allocations: &BTreeMap<&str, Allocation>,
) -> Option<BTreeMap<String, usize>> {
    let mut hints: BTreeMap<String, usize> = BTreeMap::new();
    for endpoint in slice.endpoints.iter().filter(|endpoint| is_ready(endpoint)) {
        let zones = endpoint.get("hints").get("forZones").list();
        if zones.is_empty() {
            return None;
        }
        for zone in zones {
            *hints.entry(zone.get("name").str().to_owned()).or_default() += 1;
        }
    }
    let fits = |(zone, count): (&String, &usize)| {
        let before = given.get(zone).copied().unwrap_or(0);
        allocations.get(zone.as_str()).is_some_and(|allocation| before + count <= allocation.maximum)
    };
    hints.iter().all(fits).then_some(hints)
}

/// How many endpoints each zone gives away and receives.
fn moves(
    allocations: &BTreeMap<&str, Allocation>,
    given: &BTreeMap<String, usize>,
) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let (mut too_many, mut too_few): (BTreeMap<&str, f64>, BTreeMap<&str, f64>) = Default::default();
    for (zone, allocation) in allocations {
        let over = given.get(*zone).copied().unwrap_or(0) as f64 - allocation.desired;
        if over > 0.0 {
            too_many.insert(zone, over);
        } else if over < 0.0 {
            too_few.insert(zone, -over);
        }
    }
    let (mut giving, mut receiving): (BTreeMap<String, usize>, BTreeMap<String, usize>) = Default::default();
    while let (Some((from, give)), Some((to, take))) = (most(&too_many), most(&too_few)) {
        if give < 1.0 && take < 1.0 || give < 0.5 || take < 0.5 {
            break;
        }
        *giving.entry(from.to_owned()).or_default() += 1;
        *receiving.entry(to.to_owned()).or_default() += 1;
        too_many.insert(from, give - 1.0);
        too_few.insert(to, take - 1.0);
    }
    (giving, receiving)
}

/// The zone with the highest number above zero; the first by name among equals.
fn most<'z>(zones: &BTreeMap<&'z str, f64>) -> Option<(&'z str, f64)> {
    zones.iter().filter(|(_, number)| **number > 0.0).fold(None, |best, (zone, number)| match best {
        Some((_, most)) if most >= *number => best,
        _ => Some((*zone, *number)),
    })
}
