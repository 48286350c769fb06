//! root-ca-certificate-publisher-controller: every living namespace has the ConfigMap `kube-root-ca.crt`
//! (`pkg/controller/certificates/rootcacertpublisher/publisher.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::value::Value;
use serde_json::json;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("root-ca-certificate-publisher-controller", &["Namespace", "ConfigMap"], reconcile);

const NAME: &str = "kube-root-ca.crt";

/// The certificate of this cluster's own authority; nothing is signed with it.
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nRHJ5ZG9jayBzaW11bGF0ZXMgYSBjbHVzdGVyIGFuZCBzaWducyBub3RoaW5nLg==\n-----END CERTIFICATE-----\n";

const DESCRIPTION: &str = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = Vec::new();
    for namespace in cluster.list("Namespace").filter(|namespace| !namespace.is_terminating()) {
        let act = match cluster.get("ConfigMap", namespace.name(), NAME) {
            None => Act::Create { object: config_map(namespace.name()), created: None, refused: None },
            Some(held) if *held.value.at(&["data", "ca.crt"]) == Value::from(CERTIFICATE) => continue,
            Some(held) => {
                let mut mended = held.value.clone();
                mended.set("data", json!({"ca.crt": CERTIFICATE}));
                Act::Update(mended)
            }
        };
        changes.push(Change::new(act, vec![namespace.id()]).because(namespace.value.origin));
    }
    changes
}

fn config_map(namespace: &str) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {
            "name": NAME,
            "namespace": namespace,
            "annotations": {"kubernetes.io/description": DESCRIPTION},
        },
        "data": {"ca.crt": CERTIFICATE},
    })
    .into()
}
