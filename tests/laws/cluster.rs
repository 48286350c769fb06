//! Generated texts: a small shop with Services, pods, workloads, claims and policies that may or may not fit together.

use proptest::prelude::*;

const NAMES: &[&str] = &["web", "cart", "db"];

pub(crate) fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(NAMES)
}

/// One to six documents; several may have the same name.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop::collection::btree_map(key(), any::<()>(), 1..7)
        .prop_flat_map(|keys| keys.into_keys().map(document).collect::<Vec<_>>())
        .prop_map(|documents| documents.join("\n---\n"))
}

/// Documents of which none reads another.
pub(crate) fn independent_documents() -> impl Strategy<Value = Vec<String>> {
    let alone = prop::sample::select(&["service", "pod", "policy", "config", "volume"][..]);
    prop::collection::btree_map(alone, any::<()>(), 2..5).prop_flat_map(|kinds| {
        kinds.into_keys().zip(["one", "two", "three", "four", "five"]).map(document).collect::<Vec<_>>()
    })
}

fn key() -> impl Strategy<Value = (&'static str, &'static str)> {
    let kinds = &[
        "service",
        "headless",
        "pod",
        "deployment",
        "set",
        "volume",
        "claim",
        "class",
        "policy",
        "config",
        "nodeport",
    ][..];
    (prop::sample::select(kinds), name())
}

fn document((kind, name): (&'static str, &'static str)) -> BoxedStrategy<String> {
    let label = prop::sample::select(NAMES);
    match kind {
        "service" => (label, 1u16..9, any::<bool>()).prop_map(move |(label, port, local)| {
            let policy = if local { "Local" } else { "Cluster" };
            format!("apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec:\n  selector: {{app: {label}}}\n  internalTrafficPolicy: {policy}\n  ports: [{{port: {port}}}]")
        }).boxed(),
        "headless" => label.prop_map(move |label| {
            format!("apiVersion: v1\nkind: Service\nmetadata: {{name: {name}-h}}\nspec:\n  clusterIP: None\n  selector: {{app: {label}}}\n  ports: [{{port: 80, name: http}}]")
        }).boxed(),
        "nodeport" => (label, any::<bool>()).prop_map(move |(label, local)| {
            let policy = if local { "Local" } else { "Cluster" };
            format!("apiVersion: v1\nkind: Service\nmetadata: {{name: {name}-np}}\nspec:\n  type: NodePort\n  externalTrafficPolicy: {policy}\n  selector: {{app: {label}}}\n  ports: [{{port: 80}}]")
        }).boxed(),
        "pod" => (label, prop::sample::select(&["node-a", "node-b", "node-c"][..]), 1u16..9).prop_map(move |(label, node, port)| {
            format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, labels: {{app: {label}}}}}\nspec:\n  nodeName: {node}\n  containers: [{{name: c, image: nginx, ports: [{{containerPort: {port}}}]}}]")
        }).boxed(),
        "deployment" => (label, 0u8..4).prop_map(move |(label, replicas)| {
            format!("apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}-d}}\nspec:\n  replicas: {replicas}\n  selector: {{matchLabels: {{app: {label}, of: {name}}}}}\n  template:\n    metadata: {{labels: {{app: {label}, of: {name}}}}}\n    spec: {{containers: [{{name: c, image: nginx, ports: [{{containerPort: 80}}]}}]}}")
        }).boxed(),
        "set" => (label, 0u8..3).prop_map(move |(label, replicas)| {
            format!("apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: {name}-s}}\nspec:\n  serviceName: {name}-h\n  replicas: {replicas}\n  selector: {{matchLabels: {{app: {label}, set: {name}}}}}\n  template:\n    metadata: {{labels: {{app: {label}, set: {name}}}}}\n    spec: {{containers: [{{name: c, image: nginx}}]}}\n  volumeClaimTemplates:\n    - metadata: {{name: data}}\n      spec: {{accessModes: [ReadWriteOnce], storageClassName: {name}, resources: {{requests: {{storage: 1Gi}}}}}}")
        }).boxed(),
        "volume" => (1u8..9, prop::sample::select(NAMES)).prop_map(move |(size, class)| {
            format!("apiVersion: v1\nkind: PersistentVolume\nmetadata: {{name: {name}-v}}\nspec:\n  storageClassName: {class}\n  capacity: {{storage: {size}Gi}}\n  accessModes: [ReadWriteOnce]\n  hostPath: {{path: /data}}")
        }).boxed(),
        "claim" => (1u8..9, prop::sample::select(NAMES)).prop_map(move |(size, class)| {
            format!("apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: {name}}}\nspec:\n  storageClassName: {class}\n  accessModes: [ReadWriteOnce]\n  resources: {{requests: {{storage: {size}Gi}}}}")
        }).boxed(),
        "class" => (any::<bool>()).prop_map(move |wait| {
            let mode = if wait { "WaitForFirstConsumer" } else { "Immediate" };
            format!("apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {{name: {name}}}\nprovisioner: csi.example.com\nvolumeBindingMode: {mode}")
        }).boxed(),
        "policy" => (label, prop::sample::select(NAMES), 1u16..9, any::<bool>()).prop_map(move |(of, peer, port, out)| {
            let (types, rules, peers) = if out { ("Egress", "egress", "to") } else { ("Ingress", "ingress", "from") };
            format!("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: {name}}}\nspec:\n  podSelector: {{matchLabels: {{app: {of}}}}}\n  policyTypes: [{types}]\n  {rules}: [{{{peers}: [{{podSelector: {{matchLabels: {{app: {peer}}}}}}}], ports: [{{port: {port}}}]}}]")
        }).boxed(),
        _ => Just(format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{a: b}}")).boxed(),
    }
}
