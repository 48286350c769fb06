//! What objects cost their namespace, shared by the ResourceQuota plugin and controller (`pkg/quota/v1/evaluator/core`).

pub mod pod;
mod scope;

use crate::cluster::Cluster;
use crate::kinds::{Kind, persistent_volume_claim};
use crate::value::Value;
use crate::values::quantity::Quantity;
use std::collections::BTreeMap;

/// Quantities by resource, sorted by name.
pub type Usage = BTreeMap<String, Quantity>;

/// Kinds whose objects count under a short name beside `count/…`.
const COUNTED: &[(&str, &str)] = &[
    ("ConfigMap", "configmaps"),
    ("ReplicationController", "replicationcontrollers"),
    ("ResourceQuota", "resourcequotas"),
    ("Secret", "secrets"),
];
/// Stands between a class and the resource that is counted for it.
const CLASS_INFIX: &str = ".storageclass.storage.k8s.io/";
const CLAIMS: &str = "persistentvolumeclaims";
const STORAGE: &str = "requests.storage";

/// What one object costs (`Evaluator.Usage`).
pub fn usage(kind: &Kind, object: &Value) -> Usage {
    let mut usage = Usage::new();
    add(&mut usage, &count_name(kind), &Quantity::from(1));
    match kind.kind {
        "Pod" => pod::usage(object, &mut usage),
        "Service" => service(object, &mut usage),
        "PersistentVolumeClaim" => claim(object, &mut usage),
        kind => {
            if let Some((_, name)) = COUNTED.iter().find(|(known, _)| *known == kind) {
                add(&mut usage, name, &Quantity::from(1));
            }
        }
    }
    usage
}

/// Whether objects of the kind can cost that resource at all (`Evaluator.MatchingResources`).
pub fn is_of(kind: &Kind, resource: &str) -> bool {
    let by_kind = match kind.kind {
        "Pod" => pod::is_of(resource),
        "Service" => matches!(resource, "services" | "services.nodeports" | "services.loadbalancers"),
        "PersistentVolumeClaim" => {
            let base = resource.split_once(CLASS_INFIX).map_or(resource, |(_, base)| base);
            matches!(base, CLAIMS | STORAGE)
        }
        kind => COUNTED.contains(&(kind, resource)),
    };
    by_kind || resource == count_name(kind)
}

/// The resources of a quota's `hard` that an object of the kind can cost, when the object is in the quota's scopes.
pub fn matching<'a>(quota_spec: &Value, hard: &'a Value, kind: &Kind, object: &Value) -> Vec<&'a str> {
    let resources: Vec<&str> =
        hard.members().map(|(resource, _)| resource).filter(|resource| is_of(kind, resource)).collect();
    match scope::contains(quota_spec, kind, object) {
        true => resources,
        false => Vec::new(),
    }
}

/// What all objects of a namespace cost a quota together: only what it limits and can be measured.
pub fn total(cluster: &Cluster, namespace: &str, quota_spec: &Value) -> Usage {
    let hard = quota_spec.get("hard");
    let mut total = Usage::new();
    for kind in crate::kinds::all().iter().filter(|kind| kind.namespaced) {
        let tracked: Vec<&str> =
            hard.members().map(|(resource, _)| resource).filter(|resource| is_of(kind, resource)).collect();
        if tracked.is_empty() {
            continue;
        }
        for resource in &tracked {
            total.entry((*resource).to_owned()).or_default();
        }
        for object in cluster.list_in(kind.kind, namespace).filter(|object| object.kind.group == kind.group) {
            if !scope::contains(quota_spec, kind, &object.value) {
                continue;
            }
            for (resource, quantity) in usage(kind, &object.value) {
                if tracked.contains(&resource.as_str()) {
                    add(&mut total, &resource, &quantity);
                }
            }
        }
    }
    total
}

/// Adds to one resource.
pub fn add(usage: &mut Usage, resource: &str, quantity: &Quantity) {
    let held = usage.entry(resource.to_owned()).or_default();
    *held = std::mem::take(held) + quantity;
}

/// `count/services` or `count/deployments.apps`.
fn count_name(kind: &Kind) -> String {
    format!("count/{}", kind.resource())
}

fn service(service: &Value, usage: &mut Usage) {
    add(usage, "services", &Quantity::from(1));
    let spec = service.get("spec");
    let ports = spec.get("ports").list();
    let node_ports = match spec.get("type").str() {
        "NodePort" => ports.len(),
        "LoadBalancer" if spec.get("allocateLoadBalancerNodePorts").as_bool() == Some(false) => {
            ports.iter().filter(|port| port.get("nodePort").int() != 0).count()
        }
        "LoadBalancer" => ports.len(),
        _ => 0,
    };
    add(usage, "services.nodeports", &Quantity::from(node_ports as i64));
    let balancers = i64::from(spec.get("type").str() == "LoadBalancer");
    add(usage, "services.loadbalancers", &Quantity::from(balancers));
}

fn claim(claim: &Value, usage: &mut Usage) {
    let class = persistent_volume_claim::class(claim).filter(|class| !class.is_empty());
    let mut charge = |resource: &str, quantity: &Quantity| {
        add(usage, resource, quantity);
        if let Some(class) = class {
            add(usage, &format!("{class}{CLASS_INFIX}{resource}"), quantity);
        }
    };
    charge(CLAIMS, &Quantity::from(1));
    let request = claim.at(&["spec", "resources", "requests", "storage"]);
    if !request.is_null() {
        let allocated = Quantity::of(claim.at(&["status", "allocatedResources", "storage"]));
        charge(STORAGE, &Quantity::of(request).max(allocated).round_up(0));
    }
}
