//! The three-way patch: additions and changes against the cluster, deletions against what was applied last.

use crate::value::{Map, Value};

/// The patch that brings `current` to `modified`; members that `original` had and `modified` has not are removed.
pub(crate) fn three_way(original: &Value, modified: &Value, current: &Value) -> Value {
    let mut patch = Map::new();
    for (key, wanted) in modified.as_map().into_iter().flatten() {
        let held = current.get(key);
        if current.has(key) && wanted.as_map().is_some() && held.as_map().is_some() {
            let inner = three_way(original.get(key), wanted, held);
            if !inner.is_empty() {
                patch.insert(key.clone(), inner);
            }
        } else if !current.has(key) || wanted != held {
            patch.insert(key.clone(), wanted.clone());
        }
    }
    for (key, _) in original.as_map().into_iter().flatten() {
        if !modified.has(key) {
            patch.insert(key.clone(), Value::default());
        }
    }
    patch.into()
}

/// The value with a patch applied: null removes, objects merge, everything else replaces.
pub(crate) fn apply_patch(value: &mut Value, patch: &Value) {
    for (key, wanted) in patch.as_map().into_iter().flatten() {
        if wanted.is_null() {
            value.remove(key);
        } else if wanted.as_map().is_some() {
            apply_patch(value.entry(key), wanted);
        } else {
            value.set(key, wanted.clone());
        }
    }
}
