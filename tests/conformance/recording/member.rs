//! Reading and writing members of JSON objects.

use serde_json::{Map, Value, json};

/// Keeps a value unless there is nothing in it.
pub(super) fn keep(out: &mut Map<String, Value>, key: &str, value: &Value) {
    let empty = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    if !empty {
        out.insert(key.to_owned(), value.clone());
    }
}

pub(super) fn or_empty(value: &Value) -> Value {
    if value.is_null() { json!([]) } else { value.clone() }
}

pub(super) fn str(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
