//! One line for people about an update: which members changed, and to what.

use crate::value::{Data, Value};

/// Members named before the rest is only counted.
const NAMED: usize = 4;

/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// What is different in `new`, such as `spec.nodeName: "node-a", status.phase: "Running"`.
pub fn of_update(old: &Value, new: &Value) -> String {
    let mut changes = Vec::new();
    walk(old, new, &mut String::new(), &mut changes);
    let more = changes.len().saturating_sub(NAMED);
    changes.truncate(NAMED);
    let mut line = changes.join(", ");
    if more > 0 {
        line.push_str(&format!(" and {more} more"));
    }
    line
}

fn walk(old: &Value, new: &Value, path: &mut String, changes: &mut Vec<String>) {
    if old == new || path == "metadata.resourceVersion" || path == "metadata.generation" {
        return;
    }
    let (Some(before), Some(after)) = (old.as_map(), new.as_map()) else {
        changes.push(line(path, new));
        return;
    };
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for key in keys {
        let length = path.len();
        if length > 0 {
            path.push('.');
        }
        path.push_str(key);
        walk(old.get(key), new.get(key), path, changes);
        path.truncate(length);
    }
}

fn line(path: &str, value: &Value) -> String {
    if matches!(value.data, Data::Null) {
        return format!("{path} removed");
    }
    let text = serde_json::to_string(value).unwrap_or_default();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{path}: {}…", &text[..end]),
        None => format!("{path}: {text}"),
    }
}
