//! The decoder of patched objects (apimachinery `pkg/runtime/converter.go`, fromUnstructured): fields in the order of
//! the Go struct, the first error ends it, unknown fields sorted by their text.

use super::decode::{Problem, quantity_error};
use super::types::{Shape, Struct, TYPES, Type};
use crate::value::{Data, Value, json};

/// Whether the value is of the struct.
pub(super) fn check(shape: &'static Struct, value: &Value) -> Result<(), Problem> {
    let mut unknown = Vec::new();
    structure(shape, value, "", &mut unknown).map_err(|words| Problem::Type { words, at: String::new() })?;
    unknown.sort();
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(Problem::Unknown(unknown)),
    }
}

fn structure(shape: &'static Struct, value: &Value, path: &str, unknown: &mut Vec<String>) -> Result<(), String> {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    fields(shape, value, &below, unknown)?;
    for (key, _) in value.members() {
        if shape.member(&TYPES, key).is_none() {
            unknown.push(below(key));
        }
    }
    Ok(())
}

fn fields(
    shape: &'static Struct,
    value: &Value,
    below: &dyn Fn(&str) -> String,
    unknown: &mut Vec<String>,
) -> Result<(), String> {
    for field in &shape.fields {
        match &field.ty.shape {
            Shape::Struct(number) if field.embedded => {
                if let Some(inner) = TYPES.by_number(*number) {
                    fields(inner, value, below, unknown)?;
                }
            }
            _ => {
                let member = value.get(field.json);
                if !member.is_null() {
                    one(&field.ty, member, &below(field.json), unknown)?;
                }
            }
        }
    }
    Ok(())
}

fn one(ty: &'static Type, value: &Value, path: &str, unknown: &mut Vec<String>) -> Result<(), String> {
    match (&ty.shape, &value.data) {
        (_, Data::Null) | (Shape::Raw, _) => Ok(()),
        (Shape::Quantity, data) => quantity_error(data).map_or(Ok(()), Err),
        (Shape::IntOrString, Data::String(_)) => Ok(()),
        (Shape::IntOrString, Data::Int(number)) if i32::try_from(*number).is_ok() => Ok(()),
        (Shape::IntOrString, data) => Err(go_value(data, "int32")),
        (Shape::Time, Data::String(text)) => super::time::parse(text),
        (Shape::Time, data) => Err(go_value(data, "string")),
        (Shape::Struct(number), Data::Map(_)) => match TYPES.by_number(*number) {
            Some(shape) => structure(shape, value, path, unknown),
            None => Ok(()),
        },
        (Shape::Struct(_), data) => Err(format!("cannot restore struct from: {}", go_kind(data))),
        (Shape::Map(item), Data::Map(members)) => {
            members.iter().try_for_each(|(key, held)| one(item, held, &format!("{path}.{key}"), unknown))
        }
        (Shape::Map(_), data) => Err(format!("cannot restore map from {}", go_kind(data))),
        (Shape::List(item), Data::List(items)) => {
            items.iter().enumerate().try_for_each(|(index, held)| one(item, held, &format!("{path}[{index}]"), unknown))
        }
        (Shape::Bytes, Data::String(text)) => match super::base64::check(text) {
            Ok(()) => Ok(()),
            Err(byte) => Err(format!("error decoding from json: illegal base64 data at input byte {byte}")),
        },
        (Shape::List(_) | Shape::Bytes, data) => Err(format!("cannot restore slice from {}", go_kind(data))),
        (Shape::Bool, Data::Bool(_)) | (Shape::String, Data::String(_)) | (Shape::Int(_), Data::Int(_)) => Ok(()),
        (Shape::Int(_), Data::Float(number)) if number.fract() == 0.0 => Ok(()),
        // Go can convert numbers to numbers and whole numbers to strings, and says no; it cannot convert the rest at all.
        (Shape::Int(_), Data::Float(_)) => Err(format!("cannot convert float64 to {}", ty.name)),
        (Shape::String, Data::Int(_)) => Err(format!("cannot convert int64 to {}", ty.name)),
        (Shape::String, _) => Err("unrecognized type: string".to_owned()),
        (Shape::Float, Data::Int(_) | Data::Float(_)) => Ok(()),
        (Shape::Float, _) => Err("unrecognized type: float64".to_owned()),
        (Shape::Bool, _) => Err("unrecognized type: bool".to_owned()),
        (Shape::Int(bits), _) => Err(format!("unrecognized type: int{bits}")),
    }
}

/// `reflect.Kind` of an unstructured value.
fn go_kind(data: &Data) -> &'static str {
    match data {
        Data::Null => "invalid",
        Data::Bool(_) => "bool",
        Data::Int(_) => "int64",
        Data::Float(_) => "float64",
        Data::String(_) => "string",
        Data::List(_) => "slice",
        Data::Map(_) => "map",
    }
}

/// An error of a type that decodes itself from JSON.
fn go_value(data: &Data, into: &str) -> String {
    let what = match (data, into) {
        (Data::Int(_) | Data::Float(_), "int32") => format!("number {}", json::number(data)),
        _ => super::decode::kind_of(data).to_owned(),
    };
    format!("json: cannot unmarshal {what} into Go value of type {into}")
}
