//! kubelet: what the nodes of the base cluster do with the pods they are given.
//!
//! Every pod runs at once: Running and Ready under the next free address of its node's range, as soon as all its
//! claims are bound. Probes are not run; a person's `ready` step stands for them.

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::traits::Traits;
use crate::value::Value;
use crate::values::condition::{self, Condition};
use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("kubelet", &["Pod", "Node", "PersistentVolumeClaim"], reconcile).at_once();

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut ranges = None;
    for pod in cluster.list_with("Pod", Traits::NODE) {
        let Some(node) = node_of(cluster, pod) else { continue };
        if matches!(pod.status("phase").str(), "Succeeded" | "Failed") {
            continue;
        }
        let readiness = Readiness::of(cluster, pod);
        let running = match pod.status("phase").str() {
            // Most pods run as they should: they are not copied only to find that out.
            "Running" if readiness.is_reported(pod) => None,
            "Running" => Some(pod.value.clone()),
            _ if pod.is_terminating() => None,
            _ => start(cluster, pod, node, ranges.get_or_insert_with(|| Ranges::of(cluster))),
        };
        if let Some(mut running) = running {
            readiness.report(&mut running, &cluster.now());
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
    status.set("hostIPs", Value::from(vec![[("ip", host.into())].into()]));
    status.set("podIP", address.as_str());
    status.set("podIPs", Value::from(vec![[("ip", address.as_str().into())].into()]));
    status.set("startTime", now.as_str());
    let containers = pod.spec("containers").list().iter().map(|container| {
        let since = [("startedAt", now.as_str().into())].into();
        [
            ("image", container.get("image").str().into()),
            ("imageID", "".into()),
            ("lastState", Value::map()),
            ("name", container.get("name").str().into()),
            ("ready", true.into()),
            ("restartCount", 0.into()),
            ("started", true.into()),
            ("state", [("running", since)].into()),
        ]
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

/// What the kubelet says of a pod's readiness. A person's word decides; a pod with readiness gates waits for that
/// word, though its containers are ready.
struct Readiness {
    /// Whether the containers are ready.
    containers: bool,
    /// Whether the pod is.
    pod: bool,
    /// Why the pod is not; empty when it is.
    reason: &'static str,
    message: String,
}

impl Readiness {
    fn of(cluster: &Cluster, pod: &Object) -> Readiness {
        let said = match cluster.readiness.is_empty() {
            true => None,
            false => cluster.readiness.get(&(pod.namespace().into(), pod.name().into())).copied(),
        };
        let gates = pod.spec("readinessGates");
        let (containers, ready) = (said.unwrap_or(true), said.unwrap_or(gates.is_empty()));
        let (reason, message) = match (ready, containers) {
            (true, _) => ("", String::new()),
            (false, true) => {
                let gate = gates.list().first().map_or("", |gate| gate.get("conditionType").str());
                (
                    "ReadinessGatesNotReady",
                    format!("corresponding condition of pod readiness gate {gate:?} does not exist."),
                )
            }
            (false, false) => {
                let held = pod.spec("containers").list().iter().map(|container| container.get("name").str());
                let names: Vec<&str> = held.collect();
                ("ContainersNotReady", format!("containers with unready status: [{}]", names.join(" ")))
            }
        };
        Readiness { containers, pod: ready, reason, message }
    }

    fn conditions(&self) -> [Condition<'_>; 2] {
        let word = |flag: bool| if flag { "True" } else { "False" };
        let (reason, message) = (self.reason, self.message.as_str());
        let of_containers = if self.containers { ("", "") } else { (reason, message) };
        [
            Condition { kind: "Ready", status: word(self.pod), reason, message },
            Condition {
                kind: "ContainersReady",
                status: word(self.containers),
                reason: of_containers.0,
                message: of_containers.1,
            },
        ]
    }

    /// Whether the pod's status says all of it already.
    fn is_reported(&self, pod: &Object) -> bool {
        let mut statuses = pod.status("containerStatuses").list().iter();
        statuses.all(|status| status.get("ready").as_bool() == Some(self.containers))
            && self.conditions().iter().all(|condition| condition.is_held_by(pod))
    }

    fn report(&self, running: &mut Value, now: &str) {
        for status in running.entry("status").entry("containerStatuses").list_mut() {
            status.set("ready", self.containers);
        }
        for condition in self.conditions() {
            condition::set(running, condition, now);
        }
    }
}

/// Free addresses of the nodes' ranges.
struct Ranges {
    used: BTreeSet<Ipv4Addr>,
    /// Where to look next, by node.
    cursor: BTreeMap<String, u32>,
}

impl Ranges {
    fn of(cluster: &Cluster) -> Ranges {
        let used = cluster
            .list_with("Pod", Traits::ADDRESS)
            .filter_map(|pod| pod.status("podIP").str().parse().ok())
            .collect();
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
