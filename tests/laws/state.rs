//! States in forms that can be compared.

use serde_json::Value;
use simulator::{Cluster, Outcome, snapshot};
use std::collections::BTreeMap;

/// Metadata that tells when and in which order things happened, and what was chosen among free ones.
const CHOSEN: &[&str] = &[
    "uid",
    "resourceVersion",
    "creationTimestamp",
    "clusterIP",
    "clusterIPs",
    "podIP",
    "podIPs",
    "nodePort",
    "healthCheckNodePort",
    "addresses",
    "subsets",
    "startTime",
    "lastTransitionTime",
    "startedAt",
    "hostIP",
    "hostIPs",
    "endpoints",
    "annotations",
    "lastUpdateTime",
];

/// Everything that a simulation has to tell, as bytes.
pub(crate) fn bytes(outcome: &Outcome) -> Vec<u8> {
    let states = outcome.steps.iter().map(|step| serde_json::to_value(snapshot(&step.cluster)).unwrap_or_default());
    serde_json::to_vec(&(serde_json::to_value(outcome).unwrap_or_default(), states.collect::<Vec<_>>()))
        .unwrap_or_default()
}

/// Objects of a cluster by kind and name, without versions.
pub(crate) fn objects(cluster: &Cluster) -> BTreeMap<String, Value> {
    let state = serde_json::to_value(snapshot(cluster)).unwrap_or_default();
    let mut found = BTreeMap::new();
    for list in state["objects"].as_object().into_iter().flat_map(|kinds| kinds.values()) {
        for object in list.as_array().into_iter().flatten() {
            found.insert(id(object), object.clone());
        }
    }
    found
}

/// The last state without what depends on the order of things; generated names are cut to their prefix.
pub(crate) fn state(outcome: &Outcome) -> Vec<Value> {
    let Some(last) = outcome.steps.last() else { return Vec::new() };
    let mut all: Vec<Value> = objects(&last.cluster).into_values().map(|object| stable(&object)).collect();
    all.sort_by_cached_key(Value::to_string);
    all
}

fn stable(object: &Value) -> Value {
    let mut object = object.clone();
    if let Some(prefix) = object["metadata"]["generateName"].as_str().map(str::to_owned) {
        object["metadata"]["name"] = prefix.into();
    }
    drop_chosen(&mut object);
    object
}

fn drop_chosen(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_chosen),
        Value::Object(members) => {
            members.retain(|key, _| !CHOSEN.contains(&key.as_str()));
            members.values_mut().for_each(drop_chosen);
        }
        // The name of the volume that holds a pod's token is generated.
        Value::String(text) if text.starts_with("kube-api-access-") => text.truncate("kube-api-access-".len()),
        _ => {}
    }
}

/// Who holds each address, node port and claimed volume.
pub(crate) fn owners(cluster: &Cluster) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, object) in objects(cluster) {
        let mut holds = |what: &str, value: &Value| {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if !matches!(value.as_str(), "null" | "None") {
                found.entry(format!("{what} {value}")).or_default().push(id.clone());
            }
        };
        match object["kind"].as_str().unwrap_or_default() {
            "Pod" if object["spec"]["hostNetwork"] != true => holds("pod address", &object["status"]["podIP"]),
            "Service" => {
                holds("cluster IP", &object["spec"]["clusterIP"]);
                for port in object["spec"]["ports"].as_array().into_iter().flatten() {
                    holds("node port", &port["nodePort"]);
                }
            }
            "PersistentVolumeClaim" => holds("volume", &object["spec"]["volumeName"]),
            _ => {}
        }
    }
    found
}

fn id(object: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let meta = &object["metadata"];
    format!("{}/{}/{}", text(&object["kind"]), text(&meta["namespace"]), text(&meta["name"])).replace("//", "/")
}
