//! kubectl's own validation against the OpenAPI schema (kube-openapi `pkg/util/proto/validation/types.go`), which it
//! falls back to for kinds that the server does not validate on a PATCH: lists, and items of lists.

use super::types::{Field, Shape, Struct, TYPES, Type};
use crate::kinds;
use crate::value::{Data, Value};

/// Checks an object of a kind that kubectl cannot leave to the server; nothing for all others.
pub(crate) fn check(api_version: &str, kind: &str, object: &Value) -> Vec<String> {
    let (group, version) = kinds::split_api_version(api_version);
    match kinds::by_gvk(group, version, kind) {
        Some(known) if known.can("patch") => Vec::new(),
        Some(_) => check_item(api_version, kind, object),
        None => {
            let item = kind.strip_suffix("List").and_then(|alone| kinds::by_gvk(group, version, alone));
            let listed = item.filter(|item| item.can("list"));
            listed.and_then(super::struct_of).map_or(Vec::new(), |shape| list(kind, shape, object))
        }
    }
}

/// Checks an object against the schema of its kind, whatever the server would do.
pub(crate) fn check_item(api_version: &str, kind: &str, object: &Value) -> Vec<String> {
    let (group, version) = kinds::split_api_version(api_version);
    let shape = kinds::by_gvk(group, version, kind).and_then(super::struct_of);
    let mut errors = Vec::new();
    if let Some(shape) = shape {
        structure(shape, object, kind, &mut errors);
    }
    errors
}

/// `SomethingList`: apiVersion, kind, metadata and items.
fn list(kind: &str, item: &'static Struct, object: &Value) -> Vec<String> {
    let name = format!("{}List", definition(item));
    let mut errors = Vec::new();
    for (key, value) in object.members() {
        let path = format!("{kind}.{key}");
        match (key, &value.data) {
            (_, Data::Null) => {}
            ("apiVersion" | "kind", Data::List(_) | Data::Map(_)) => {
                wrong_type(&path, &format!("{name}.{key}"), value, "string", &mut errors);
            }
            ("apiVersion" | "kind", _) => {}
            ("metadata", Data::Map(members)) => {
                for field in members.keys() {
                    if !["continue", "remainingItemCount", "resourceVersion", "selfLink"].contains(&&**field) {
                        unknown(&path, field, "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta", &mut errors);
                    }
                }
            }
            ("metadata", _) => {
                wrong_type(&path, "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta", value, "map", &mut errors);
            }
            ("items", Data::List(items)) => {
                for (index, held) in items.iter().enumerate() {
                    structure(item, held, &format!("{path}[{index}]"), &mut errors);
                }
            }
            ("items", _) => wrong_type(&path, &format!("{name}.items"), value, "array", &mut errors),
            _ => unknown(kind, key, &name, &mut errors),
        }
    }
    if object.get("items").is_null() {
        missing(kind, "items", &name, &mut errors);
    }
    errors
}

fn structure(shape: &'static Struct, value: &Value, path: &str, errors: &mut Vec<String>) {
    let name = definition(shape);
    let Data::Map(members) = &value.data else {
        return match value.is_null() {
            true => errors.push(format!("unknown object type \"nil\" in {path}")),
            false => wrong_type(path, &name, value, "map", errors),
        };
    };
    for (key, held) in members.iter().filter(|(_, held)| !held.is_null()) {
        match shape.member(&TYPES, key) {
            Some((field, _)) => one(&field.ty, held, &format!("{path}.{key}"), &format!("{name}.{key}"), errors),
            None => unknown(path, key, &name, errors),
        }
    }
    for field in shape.fields.iter().filter(|field| is_required(field)) {
        if value.get(field.json).is_null() {
            missing(path, field.json, &name, errors);
        }
    }
}

fn one(ty: &'static Type, value: &Value, path: &str, place: &str, errors: &mut Vec<String>) {
    let expected = match &ty.shape {
        Shape::Struct(number) => {
            if let Some(shape) = TYPES.by_number(*number) {
                structure(shape, value, path, errors);
            }
            return;
        }
        Shape::Raw => return,
        Shape::List(item) => {
            if let Data::List(items) = &value.data {
                for (index, held) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    match held.is_null() {
                        true => errors.push(format!("unknown object type \"nil\" in {path}")),
                        false => one(item, held, &path, place, errors),
                    }
                }
                return;
            }
            "array"
        }
        Shape::Map(item) => {
            if let Data::Map(members) = &value.data {
                for (key, held) in members {
                    let path = format!("{path}.{key}");
                    match held.is_null() {
                        true => errors.push(format!("unknown object type \"nil\" in {path}")),
                        false => one(item, held, &path, place, errors),
                    }
                }
                return;
            }
            "map"
        }
        Shape::Bool => "boolean",
        Shape::Int(_) => "integer",
        Shape::Float => "number",
        Shape::String | Shape::IntOrString | Shape::Quantity | Shape::Time | Shape::Bytes => "string",
    };
    let fits = match (expected, &value.data) {
        ("string", data) => !matches!(data, Data::List(_) | Data::Map(_)),
        ("boolean", data) => matches!(data, Data::Bool(_)),
        ("integer" | "number", data) => matches!(data, Data::Int(_) | Data::Float(_)),
        _ => false,
    };
    if !fits {
        wrong_type(path, place, value, expected, errors);
    }
}

/// Fields without `omitempty` that hold something of their own are required in the schema.
fn is_required(field: &Field) -> bool {
    !field.omitempty && !field.json.is_empty() && field.json != "-" && field.json != "status"
}

/// `io.k8s.api.core.v1.ServicePort`: the package with its domain turned round, and the struct.
fn definition(shape: &Struct) -> String {
    format!("{}.{}", shape.package.replacen("k8s.io", "io.k8s", 1).replace('/', "."), shape.short_name())
}

fn wrong_type(path: &str, place: &str, value: &Value, expected: &str, errors: &mut Vec<String>) {
    let actual = match &value.data {
        Data::Bool(_) => "boolean",
        Data::Int(_) | Data::Float(_) => "number",
        Data::List(_) => "array",
        Data::Map(_) => "map",
        Data::String(_) | Data::Null => "string",
    };
    errors
        .push(format!("ValidationError({path}): invalid type for {place}: got \"{actual}\", expected \"{expected}\""));
}

fn unknown(path: &str, field: &str, name: &str, errors: &mut Vec<String>) {
    errors.push(format!("ValidationError({path}): unknown field \"{field}\" in {name}"));
}

fn missing(path: &str, field: &str, name: &str, errors: &mut Vec<String>) {
    errors.push(format!("ValidationError({path}): missing required field \"{field}\" in {name}"));
}
