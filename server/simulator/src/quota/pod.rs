//! What pods cost (`pkg/quota/v1/evaluator/core/pods.go`, component-helpers `resource/helpers.go`).

use super::{Usage, add};
use crate::value::Value;
use crate::values::quantity::Quantity;
use crate::values::resource_name::is_extended;
use std::collections::{BTreeMap, BTreeSet};

/// Resources that count under their own name as well as under `requests.…`.
const PLAIN: &[&str] = &["cpu", "memory", "ephemeral-storage"];
/// Resources that every container has to name when a quota limits them.
const DEMANDED: &[&str] = &["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

/// Whether pods can cost that resource.
pub fn is_of(resource: &str) -> bool {
    let base = resource.strip_prefix("requests.").or(resource.strip_prefix("limits.")).unwrap_or(resource);
    resource == "pods"
        || PLAIN.contains(&base)
        || base.starts_with("hugepages-") && !resource.starts_with("limits.")
        || resource.strip_prefix("requests.").is_some_and(is_extended)
}

/// What the pod costs beside `count/pods`: nothing once it has ended.
pub fn usage(pod: &Value, usage: &mut Usage) {
    if matches!(pod.at(&["status", "phase"]).str(), "Succeeded" | "Failed") {
        return;
    }
    add(usage, "pods", &Quantity::from(1));
    let spec = pod.get("spec");
    charge(&total(spec, "requests"), &total(spec, "limits"), |resource, quantity| add(usage, resource, quantity));
}

/// The requests or limits of the whole pod: all containers together, or the largest init container, and the overhead.
pub fn total(spec: &Value, list: &str) -> Value {
    let resources = |container: &Value| -> BTreeMap<String, Quantity> {
        let given = container.at(&["resources", list]).members();
        given.map(|(resource, quantity)| (resource.to_owned(), Quantity::of(quantity))).collect()
    };
    let mut sum = Usage::new();
    for container in spec.get("containers").list() {
        resources(container).iter().for_each(|(resource, quantity)| add(&mut sum, resource, quantity));
    }
    // A restartable init container stays beside those that start after it; others run alone.
    let mut beside = Usage::new();
    let mut peak = Usage::new();
    for container in spec.get("initContainers").list() {
        let mut now = beside.clone();
        resources(container).iter().for_each(|(resource, quantity)| add(&mut now, resource, quantity));
        if container.get("restartPolicy").str() == "Always" {
            resources(container).iter().for_each(|(resource, quantity)| add(&mut sum, resource, quantity));
            beside = now.clone();
        }
        raise(&mut peak, now);
    }
    raise(&mut sum, peak);
    for (resource, quantity) in spec.at(&["resources", list]).members() {
        sum.insert(resource.to_owned(), Quantity::of(quantity));
    }
    for (resource, quantity) in spec.get("overhead").members() {
        if list == "requests" || sum.contains_key(resource) {
            add(&mut sum, resource, &Quantity::of(quantity));
        }
    }
    Value::from(
        sum.iter().map(|(resource, quantity)| ((**resource).into(), quantity.into())).collect::<crate::value::Map>(),
    )
}

/// Whether no container asks for or is limited in cpu or memory.
pub fn is_best_effort(spec: &Value) -> bool {
    let containers = spec.get("containers").list().iter().chain(spec.get("initContainers").list());
    containers
        .flat_map(|container| ["requests", "limits"].map(|list| container.at(&["resources", list])))
        .all(|list| ["cpu", "memory"].iter().all(|resource| Quantity::of(list.get(resource)).is_zero()))
}

/// What containers have to name and do not (`Evaluator.Constraints`): `must specify limits.cpu for: app; …`.
pub fn missing(spec: &Value, required: &[&str]) -> Option<String> {
    let mut missing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for container in spec.get("containers").list().iter().chain(spec.get("initContainers").list()) {
        let mut named = BTreeSet::new();
        let resources = container.get("resources");
        charge(resources.get("requests"), resources.get("limits"), |resource, _| {
            named.insert(resource.to_owned());
        });
        for resource in required.iter().filter(|resource| DEMANDED.contains(resource) && !named.contains(**resource)) {
            missing.entry(resource).or_default().insert(container.get("name").str());
        }
    }
    let texts: Vec<String> = missing
        .iter()
        .map(|(resource, names)| format!("{resource} for: {}", names.iter().copied().collect::<Vec<_>>().join(",")))
        .collect();
    (!texts.is_empty()).then(|| format!("must specify {}", texts.join("; ")))
}

/// The names under which requests and limits count (`podComputeUsageHelper`).
fn charge(requests: &Value, limits: &Value, mut add: impl FnMut(&str, &Quantity)) {
    for (resource, quantity) in requests.members() {
        let quantity = Quantity::of(quantity);
        if PLAIN.contains(&resource) || resource.starts_with("hugepages-") {
            add(resource, &quantity);
        }
        if PLAIN.contains(&resource) || resource.starts_with("hugepages-") || is_extended(resource) {
            add(&format!("requests.{resource}"), &quantity);
        }
    }
    for (resource, quantity) in limits.members().filter(|(resource, _)| PLAIN.contains(resource)) {
        add(&format!("limits.{resource}"), &Quantity::of(quantity));
    }
}

fn raise(to: &mut Usage, by: Usage) {
    for (resource, quantity) in by {
        let held = to.entry(resource).or_default();
        if *held < quantity {
            *held = quantity;
        }
    }
}
