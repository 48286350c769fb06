//! Compares two recordings: what carries no order is sorted on both sides first, then everything must be equal.

use serde_json::Value;
use std::fmt::Write;

/// Lines of difference that are shown at most.
const SHOWN: usize = 40;

/// Areas whose top-level arrays are sets, and the arrays below them that are sets as well, by member name.
const SETS: &[&str] = &["endpoints", "addresses", "notReadyAddresses"];

/// `Ok` when they agree, otherwise a list of differing places.
pub(crate) fn equal(expected: &Value, actual: &Value) -> Result<(), String> {
    let (mut expected, mut actual) = (expected.clone(), actual.clone());
    for side in [&mut expected, &mut actual] {
        sort(side);
    }
    let mut differences = Vec::new();
    walk("", &expected, &actual, &mut differences);
    if differences.is_empty() {
        return Ok(());
    }
    let mut text = String::from("\n");
    for line in differences.iter().take(SHOWN) {
        let _ = writeln!(text, "{line}");
    }
    if differences.len() > SHOWN {
        let _ = writeln!(text, "… and {} more", differences.len() - SHOWN);
    }
    Err(text)
}

fn sort(recording: &mut Value) {
    for step in items(recording.get_mut("steps")) {
        let Some(cluster) = step.get_mut("cluster").and_then(Value::as_object_mut) else { continue };
        for objects in cluster.values_mut() {
            for object in items(Some(objects)) {
                sort_below(object);
            }
            sort_items(objects);
        }
    }
    if let Some(tables) = recording.get_mut("tables").and_then(Value::as_object_mut) {
        for rows in tables.values_mut() {
            for row in items(Some(rows)) {
                if let Some(Value::String(cell)) = row.get_mut("Endpoints") {
                    *cell = address_list(cell);
                }
            }
            sort_items(rows);
        }
    }
    for connection in items(recording.get_mut("connect")) {
        if let Some(via) = connection.get_mut("via") {
            sort_items(via);
        }
    }
    for answer in items(recording.get_mut("dns")) {
        for query in items(answer.get_mut("asked")) {
            for section in ["answer", "additional"] {
                if let Some(records) = query.get_mut(section) {
                    sort_items(records);
                }
            }
        }
    }
}

/// Sorts the endpoints of slices and the addresses of Endpoints, wherever they stand in an object.
fn sort_below(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(sort_below),
        Value::Object(members) => {
            for (key, member) in members {
                sort_below(member);
                if SETS.contains(&key.as_str()) {
                    sort_items(member);
                }
            }
        }
        _ => {}
    }
}

/// The cell's addresses sorted; where it is cut off, only how many are shown and how many more there are.
fn address_list(cell: &str) -> String {
    let (list, more) = cell.split_once(" + ").map_or((cell, None), |(list, more)| (list, Some(more)));
    let mut addresses: Vec<&str> = list.split(',').collect();
    addresses.sort_unstable();
    match more {
        Some(more) => format!("{} addresses + {more}", addresses.len()),
        None => addresses.join(","),
    }
}

fn sort_items(value: &mut Value) {
    if let Value::Array(items) = value {
        items.sort_by_cached_key(Value::to_string);
    }
}

fn items(value: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    value.and_then(Value::as_array_mut).into_iter().flatten()
}

fn walk(path: &str, expected: &Value, actual: &Value, out: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(one), Value::Object(two)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(two.keys()).collect();
            for key in keys {
                let path = format!("{path}.{key}");
                match (one.get(key), two.get(key)) {
                    (Some(one), Some(two)) => walk(&path, one, two, out),
                    (Some(one), None) => out.push(format!("{path}\n    recorded: {one}\n    missing")),
                    (None, Some(two)) => out.push(format!("{path}\n    not recorded\n    Drydock:  {two}")),
                    (None, None) => {}
                }
            }
        }
        (Value::Array(one), Value::Array(two)) if one.len() == two.len() => {
            for (index, (one, two)) in one.iter().zip(two).enumerate() {
                walk(&format!("{path}[{index}]"), one, two, out);
            }
        }
        (Value::Array(one), Value::Array(two)) => {
            let missing = one.iter().filter(|item| !two.contains(item));
            let extra = two.iter().filter(|item| !one.contains(item));
            out.push(format!("{path}: {} recorded, {} here", one.len(), two.len()));
            out.extend(missing.map(|item| format!("    recorded: {item}")));
            out.extend(extra.map(|item| format!("    Drydock:  {item}")));
        }
        (one, two) if one != two => out.push(format!("{path}\n    recorded: {one}\n    Drydock:  {two}")),
        _ => {}
    }
}
