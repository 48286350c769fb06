//! The objects of a cluster, by area, with what is recorded of each.

use super::base::is_of_base;
use super::events::events;
use super::member::{keep, or_empty, str};
use serde_json::{Map, Value, json};

/// Area of `cluster`, the kinds in it, and what is picked of an object beside its metadata.
type Area = (&'static str, &'static [&'static str], fn(&Value, &mut Map<String, Value>));

const AREAS: &[Area] = &[
    ("services", &["services"], pick_spec),
    ("endpointSlices", &["endpointslices"], pick_slice),
    ("endpoints", &["endpoints"], pick_endpoints),
    ("persistentVolumes", &["persistentvolumes"], pick_volume),
    ("persistentVolumeClaims", &["persistentvolumeclaims"], pick_claim),
    ("storageClasses", &["storageclasses"], pick_class),
    ("pods", &["pods"], pick_pod),
    ("workloads", &["deployments", "replicasets", "statefulsets", "daemonsets", "jobs"], pick_workload),
    ("networkPolicies", &["networkpolicies"], pick_spec),
    ("ingresses", &["ingresses"], pick_spec),
    ("resourceQuotas", &["resourcequotas"], pick_quota),
];

/// Annotations that recordings leave out.
const HIDDEN_ANNOTATIONS: &[&str] = &[
    "kubectl.kubernetes.io/last-applied-configuration",
    "endpoints.kubernetes.io/last-change-trigger-time",
    "deployment.kubernetes.io/revision",
    "deployment.kubernetes.io/desired-replicas",
    "deployment.kubernetes.io/max-replicas",
];

pub(super) fn cluster(state: &Value, text: &str) -> Value {
    let mut areas = Map::new();
    for (area, kinds, pick) in AREAS {
        let objects = kinds.iter().flat_map(|kind| state["objects"][kind].as_array().into_iter().flatten());
        let picked: Vec<Value> =
            objects.filter(|object| !is_of_base(object)).map(|object| picked(object, *pick)).collect();
        if !picked.is_empty() {
            areas.insert((*area).to_owned(), picked.into());
        }
    }
    let events = events(state, text);
    if !events.is_empty() {
        areas.insert("events".to_owned(), events.into());
    }
    Value::Object(areas)
}

fn picked(object: &Value, pick: fn(&Value, &mut Map<String, Value>)) -> Value {
    let meta = &object["metadata"];
    let mut out = Map::new();
    for key in ["name", "namespace", "labels", "finalizers"] {
        keep(&mut out, key, &meta[key]);
    }
    let annotations: Map<String, Value> = meta["annotations"].as_object().cloned().unwrap_or_default();
    let annotations = annotations.into_iter().filter(|(key, _)| !HIDDEN_ANNOTATIONS.contains(&key.as_str()));
    keep(&mut out, "annotations", &Value::Object(annotations.collect()));
    if !meta["deletionTimestamp"].is_null() {
        out.insert("terminating".to_owned(), true.into());
    }
    let owners = meta["ownerReferences"].as_array().into_iter().flatten();
    let owners: Vec<Value> =
        owners.map(|owner| format!("{}/{}", str(&owner["kind"]), str(&owner["name"])).into()).collect();
    keep(&mut out, "owners", &owners.into());
    pick(object, &mut out);
    Value::Object(out)
}

fn pick_spec(object: &Value, out: &mut Map<String, Value>) {
    out.insert("spec".to_owned(), object["spec"].clone());
}

fn pick_slice(object: &Value, out: &mut Map<String, Value>) {
    out.insert("addressType".to_owned(), object["addressType"].clone());
    let endpoints = object["endpoints"].as_array().into_iter().flatten();
    out.insert("endpoints".to_owned(), endpoints.map(with_target).collect());
    out.insert("ports".to_owned(), or_empty(&object["ports"]));
}

fn pick_endpoints(object: &Value, out: &mut Map<String, Value>) {
    let mut subsets = or_empty(&object["subsets"]);
    for subset in subsets.as_array_mut().into_iter().flatten() {
        if let Some(members) = subset.as_object_mut() {
            members.entry("ports").or_insert_with(|| json!([]));
        }
        for list in ["addresses", "notReadyAddresses"] {
            if let Some(addresses) = subset.get_mut(list) {
                *addresses = addresses.as_array().into_iter().flatten().map(with_target).collect();
            }
        }
    }
    out.insert("subsets".to_owned(), subsets);
}

fn with_target(endpoint: &Value) -> Value {
    let mut endpoint = endpoint.clone();
    if let Some(members) = endpoint.as_object_mut()
        && let Some(target) = members.remove("targetRef")
    {
        let target = format!("{}/{}/{}", str(&target["kind"]), str(&target["namespace"]), str(&target["name"]));
        members.insert("target".to_owned(), target.into());
    }
    endpoint
}

fn pick_volume(object: &Value, out: &mut Map<String, Value>) {
    let mut spec = object["spec"].clone();
    if let Some(held) = object["spec"].get("claimRef") {
        let mut reference = Map::new();
        keep(&mut reference, "name", &held["name"]);
        keep(&mut reference, "namespace", &held["namespace"]);
        reference.insert("uid".to_owned(), (!str(&held["uid"]).is_empty()).into());
        spec["claimRef"] = reference.into();
    }
    out.insert("spec".to_owned(), spec);
    let mut status = Map::new();
    for key in ["phase", "reason", "message"] {
        keep(&mut status, key, &object["status"][key]);
    }
    out.insert("status".to_owned(), status.into());
}

fn pick_claim(object: &Value, out: &mut Map<String, Value>) {
    out.insert("spec".to_owned(), object["spec"].clone());
    let mut status = Map::new();
    for key in ["phase", "accessModes", "capacity"] {
        keep(&mut status, key, &object["status"][key]);
    }
    let conditions = object["status"]["conditions"].as_array().into_iter().flatten();
    let conditions: Vec<Value> =
        conditions.map(|held| format!("{}={}", str(&held["type"]), str(&held["status"])).into()).collect();
    keep(&mut status, "conditions", &conditions.into());
    out.insert("status".to_owned(), status.into());
}

fn pick_class(object: &Value, out: &mut Map<String, Value>) {
    for (key, value) in object.as_object().into_iter().flatten() {
        if !matches!(key.as_str(), "apiVersion" | "kind" | "metadata") {
            out.insert(key.clone(), value.clone());
        }
    }
}

fn pick_pod(object: &Value, out: &mut Map<String, Value>) {
    for (key, value) in [("node", "nodeName"), ("hostname", "hostname"), ("subdomain", "subdomain")] {
        keep(out, key, &object["spec"][value]);
    }
    keep(out, "phase", &object["status"]["phase"]);
    let condition = |kind: &str| {
        object["status"]["conditions"].as_array().into_iter().flatten().find(|held| held["type"] == kind).cloned()
    };
    let ready = condition("Ready").is_some_and(|held| held["status"] == "True");
    out.insert("ready".to_owned(), ready.into());
    if let Some(scheduled) = condition("PodScheduled")
        && scheduled["status"] == "False"
    {
        let text = format!("{}: {}", str(&scheduled["reason"]), str(&scheduled["message"]));
        out.insert("unscheduled".to_owned(), text.into());
    }
}

fn pick_workload(object: &Value, out: &mut Map<String, Value>) {
    out.insert("kind".to_owned(), format!("{}s", str(&object["kind"]).to_lowercase()).into());
    for key in ["replicas", "readyReplicas", "availableReplicas", "desiredNumberScheduled", "numberReady", "active"] {
        if let Some(count) = object["status"].get(key) {
            out.insert(key.to_owned(), count.clone());
        }
    }
}

fn pick_quota(object: &Value, out: &mut Map<String, Value>) {
    let status = &object["status"];
    out.insert("status".to_owned(), json!({ "hard": status["hard"], "used": status["used"] }));
}
