//! kubectl's own validation against the OpenAPI schema (kube-openapi `pkg/util/proto/validation/types.go`), which it
//! falls back to for kinds that the server does not validate on a PATCH: lists, and items of lists.

use super::decode::MICRO_TIME;
use super::types::{Field, Shape, Struct, TYPES, Type};
use crate::kinds;
use crate::value::{Data, Value};

/// The metadata of lists.
const LIST_META: &str = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

/// Checks an object of a kind that kubectl cannot leave to the server; nothing for all others.
pub(crate) fn check(api_version: &str, kind: &str, object: &Value) -> Vec<String> {
    let (group, version) = kinds::split_api_version(api_version);
    match kinds::by_gvk(group, version, kind) {
        Some(known) if known.can("patch") => Vec::new(),
        _ => check_item(api_version, kind, object),
    }
}

/// Checks an object against the schema of its kind, whatever the server would do.
pub(crate) fn check_item(api_version: &str, kind: &str, object: &Value) -> Vec<String> {
    let (group, version) = kinds::split_api_version(api_version);
    if let Some(known) = kinds::by_gvk(group, version, kind) {
        let mut errors = Vec::new();
        if let Some(shape) = super::struct_of(known) {
            structure(shape, object, kind, &mut errors);
        }
        return errors;
    }
    let item = kind.strip_suffix("List").and_then(|alone| kinds::by_gvk(group, version, alone));
    let listed = item.filter(|item| item.can("list")).and_then(super::struct_of);
    listed.map_or(Vec::new(), |shape| list(kind, shape, object))
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
                for (field, held) in members.iter().filter(|(_, held)| !held.is_null()) {
                    list_meta(field, held, &path, &mut errors);
                }
            }
            ("metadata", _) => {
                wrong_type(&path, LIST_META, value, "map", &mut errors);
            }
            ("items", Data::List(items)) => {
                each(items, &path, &mut errors, |held, path, errors| structure(item, held, path, errors));
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

fn list_meta(field: &str, value: &Value, path: &str, errors: &mut Vec<String>) {
    let expected = match (field, &value.data) {
        ("remainingItemCount", Data::Int(_) | Data::Float(_)) => return,
        ("remainingItemCount", _) => "integer",
        ("continue" | "resourceVersion" | "selfLink", Data::List(_) | Data::Map(_)) => "string",
        ("continue" | "resourceVersion" | "selfLink", _) => return,
        _ => return unknown(path, field, LIST_META, errors),
    };
    wrong_type(&format!("{path}.{field}"), &format!("{LIST_META}.{field}"), value, expected, errors);
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

/// Checks the items of a list.
fn each(items: &[Value], path: &str, errors: &mut Vec<String>, check: impl Fn(&Value, &str, &mut Vec<String>)) {
    for (index, held) in items.iter().enumerate() {
        let item = format!("{path}[{index}]");
        match held.is_null() {
            true => errors.push(format!("ValidationError({path}): unknown object type \"nil\" in {item}")),
            false => check(held, &item, errors),
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
                each(items, path, errors, |held, path, errors| one(item, held, path, place, errors));
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
        wrong_type(path, own_definition(ty).unwrap_or(place), value, expected, errors);
    }
}

/// Texts with a definition of their own.
fn own_definition(ty: &Type) -> Option<&'static str> {
    match ty.shape {
        Shape::IntOrString => Some("io.k8s.apimachinery.pkg.util.intstr.IntOrString"),
        Shape::Quantity => Some("io.k8s.apimachinery.pkg.api.resource.Quantity"),
        Shape::Time if ty.name == MICRO_TIME => Some("io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"),
        Shape::Time => Some("io.k8s.apimachinery.pkg.apis.meta.v1.Time"),
        _ => None,
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
        Data::Int(_) => "integer",
        Data::Float(_) => "number",
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
