//! Label keys whose values come from the pod itself: `matchLabelKeys` and `mismatchLabelKeys` of affinity terms and
//! spread constraints become part of their selectors when a pod is made (`applyMatchLabelKeysAndMismatchLabelKeys`,
//! `pkg/registry/core/pod/strategy.go`).

use crate::value::Value;
use serde_json::json;

/// Writes the pod's own labels into the selectors.
pub(super) fn apply(pod: &mut Value) {
    let labels = pod.at(&["metadata", "labels"]).clone();
    let spec = pod.entry("spec");
    for constraint in items(spec, "topologySpreadConstraints") {
        merge(constraint, &labels);
    }
    if spec.get("affinity").is_null() {
        return;
    }
    let affinity = spec.entry("affinity");
    for kind in ["podAffinity", "podAntiAffinity"] {
        if affinity.get(kind).is_null() {
            continue;
        }
        let held = affinity.entry(kind);
        items(held, "requiredDuringSchedulingIgnoredDuringExecution").iter_mut().for_each(|term| merge(term, &labels));
        for weighted in items(held, "preferredDuringSchedulingIgnoredDuringExecution") {
            merge(weighted.entry("podAffinityTerm"), &labels);
        }
    }
}

fn items<'a>(holder: &'a mut Value, key: &str) -> &'a mut [Value] {
    match holder.get(key).list().is_empty() {
        true => &mut [],
        false => holder.entry(key).list_mut(),
    }
}

fn merge(term: &mut Value, labels: &Value) {
    if term.get("labelSelector").is_null() {
        return;
    }
    for (list, operator) in [("matchLabelKeys", "In"), ("mismatchLabelKeys", "NotIn")] {
        for key in term.get(list).list().to_vec() {
            if labels.has(key.str()) {
                let requirement =
                    json!({"key": key.str(), "operator": operator, "values": [labels.get(key.str()).str()]});
                term.entry("labelSelector").entry("matchExpressions").list_mut().push(requirement.into());
            }
        }
    }
}
