//! The status of a StatefulSet (`pkg/controller/statefulset/stateful_set_control.go`).

use super::{Set, pods};
use crate::change::{Act, Change};
use crate::controllers::pod_control::is_ready;
use crate::controllers::status::{observe, set_count, set_counts};

/// The set with counts and revisions as they are.
pub(super) fn write(set: &Set<'_>) -> Option<Change> {
    let count =
        |counts: &dyn Fn(&crate::object::Object) -> bool| set.pods.values().filter(|pod| counts(pod)).count() as i64;
    let all = set.pods.len() as i64;
    let ready = count(&|pod| is_ready(pod));
    let updated = count(&|pod| !pod.is_terminating() && pods::revision(pod) == set.update);
    let mut current_count = count(&|pod| !pod.is_terminating() && pods::revision(pod) == set.current);
    let mut current = &set.current;
    // `completeRollingUpdate`.
    let rolling = set.object.spec("updateStrategy").get("type").str() == "RollingUpdate";
    if rolling && updated == all && ready == all {
        (current, current_count) = (&set.update, updated);
    }
    let mut value = set.object.value.clone();
    set_counts(&mut value, &[("replicas", all), ("availableReplicas", ready)]);
    for (key, number) in [("readyReplicas", ready), ("currentReplicas", current_count), ("updatedReplicas", updated)] {
        set_count(&mut value, key, number);
    }
    let status = value.entry("status");
    status.set("currentRevision", current.as_str());
    status.set("updateRevision", set.update.as_str());
    status.set("collisionCount", 0);
    observe(&mut value);
    (value != set.object.value).then(|| {
        let read = set.pods.values().map(|pod| pod.id()).collect();
        Change::new(Act::Update(value), read)
    })
}
