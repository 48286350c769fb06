//! kubelet: what the nodes of the base cluster do with the pods they are given.
//!
//! Every pod runs at once: Running and Ready under the next free address of its node's range, as soon as all its
//! claims are bound. Probes are not run; a person's `ready` step stands for them.

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller { name: "kubelet", reads: &[], reconcile };

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut ranges = None;
    for pod in cluster.list("Pod") {
        let Some(node) = node_of(cluster, pod) else { continue };
        if matches!(pod.status("phase").str(), "Succeeded" | "Failed") {
            continue;
        }
        let running = match pod.status("phase").str() {
            "Running" => Some(pod.value.clone()),
            _ if pod.is_terminating() => None,
            _ => start(cluster, pod, node, ranges.get_or_insert_with(|| Ranges::of(cluster))),
        };
        if let Some(mut running) = running {
            report_readiness(cluster, pod, &mut running);
            if running != pod.value {
                changes.push(Change::new(Act::Update(running), vec![pod.id(), node.id()]));
            }
        }
    }
    changes
}

/// The node that runs the pod: it exists and reports.
fn node_of<'a>(cluster: &'a Cluster, pod: &Object) -> Option<&'a Arc<Object>> {
    let name = pod.spec("nodeName").str();
    if name.is_empty() || cluster.silent.contains(name) {
        return None;
    }
    cluster.get("Node", "", name)
}

/// The pod with its containers running; `None` while a claim is not bound or no address is left.
fn start(cluster: &Cluster, pod: &Object, node: &Object, ranges: &mut Ranges) -> Option<Value> {
    if !claims(pod).all(|claim| is_bound(cluster, pod, &claim)) {
        return None;
    }
    let host = host_address(node);
    let address = match pod.spec("hostNetwork").is_true() {
        true => host.to_owned(),
        false => ranges.next(node)?,
    };
    let now = cluster.now();
    let mut running = pod.value.clone();
    let status = running.entry("status");
    status.set("phase", "Running");
    status.set("hostIP", host);
    status.set("hostIPs", Value::from(vec![json!({"ip": host}).into()]));
    status.set("podIP", address.as_str());
    status.set("podIPs", Value::from(vec![json!({"ip": address}).into()]));
    status.set("startTime", now.as_str());
    let containers = pod.spec("containers").list().iter().map(|container| {
        json!({
            "name": container.get("name").str(), "image": container.get("image").str(), "imageID": "",
            "ready": true, "started": true, "restartCount": 0, "state": {"running": {"startedAt": now}}, "lastState": {},
        })
        .into()
    });
    status.set("containerStatuses", containers.collect::<Vec<Value>>());
    for kind in ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"] {
        condition::set(&mut running, Condition { kind, status: "True", reason: "", message: "" }, &now);
    }
    Some(running)
}

/// Names of the claims that the pod's volumes use, those of ephemeral volumes included.
fn claims(pod: &Object) -> impl Iterator<Item = String> {
    pod.spec("volumes").list().iter().filter_map(|volume| {
        if !volume.get("ephemeral").is_null() {
            return Some(format!("{}-{}", pod.name(), volume.get("name").str()));
        }
        volume.at(&["persistentVolumeClaim", "claimName"]).as_str().map(str::to_owned)
    })
}

fn is_bound(cluster: &Cluster, pod: &Object, claim: &str) -> bool {
    let claim = cluster.get("PersistentVolumeClaim", pod.namespace(), claim);
    claim.is_some_and(|claim| claim.status("phase").str() == "Bound")
}

fn host_address(node: &Object) -> &str {
    let internal = node.status("addresses").list().iter().find(|address| address.get("type").str() == "InternalIP");
    internal.map_or("", |address| address.get("address").str())
}

/// Sets the conditions that say whether the pod and its containers are ready. A person's word decides; a pod with
/// readiness gates waits for that word, though its containers are ready.
fn report_readiness(cluster: &Cluster, pod: &Object, running: &mut Value) {
    let said = cluster.readiness.get(&(pod.namespace().into(), pod.name().into())).copied();
    let gated = !pod.spec("readinessGates").is_empty();
    let containers = said.unwrap_or(true);
    let ready = said.unwrap_or(!gated);
    let now = cluster.now();
    for status in running.entry("status").entry("containerStatuses").list_mut() {
        status.set("ready", containers);
    }
    let (reason, message) = match (ready, containers) {
        (true, _) => ("", String::new()),
        (false, true) => {
            let gate = pod.spec("readinessGates").list().first().map_or("", |gate| gate.get("conditionType").str());
            (
                "ReadinessGatesNotReady",
                format!("corresponding condition of pod readiness gate {gate:?} does not exist."),
            )
        }
        (false, false) => {
            let names: Vec<&str> = pod.spec("containers").list().iter().map(|held| held.get("name").str()).collect();
            ("ContainersNotReady", format!("containers with unready status: [{}]", names.join(" ")))
        }
    };
    let word = |flag: bool| if flag { "True" } else { "False" };
    condition::set(running, Condition { kind: "Ready", status: word(ready), reason, message: &message }, &now);
    let (reason, message) = if containers { ("", "") } else { (reason, message.as_str()) };
    condition::set(running, Condition { kind: "ContainersReady", status: word(containers), reason, message }, &now);
}

/// Free addresses of the nodes' ranges.
struct Ranges {
    used: BTreeSet<Ipv4Addr>,
    /// Where to look next, by node.
    cursor: BTreeMap<String, u32>,
}

impl Ranges {
    fn of(cluster: &Cluster) -> Ranges {
        let used = cluster.list("Pod").filter_map(|pod| pod.status("podIP").str().parse().ok()).collect();
        Ranges { used, cursor: BTreeMap::new() }
    }

    /// The lowest free address of the node's range from `.2` on; `.1` is the bridge, the last one its broadcast.
    fn next(&mut self, node: &Object) -> Option<String> {
        let (network, length) = node.spec("podCIDR").str().split_once('/')?;
        let network = u32::from(network.parse::<Ipv4Addr>().ok()?);
        let size = 1u32.checked_shl(32u32.checked_sub(length.parse().ok()?)?)?;
        let cursor = self.cursor.entry(node.name().to_owned()).or_insert(2);
        while *cursor + 1 < size {
            let address = Ipv4Addr::from(network.checked_add(*cursor)?);
            *cursor += 1;
            if self.used.insert(address) {
                return Some(address.to_string());
            }
        }
        None
    }
}
