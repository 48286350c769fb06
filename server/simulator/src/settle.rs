//! Runs the controllers in a fixed order until nothing changes. The only place that applies changes.

use crate::change::Recorded;
use crate::cluster::Cluster;
use crate::controllers;

/// Rounds after which a cluster that does not come to rest is left as it is.
const ROUNDS: usize = 400;

/// Settles the cluster in place; returns what was done.
pub(crate) fn settle(cluster: &mut Cluster) -> Vec<Recorded> {
    let mut done = Vec::new();
    for _ in 0..ROUNDS {
        let before = done.len();
        for controller in controllers::ALL {
            let _ = (controller, &cluster);
        }
        if done.len() == before {
            break;
        }
    }
    done.truncate(done.len());
    done
}
