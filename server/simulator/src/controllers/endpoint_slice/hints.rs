//! Hints for `spec.trafficDistribution` (`staging/src/k8s.io/endpointslice/trafficdist`): each ready endpoint is for its own
//! zone, and with PreferSameNode for its own node as well.

use super::Plan;
use crate::value::Value;
use serde_json::json;

/// Gives every endpoint its hints; slices whose endpoints have others are updated.
pub(super) fn prefer_close(plan: &mut Plan<'_>, nodes_too: bool) {
    touch(plan, |endpoint| {
        if !is_ready(endpoint) {
            // Upstream leaves an unready endpoint as it is; a freshly made one has no hints.
            return false;
        }
        let mut hints = Value::map();
        if let Some(zone) = endpoint.get("zone").as_str() {
            hints.set("forZones", json!([{ "name": zone }]));
        }
        if let Some(node) = endpoint.get("nodeName").as_str().filter(|_| nodes_too) {
            hints.set("forNodes", json!([{ "name": node }]));
        }
        set(endpoint, hints)
    });
}

/// Takes all hints away.
pub(super) fn remove(plan: &mut Plan<'_>) {
    touch(plan, |endpoint| endpoint.remove("hints").is_some());
}

/// Whether the endpoint is ready for certain.
pub(super) fn is_ready(endpoint: &Value) -> bool {
    endpoint.get("conditions").get("ready").is_true()
}

/// Sets an endpoint's hints, or takes them away when there are none; says whether that changed it.
pub(super) fn set(endpoint: &mut Value, hints: Value) -> bool {
    if hints.is_empty() {
        return endpoint.remove("hints").is_some();
    }
    let changes = *endpoint.get("hints") != hints;
    if changes {
        endpoint.set("hints", hints);
    }
    changes
}

/// Changes endpoints of all slices; a slice that was to stay as it is and did change is updated.
pub(super) fn touch(plan: &mut Plan<'_>, mut change: impl FnMut(&mut Value) -> bool) {
    for slice in plan.create.iter_mut().chain(&mut plan.update) {
        slice.endpoints.iter_mut().for_each(|endpoint| {
            change(endpoint);
        });
    }
    let (mut update, mut unchanged) = (Vec::new(), Vec::new());
    for mut slice in std::mem::take(&mut plan.unchanged) {
        let mut changed = false;
        for endpoint in &mut slice.endpoints {
            changed |= change(endpoint);
        }
        if changed { &mut update } else { &mut unchanged }.push(slice);
    }
    plan.update.extend(update);
    plan.unchanged = unchanged;
}
