//! Counts in the status of workloads, as Go writes them.

use crate::value::Value;

/// Sets a count; nothing stands for zero (`omitempty`).
pub(super) fn set_count(object: &mut Value, key: &str, count: i64) {
    let status = object.entry("status");
    match count {
        0 => _ = status.remove(key),
        count => status.set(key, count),
    }
}

/// Sets counts that are written even when they are zero.
pub(super) fn set_counts(object: &mut Value, counts: &[(&str, i64)]) {
    let status = object.entry("status");
    counts.iter().for_each(|(key, count)| status.set(key, *count));
}

/// Says up to which change of the spec the controller has seen the object.
pub(super) fn observe(object: &mut Value) {
    let generation = object.at(&["metadata", "generation"]).clone();
    if !generation.is_null() {
        object.entry("status").set("observedGeneration", generation);
    }
}
