//! An outcome written in the form of the recordings.

use crate::placeholder::Placeholders;
use serde_json::{Map, Value, json};
use simulator::outcome::{Kubectl, Request, StepOutcome};
use simulator::{Outcome, Step, snapshot};
use tests::case::Case;

/// Kinds whose tables are recorded.
const TABLES: &[&str] = &[
    "configmaps",
    "cronjobs",
    "daemonsets",
    "deployments",
    "endpoints",
    "endpointslices",
    "ingressclasses",
    "ingresses",
    "jobs",
    "limitranges",
    "namespaces",
    "networkpolicies",
    "persistentvolumeclaims",
    "persistentvolumes",
    "pods",
    "replicasets",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "statefulsets",
    "storageclasses",
];

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

/// Writes the outcome of a case as a recording.
pub(crate) fn of(case: &Case, outcome: &Outcome) -> Value {
    let text = case.text();
    let mut last = Placeholders::default();
    let mut steps = Vec::new();
    for (step, done) in case.steps.iter().zip(&outcome.steps) {
        let state = serde_json::to_value(snapshot(&done.cluster)).unwrap_or_default();
        last = Placeholders::collect(&state["objects"], &text);
        steps.push(one_step(step, done, &state, &text, &last));
    }
    let mut whole = json!({
        "title": case.title,
        "kubernetes": "v1.37.2",
        "steps": steps,
        "tables": last.apply(&tables(outcome)),
    });
    if !case.observe.dns.is_empty() {
        whole["dns"] = last.apply(&outcome.dns.iter().map(dns).collect());
    }
    if !case.observe.env.is_empty() {
        whole["env"] = last.apply(&serde_json::to_value(&outcome.env).unwrap_or_default());
    }
    if !case.observe.connect.is_empty() {
        whole["connect"] = last.apply(&outcome.connect.iter().map(connect).collect());
    }
    whole
}

fn one_step(step: &Step, done: &StepOutcome, state: &Value, text: &str, hidden: &Placeholders) -> Value {
    let mut whole = json!({ "cluster": hidden.apply(&cluster(state, text)) });
    if let Some(events) = whole["cluster"].get_mut("events").and_then(Value::as_array_mut) {
        // Events that differ in a placeholder only are one.
        let mut kept: Vec<Value> = Vec::new();
        for event in events.drain(..) {
            if !kept.contains(&event) {
                kept.push(event);
            }
        }
        *events = kept;
    }
    match step {
        Step::Apply(_) => whole["apply"] = hidden.apply(&kubectl(done.kubectl.as_ref())),
        Step::Delete(_) => whole["delete"] = hidden.apply(&kubectl(done.kubectl.as_ref())),
        Step::Ready { pod, value } => whole["ready"] = json!({ "pod": pod, "value": value }),
        Step::Node { name, value } => whole["node"] = json!({ "name": name, "value": value }),
    }
    whole
}

fn kubectl(ran: Option<&Kubectl>) -> Value {
    let Some(ran) = ran else { return Value::Null };
    let stderr = hide_diff(&ran.stderr.join("\n"));
    json!({
        "exit": ran.exit,
        "stdout": ran.stdout,
        "stderr": stderr.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        "requests": ran.requests.iter().map(request).collect::<Vec<_>>(),
    })
}

fn request(sent: &Request) -> Value {
    let mut whole = serde_json::to_value(sent).unwrap_or_default();
    let Some(members) = whole.as_object_mut() else { return whole };
    members.remove("warnings");
    if !sent.warnings.is_empty() {
        members.insert("warning".to_owned(), sent.warnings.join(", ").into());
    }
    if let Some(message) = &sent.message {
        members.insert("message".to_owned(), hide_diff(message).into());
    }
    for cause in members.get_mut("causes").and_then(Value::as_array_mut).into_iter().flatten() {
        let message = hide_diff(cause["message"].as_str().unwrap_or_default());
        cause["message"] = message.into();
    }
    whole
}

/// The unified diff of internal objects behind some refusals becomes the one line `<diff>`.
fn hide_diff(text: &str) -> String {
    let is_diff = |line: &str| {
        ["  ", "- ", "+ ", "-\t", "+\t", "\t", "@@", "---", "+++", "\u{a0}"].iter().any(|start| line.starts_with(start))
    };
    let mut lines: Vec<&str> = Vec::new();
    let mut allowed = false;
    for line in text.split('\n') {
        allowed |= line.contains("immutable after creation") || line.contains("may not change fields");
        match allowed && is_diff(line) {
            true if lines.last() == Some(&"<diff>") => {}
            true => lines.push("<diff>"),
            false => lines.push(line),
        }
    }
    lines.join("\n")
}

fn cluster(state: &Value, text: &str) -> Value {
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

/// Events about objects that the case's text names, also those whose name was made from such a one (`data-web-0`, `web-<hash>`),
/// without the ones that a race makes.
fn events(state: &Value, text: &str) -> Vec<Value> {
    let all = state["events"].as_array().into_iter().flatten().map(|event| {
        let about = str(&event["about"]).split('/').collect::<Vec<_>>();
        let (kind, namespace, name) = match about.as_slice() {
            [kind, namespace, name] => (*kind, *namespace, *name),
            [kind, name] => (*kind, "", *name),
            _ => ("", "", ""),
        };
        let out = json!({
            "kind": kind,
            "namespace": namespace,
            "name": name,
            "type": event["type"],
            "reason": event["reason"],
            "message": event["message"],
        });
        (kind.to_owned(), name.to_owned(), out)
    });
    let mut kept: Vec<Value> = Vec::new();
    for (kind, name, event) in all {
        let message = str(&event["message"]);
        let race = str(&event["reason"]).starts_with("FailedTo")
            && (message.contains("already exists") || message.contains("the object has been modified"));
        let left_out =
            matches!(kind.as_str(), "Node" | "Namespace" | "Lease") || event["reason"] == "ClusterIPNotAllocated";
        let named = text.contains(name.split('-').next().unwrap_or(&name));
        if named && !race && !left_out && !kept.contains(&event) {
            kept.push(event);
        }
    }
    kept
}

fn tables(outcome: &Outcome) -> Value {
    let mut all = Map::new();
    for (kind, table) in outcome.tables.iter().filter(|(kind, _)| TABLES.contains(&kind.as_str())) {
        let rows = table.rows.iter().map(|row| {
            let cells = table.columns.iter().map(|column| (*column).to_owned()).zip(row.iter().cloned());
            cells.collect::<Map<_, _>>()
        });
        let rows = rows.filter(|row| !is_row_of_base(kind, row));
        let rows: Vec<Value> = rows.map(Value::Object).collect();
        if !rows.is_empty() {
            all.insert(kind.clone(), rows.into());
        }
    }
    Value::Object(all)
}

fn dns(answer: &simulator::dns::DnsAnswer) -> Value {
    let asked = answer.asked.iter().map(|query| {
        let mut out = json!({ "name": query.name, "rcode": query.rcode, "answer": query.answer });
        if !query.additional.is_empty() {
            out["additional"] = json!(query.additional);
        }
        if !query.authority.is_empty() {
            out["authority"] = json!(query.authority);
        }
        out
    });
    let mut out = json!({ "question": answer.question, "asked": asked.collect::<Vec<_>>() });
    if let Some(resolver) = &answer.resolver {
        out["resolver"] = json!(resolver);
    }
    if let Some(outcome) = &answer.outcome {
        out["outcome"] = json!(outcome);
    }
    out
}

fn connect(connection: &simulator::network::Connection) -> Value {
    json!({ "question": connection.question, "outcome": connection.outcome, "via": connection.via })
}

fn is_of_base(object: &Value) -> bool {
    let base = simulator::base_cluster();
    let meta = &object["metadata"];
    let (kind, name) = (kind_of(object), str(&meta["name"]));
    // The recorder knew the base Services by name alone: `kubernetes` of any namespace is left out.
    let namesake = |kind: &str| base.list(kind).any(|held| held.name() == name);
    let namespace = str(&meta["namespace"]);
    is_system(namespace) || base.get(kind, namespace, name).is_some() || kind == "Service" && namesake(kind)
}

/// Whether nothing in the namespace was recorded.
fn is_system(namespace: &str) -> bool {
    namespace.starts_with("kube-")
}

/// Whether the cluster makes it by itself: its own objects, and what every new namespace gets.
fn is_row_of_base(kind: &str, row: &Map<String, Value>) -> bool {
    let column = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let base = simulator::base_cluster();
    let kind = simulator::kinds::all().iter().find(|known| known.plural == kind).map_or("", |known| known.kind);
    is_system(column("Namespace"))
        || base.get(kind, column("Namespace"), column("Name")).is_some()
        || (kind == "ConfigMap" && column("Name") == "kube-root-ca.crt")
}

fn kind_of(object: &Value) -> &str {
    object["kind"].as_str().unwrap_or_default()
}

/// Keeps a value unless there is nothing in it.
fn keep(out: &mut Map<String, Value>, key: &str, value: &Value) {
    let empty = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    if !empty {
        out.insert(key.to_owned(), value.clone());
    }
}

fn or_empty(value: &Value) -> Value {
    if value.is_null() { json!([]) } else { value.clone() }
}

fn str(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
