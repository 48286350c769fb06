//! resourcequota-controller: keeps `status` of every quota at what it limits and what is used
//! (`pkg/controller/resourcequota/resource_quota_controller.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::object::Object;
use crate::quota;
use crate::value::{Map, Value};

/// This controller.
pub const CONTROLLER: Controller = Controller::new("resourcequota-controller", &[], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    cluster.list("ResourceQuota").filter_map(|quota| sync(cluster, quota)).collect()
}

fn sync(cluster: &Cluster, quota: &Object) -> Option<Change> {
    let spec = quota.value.get("spec");
    let used = quota::total(cluster, quota.namespace(), spec);
    let used: Map = used.iter().map(|(resource, quantity)| ((**resource).into(), quantity.into())).collect();
    let hard = spec.get("hard").members().map(|(resource, quantity)| (resource.into(), quantity.clone()));
    let mut status = Value::map();
    status.set("hard", hard.collect::<Map>());
    status.set("used", used);
    if quota.value.get("status") == &status {
        return None;
    }
    let mut synced = quota.value.clone();
    synced.set("status", status);
    Some(Change::new(Act::Update(synced), vec![quota.id()]))
}
