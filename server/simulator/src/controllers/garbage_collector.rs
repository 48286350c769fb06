//! garbage-collector-controller.

use crate::change::Change;
use crate::cluster::Cluster;
use crate::controllers::Controller;

/// This controller.
pub const CONTROLLER: Controller = Controller { name: "garbage-collector-controller", reads: &[], reconcile };

fn reconcile(_cluster: &Cluster) -> Vec<Change> {
    Vec::new()
}
