//! The base cluster that every simulation starts from.

use crate::cluster::Cluster;
use crate::controllers::kubernetes_service;
use crate::kinds;
use crate::object::Object;
use crate::settle::settle;
use crate::simulate::Budget;
use crate::submit::server::store;
use crate::value::Value;
use serde_json::json;
use std::sync::LazyLock;

/// Nodes: name, zone, address, pod range.
const NODES: [(&str, &str, &str, &str); 3] = [
    ("node-a", "zone-1", "172.18.0.2", "10.244.1.0/24"),
    ("node-b", "zone-2", "172.18.0.3", "10.244.2.0/24"),
    ("node-c", "zone-3", "172.18.0.4", "10.244.3.0/24"),
];

const NAMESPACES: [&str; 4] = ["default", "kube-node-lease", "kube-public", "kube-system"];

static BASE: LazyLock<Cluster> = LazyLock::new(|| {
    let mut cluster = Cluster::default();
    let objects = NAMESPACES
        .iter()
        .map(|name| namespace(name))
        .chain(NODES.iter().map(|(name, zone, address, range)| node(name, zone, address, range)))
        .chain(priority_classes())
        .chain(kubernetes_service::OBJECTS.iter().cloned())
        .chain([dns()]);
    for object in objects {
        add(&mut cluster, object);
    }
    settle(&mut cluster, &Budget::default());
    cluster
});

/// Three nodes, four namespaces, kube-dns and the API server's Service, settled.
pub fn base_cluster() -> &'static Cluster {
    &BASE
}

/// Stores an object that the cluster was made with: defaults apply, nothing is checked.
fn add(cluster: &mut Cluster, mut value: Value) {
    let (group, version) = kinds::split_api_version(value.get("apiVersion").str());
    let Some(kind) = kinds::by_gvk(group, version, value.get("kind").str()) else { return };
    (kind.rules().defaults)(&mut value);
    let uid = cluster.next_uid();
    let now = cluster.now();
    let metadata = value.entry("metadata");
    metadata.set("uid", uid);
    metadata.set("creationTimestamp", now);
    store(cluster, Object { kind, value }, None);
}

fn namespace(name: &str) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": name, "labels": {"kubernetes.io/metadata.name": name}},
        "spec": {"finalizers": ["kubernetes"]},
        "status": {"phase": "Active"},
    })
    .into()
}

fn node(name: &str, zone: &str, address: &str, range: &str) -> Value {
    let resources = json!({"cpu": "64", "memory": "256Gi", "pods": "1k"});
    json!({
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": name,
            "labels": {
                "kubernetes.io/arch": "amd64",
                "kubernetes.io/hostname": name,
                "kubernetes.io/os": "linux",
                "topology.kubernetes.io/region": "region-1",
                "topology.kubernetes.io/zone": zone,
            },
        },
        "spec": {"podCIDR": range, "podCIDRs": [range]},
        "status": {
            "addresses": [{"type": "InternalIP", "address": address}, {"type": "Hostname", "address": name}],
            "allocatable": resources,
            "capacity": resources,
            "conditions": [{
                "type": "Ready",
                "status": "True",
                "reason": "KubeletReady",
                "message": "kubelet is posting ready status",
            }],
        },
    })
    .into()
}

/// The two classes that the API server makes for itself.
fn priority_classes() -> impl Iterator<Item = Value> {
    let classes = [
        (
            "system-cluster-critical",
            2_000_000_000,
            "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
        ),
        (
            "system-node-critical",
            2_000_001_000,
            "Used for system critical pods that must not be moved from their current node.",
        ),
    ];
    classes.into_iter().map(|(name, value, description)| {
        json!({
            "apiVersion": "scheduling.k8s.io/v1",
            "kind": "PriorityClass",
            "metadata": {"name": name},
            "value": value,
            "description": description,
            "preemptionPolicy": "PreemptLowerPriority",
        })
        .into()
    })
}

/// The Service of the cluster's DNS; nobody answers behind it but the simulator itself.
fn dns() -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {
            "name": "kube-dns",
            "namespace": "kube-system",
            "labels": {"k8s-app": "kube-dns"},
        },
        "spec": {
            "type": "ClusterIP",
            "clusterIP": "10.96.0.10",
            "clusterIPs": ["10.96.0.10"],
            "ipFamilies": ["IPv4"],
            "ipFamilyPolicy": "SingleStack",
            "internalTrafficPolicy": "Cluster",
            "sessionAffinity": "None",
            "selector": {"k8s-app": "kube-dns"},
            "ports": [
                {"name": "dns", "port": 53, "protocol": "UDP", "targetPort": 53},
                {"name": "dns-tcp", "port": 53, "protocol": "TCP", "targetPort": 53},
                {"name": "metrics", "port": 9153, "protocol": "TCP", "targetPort": 9153},
            ],
        },
        "status": {"loadBalancer": {}},
    })
    .into()
}
