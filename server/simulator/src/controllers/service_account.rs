//! serviceaccount-controller: every living namespace has an account `default`
//! (`pkg/controller/serviceaccount/serviceaccounts_controller.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use serde_json::json;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("serviceaccount-controller", &["Namespace", "ServiceAccount"], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let living = cluster.list("Namespace").filter(|namespace| !namespace.is_terminating());
    let bare = living.filter(|namespace| cluster.get("ServiceAccount", namespace.name(), "default").is_none());
    bare.map(|namespace| {
        let object = json!({
            "apiVersion": "v1",
            "kind": "ServiceAccount",
            "metadata": {"name": "default", "namespace": namespace.name()},
        });
        Change::new(Act::Create { object: object.into(), created: None, refused: None }, vec![namespace.id()])
            .because(namespace.value.origin)
    })
    .collect()
}
