//! replication-controller: the ReplicaSet's work for ReplicationControllers (`pkg/controller/replication`).

use super::replica_set;
use crate::change::Change;
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::value::Value;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("replication-controller", &["ReplicationController", "Pod"], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    replica_set::sync_all(cluster, "ReplicationController", CONTROLLER.name, |controller| {
        let labels = controller.spec("selector").clone();
        let mut selector = Value { origin: labels.origin, ..Value::map() };
        selector.set("matchLabels", labels);
        selector
    })
}
