//! Values as JSON of the server's internal Go types, which some refusals print: fields in the order of the struct, with
//! Go's names where the internal type has no JSON name.

use super::types::{Field, Shape, Struct, TYPES, Type};
use crate::value::{Data, Value};

/// The value as the JSON of an internal struct such as `core.NodeSelector`; without a package, `core` is meant.
/// A null is `null`, what the struct does not know is left out.
pub fn internal_json(name: &str, value: &Value) -> String {
    let full = if name.contains('.') { name.to_owned() } else { format!("core.{name}") };
    let mut out = String::new();
    match TYPES.named(&full) {
        Some(shape) if !value.is_null() => write_struct(shape, value, &mut out),
        _ => write_plain(value, &mut out),
    }
    out
}

/// The items of a list, each as [`internal_json`] has it.
pub fn internal_json_list(name: &str, list: &Value) -> String {
    if list.is_null() {
        return "null".to_owned();
    }
    let items: Vec<String> = list.list().iter().map(|item| internal_json(name, item)).collect();
    format!("[{}]", items.join(","))
}

fn write_struct(shape: &'static Struct, value: &Value, out: &mut String) {
    out.push('{');
    let start = out.len();
    write_fields(shape, value, start, out);
    out.push('}');
}

fn write_fields(shape: &'static Struct, value: &Value, start: usize, out: &mut String) {
    // Kind and version are known from the type, so internal objects leave them empty.
    for field in shape.fields.iter().filter(|field| field.go != "TypeMeta") {
        if field.embedded
            && let Shape::Struct(number) = field.ty.shape
            && let Some(inner) = TYPES.by_number(number)
        {
            // ObjectMeta stands in `metadata` of what is sent, but among the outer fields of the internal type.
            let held = if field.go == "ObjectMeta" { value.get("metadata") } else { value };
            write_fields(inner, held, start, out);
            continue;
        }
        let held = value.get(&member(shape, field));
        if field.omitempty && (held.is_null() || !field.ty.pointer && held.is_empty()) {
            continue;
        }
        if out.len() > start {
            out.push(',');
        }
        let key = if field.json.is_empty() { field.go } else { field.json };
        write_plain(&key.into(), out);
        out.push(':');
        write(&field.ty, held, out);
    }
}

/// The member of the versioned object that a field of the internal struct is read from.
fn member(shape: &Struct, field: &Field) -> String {
    if !field.json.is_empty() {
        return field.json.to_owned();
    }
    let versioned = TYPES.named(&format!("v1.{}", shape.short_name()));
    let same = versioned.and_then(|shape| shape.fields.iter().find(|held| held.go == field.go));
    match same {
        Some(same) if !same.json.is_empty() => same.json.to_owned(),
        _ => {
            let capitals = field.go.chars().take_while(char::is_ascii_uppercase).count();
            let lowered = if capitals > 1 && capitals < field.go.len() { capitals - 1 } else { capitals };
            field.go.char_indices().map(|(at, c)| if at < lowered { c.to_ascii_lowercase() } else { c }).collect()
        }
    }
}

fn write(ty: &'static Type, value: &Value, out: &mut String) {
    match (&ty.shape, &value.data) {
        (Shape::Struct(number), data) if !(ty.pointer && *data == Data::Null) => match TYPES.by_number(*number) {
            Some(shape) => write_struct(shape, value, out),
            None => write_plain(value, out),
        },
        (Shape::List(item), Data::List(items)) => {
            out.push('[');
            for (index, held) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, held, out);
            }
            out.push(']');
        }
        (_, Data::Null) if !ty.pointer => out.push_str(match ty.shape {
            Shape::Bool => "false",
            Shape::String => "\"\"",
            Shape::Int(_) => "0",
            Shape::Quantity => "\"0\"",
            _ => "null",
        }),
        _ => write_plain(value, out),
    }
}

fn write_plain(value: &Value, out: &mut String) {
    out.push_str(&serde_json::to_string(value).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Struct, value as sent, and what a real API server printed.
    const CASES: &[(&str, &str, &str)] = &[
        (
            "VolumeNodeAffinity",
            r#"{"required":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"a","operator":"In","values":["b"]}]}]}}"#,
            r#"{"Required":{"NodeSelectorTerms":[{"MatchExpressions":[{"Key":"a","Operator":"In","Values":["b"]}],"MatchFields":null}]}}"#,
        ),
        (
            "core.PersistentVolumeClaim",
            r#"{"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"5Gi"}},"volumeMode":"Filesystem"},"status":{"phase":"Pending"}}"#,
            r#"{"name":"data","Spec":{"AccessModes":["ReadWriteOnce"],"Selector":null,"Resources":{"Limits":null,"Requests":{"storage":"5Gi"}},"VolumeName":"","StorageClassName":null,"VolumeMode":"Filesystem","DataSource":null,"DataSourceRef":null,"VolumeAttributesClassName":null},"Status":{"Phase":"Pending","AccessModes":null,"Capacity":null,"Conditions":null,"AllocatedResources":null,"AllocatedResourceStatuses":null,"CurrentVolumeAttributesClassName":null,"ModifyVolumeStatus":null,"HealthStatus":null}}"#,
        ),
        ("VolumeNodeAffinity", "null", "null"),
    ];

    #[test]
    fn internal_types_print_as_go_prints_them() {
        for (name, sent, printed) in CASES {
            let value: serde_json::Value = serde_json::from_str(sent).unwrap_or_default();
            assert_eq!(internal_json(name, &value.into()), *printed, "{name}");
        }
    }
}
