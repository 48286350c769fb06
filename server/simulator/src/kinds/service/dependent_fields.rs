//! Fields of a Service that depend on its type: kept over an update that leaves them out, dropped by a change to a type
//! that has no use for them (`patchAllocatedValues` and `dropTypeDependentFields` of `pkg/registry/core/service`).

use super::{is_external_name, is_externally_accessible, is_type, needs_health_check, needs_node_ports};
use crate::value::Value;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Takes over what the server once allocated and the new object does not name.
pub(super) fn keep_allocated(new: &mut Value, old: &Value) {
    if !is_external_name(old) && !is_external_name(new) {
        if new.get("clusterIP").is_empty() {
            new.set("clusterIP", old.get("clusterIP").clone());
        }
        if new.get("clusterIPs").is_empty() && new.get("clusterIP") == old.get("clusterIP") {
            new.set("clusterIPs", old.get("clusterIPs").clone());
        }
    }
    if needs_node_ports(old) && needs_node_ports(new) {
        keep_node_ports(new, old);
    }
    if needs_health_check(old) && needs_health_check(new) && new.get("healthCheckNodePort").int() == 0 {
        new.set("healthCheckNodePort", old.get("healthCheckNodePort").clone());
    }
}

/// A port keeps the node port that the old port of the same name had, unless both objects name that number.
fn keep_node_ports(new: &mut Value, old: &Value) {
    let used: BTreeSet<i64> = node_ports(old).intersection(&node_ports(new)).copied().collect();
    let by_name: BTreeMap<&str, &Value> =
        old.get("ports").list().iter().map(|port| (port.get("name").str(), port.get("nodePort"))).collect();
    for port in new.entry("ports").list_mut() {
        if port.get("nodePort").int() != 0 {
            continue;
        }
        if let Some(kept) = by_name.get(port.get("name").str()).filter(|kept| !used.contains(&kept.int())) {
            port.set("nodePort", (*kept).clone());
        }
    }
}

/// Clears status on creation; on updates keeps it and drops what a change of type made pointless and nobody touched.
pub(super) fn prepare(new: &mut Value, old: Option<&Value>) {
    let Some(old) = old else {
        new.set("status", json!({"loadBalancer": {}}));
        return;
    };
    new.set("status", old.get("status").clone());
    drop_unused(new.entry("spec"), old.get("spec"));
    if !is_type(new.get("spec"), "LoadBalancer") {
        new.entry("status").set("loadBalancer", Value::map());
    }
}

fn drop_unused(new: &mut Value, old: &Value) {
    let same = |new: &Value, member: &str| {
        let (new, old) = (new.get(member), old.get(member));
        new == old || new.is_empty() && old.is_empty()
    };
    if !is_external_name(old) && is_external_name(new) {
        if same(new, "clusterIP") && same(new, "clusterIPs") {
            new.remove("clusterIP");
            new.remove("clusterIPs");
        }
        for member in ["ipFamilies", "ipFamilyPolicy"] {
            if same(new, member) {
                new.remove(member);
            }
        }
    }
    if needs_node_ports(old) && !needs_node_ports(new) && node_ports(old).is_superset(&node_ports(new)) {
        for port in new.entry("ports").list_mut() {
            port.remove("nodePort");
        }
    }
    type Needs = fn(&Value) -> bool;
    let is_load_balancer: Needs = |spec| is_type(spec, "LoadBalancer");
    let members: [(&str, Needs); 4] = [
        ("healthCheckNodePort", needs_health_check),
        ("allocateLoadBalancerNodePorts", is_load_balancer),
        ("loadBalancerClass", is_load_balancer),
        ("externalTrafficPolicy", is_externally_accessible),
    ];
    // What each field needs is asked before any is dropped: the first depends on the last.
    let pointless: Vec<&str> = members
        .iter()
        .filter(|(member, needs)| needs(old) && !needs(new) && same(new, member))
        .map(|(member, _)| *member)
        .collect();
    for member in pointless {
        new.remove(member);
    }
}

/// The node ports that the object names.
pub(super) fn node_ports(spec: &Value) -> BTreeSet<i64> {
    spec.get("ports").list().iter().map(|port| port.get("nodePort").int()).filter(|number| *number != 0).collect()
}
