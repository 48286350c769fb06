//! kube-apiserver: keeps the Service `kubernetes`, and writes down where it listens
//! (`pkg/controlplane/controller/kubernetesservice/controller.go`, `pkg/controlplane/reconcilers/reconcilers.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::value::Value;
use serde_json::json;
use std::sync::LazyLock;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("kube-apiserver", &["Service", "Endpoints", "EndpointSlice"], reconcile);

/// Where it listens.
const API_SERVER: (&str, i64) = ("172.18.0.5", 6443);

const NAMESPACE: &str = "default";
const NAME: &str = "kubernetes";

/// What it keeps as it is in the objects that say where it listens.
const KEPT: [&str; 3] = ["subsets", "endpoints", "ports"];

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let wanted = OBJECTS.iter().filter_map(|wanted| {
        let kind = wanted.get("kind").str();
        let Some(held) = cluster.get(kind, NAMESPACE, NAME) else {
            return Some(Act::Create { object: wanted.clone(), created: None, refused: None });
        };
        let mut mended = held.value.clone();
        for member in
            KEPT.into_iter().filter(|member| wanted.has(member) && held.value.get(member) != wanted.get(member))
        {
            mended.set(member, wanted.get(member).clone());
        }
        (mended != held.value).then_some(Act::Update(mended))
    });
    wanted.map(|act| Change::new(act, Vec::new())).collect()
}

/// The Service, its Endpoints and its EndpointSlice.
pub(crate) static OBJECTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let (address, port) = API_SERVER;
    [
        json!({
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": metadata(json!({"component": "apiserver", "provider": "kubernetes"})),
            "spec": {
                "type": "ClusterIP",
                "clusterIP": "10.96.0.1",
                "clusterIPs": ["10.96.0.1"],
                "ipFamilies": ["IPv4"],
                "ipFamilyPolicy": "SingleStack",
                "internalTrafficPolicy": "Cluster",
                "sessionAffinity": "None",
                "ports": [{"name": "https", "port": 443, "protocol": "TCP", "targetPort": port}],
            },
            "status": {"loadBalancer": {}},
        }),
        json!({
            "apiVersion": "v1",
            "kind": "Endpoints",
            "metadata": metadata(json!({"endpointslice.kubernetes.io/skip-mirror": "true"})),
            "subsets": [{
                "addresses": [{"ip": address}],
                "ports": [{"name": "https", "port": port, "protocol": "TCP"}],
            }],
        }),
        json!({
            "apiVersion": "discovery.k8s.io/v1",
            "kind": "EndpointSlice",
            "metadata": metadata(json!({"kubernetes.io/service-name": NAME})),
            "addressType": "IPv4",
            "endpoints": [{"addresses": [address], "conditions": {"ready": true}}],
            "ports": [{"name": "https", "port": port, "protocol": "TCP"}],
        }),
    ]
    .into_iter()
    .map(Value::from)
    .collect()
});

fn metadata(labels: serde_json::Value) -> serde_json::Value {
    json!({"name": NAME, "namespace": NAMESPACE, "labels": labels})
}
