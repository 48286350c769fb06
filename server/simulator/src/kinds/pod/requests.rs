//! What a pod asks for in all (component-helpers `resource/helpers.go`).

use crate::value::Value;
use crate::values::quantity::Quantity;
use std::collections::BTreeMap;

/// What a pod asks for (`PodRequests`): for CPU, memory and huge pages what it says as a whole, else what its
/// containers ask for together, and its overhead.
pub(crate) fn requests(spec: &Value) -> BTreeMap<&str, Quantity> {
    requests_at_least(spec, &[])
}

/// [`requests`], where a container that does not ask for a resource in `least` asks for that much of it.
pub(crate) fn requests_at_least<'a>(spec: &'a Value, least: &[(&'a str, Quantity)]) -> BTreeMap<&'a str, Quantity> {
    let mut sum = container_requests(spec, least);
    for (resource, quantity) in spec.at(&["resources", "requests"]).members() {
        sum.insert(resource, Quantity::of(quantity));
    }
    for (resource, quantity) in spec.get("overhead").members() {
        let overhead = Quantity::of(quantity);
        let total = match sum.remove(resource) {
            Some(held) => held + &overhead,
            None => overhead,
        };
        sum.insert(resource, total);
    }
    sum
}

/// What a pod's containers ask for together (`AggregateContainerRequests`): the sum of those that run side by side, or
/// the largest init container that runs before them, whichever is more.
pub(super) fn container_requests<'a>(spec: &'a Value, least: &[(&'a str, Quantity)]) -> BTreeMap<&'a str, Quantity> {
    let mut sum: BTreeMap<&str, Quantity> = BTreeMap::new();
    for container in spec.get("containers").list() {
        add(&mut sum, container, least);
    }
    let mut sidecars: BTreeMap<&str, Quantity> = BTreeMap::new();
    let mut peak: BTreeMap<&str, Quantity> = BTreeMap::new();
    for container in spec.get("initContainers").list() {
        let mut beside = sidecars.clone();
        add(&mut beside, container, least);
        if container.get("restartPolicy").str() == "Always" {
            add(&mut sum, container, least);
            sidecars = beside.clone();
        }
        raise(&mut peak, beside);
    }
    raise(&mut sum, peak);
    sum
}

fn add<'a>(sum: &mut BTreeMap<&'a str, Quantity>, container: &'a Value, least: &[(&'a str, Quantity)]) {
    let asked = container.at(&["resources", "requests"]);
    let said = asked.members().map(|(resource, quantity)| (resource, Quantity::of(quantity)));
    let unsaid = least.iter().filter(|(resource, _)| asked.get(resource).is_null()).cloned();
    for (resource, quantity) in said.chain(unsaid) {
        let total = match sum.remove(resource) {
            Some(held) => held + &quantity,
            None => quantity,
        };
        sum.insert(resource, total);
    }
}

fn raise<'a>(held: &mut BTreeMap<&'a str, Quantity>, other: BTreeMap<&'a str, Quantity>) {
    for (resource, quantity) in other {
        if held.get(resource).is_none_or(|less| *less < quantity) {
            held.insert(resource, quantity);
        }
    }
}
