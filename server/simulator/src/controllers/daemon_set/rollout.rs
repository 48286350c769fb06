//! Replacing a DaemonSet's pods after a change of the template (`pkg/controller/daemon/update.go`).

use super::{CONTROLLER, Set, nodes};
use crate::change::Change;
use crate::controllers::pod_control::{self, is_ready};
use crate::object::Object;
use crate::values::int_or_percent;
use std::sync::Arc;

/// Whether new pods come before old ones go.
pub(super) fn surges(set: &Object) -> bool {
    let strategy = set.spec("updateStrategy");
    strategy.get("type").str() == "RollingUpdate"
        && int_or_percent::number(strategy.at(&["rollingUpdate", "maxSurge"])) > 0
}

/// RollingUpdate: the next old pods go, or with a surge new ones come.
pub(super) fn run(set: &Set<'_>) -> Vec<Change> {
    let strategy = set.object.spec("updateStrategy");
    if strategy.get("type").str() != "RollingUpdate" {
        return Vec::new();
    }
    let wanted: Vec<&Arc<Object>> = set.cluster.list("Node").filter(|node| nodes::fit(set.object, node).runs).collect();
    let bound = |key: &str| int_or_percent::scaled(strategy.at(&["rollingUpdate", key]), wanted.len() as i64, true);
    match surges(set.object) {
        true => surge(set, &wanted, bound("maxSurge")),
        false => replace(set, &wanted, bound("maxUnavailable")),
    }
}

/// Old pods that are not available go at once, available ones while enough others are.
fn replace(set: &Set<'_>, wanted: &[&Arc<Object>], most: i64) -> Vec<Change> {
    let (mut unavailable, mut sick, mut candidates) = (0, Vec::new(), Vec::new());
    for node in wanted {
        let Some(pod) = set.pods_on(node.name()).first() else {
            unavailable += 1;
            continue;
        };
        let available = is_ready(pod) && !pod.is_terminating();
        unavailable += i64::from(!available);
        match (set.is_current(pod), pod.is_terminating(), available) {
            (false, false, true) => candidates.push(*pod),
            (false, false, false) => sick.push(*pod),
            _ => {}
        }
    }
    let room = usize::try_from(most - unavailable).unwrap_or(0);
    let gone = sick.into_iter().chain(candidates.into_iter().take(room));
    gone.flat_map(|pod| pod_control::delete(set.object, pod, CONTROLLER.name)).collect()
}

/// A new pod beside an old one; the old one goes once the new one is ready.
fn surge(set: &Set<'_>, wanted: &[&Arc<Object>], most: i64) -> Vec<Change> {
    let (mut changes, mut surging, mut waiting) = (Vec::new(), 0, Vec::new());
    for node in wanted {
        let (new, old): (Vec<&Arc<Object>>, Vec<&Arc<Object>>) =
            set.pods_on(node.name()).iter().copied().partition(|pod| set.is_current(pod));
        match (new.iter().any(|pod| is_ready(pod)), old.is_empty()) {
            (true, _) => {
                for pod in old.into_iter().filter(|pod| !pod.is_terminating()) {
                    changes.extend(pod_control::delete(set.object, pod, CONTROLLER.name));
                }
            }
            (false, false) if new.is_empty() => waiting.push(*node),
            (false, false) => surging += 1,
            (false, true) => {}
        }
    }
    let room = usize::try_from(most - surging).unwrap_or(0);
    let made = waiting.into_iter().take(room);
    changes.extend(made.map(|node| pod_control::create(set.object, set.pod_for(node), CONTROLLER.name)));
    changes
}
