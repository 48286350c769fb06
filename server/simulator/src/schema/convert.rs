//! The decoder of patched objects (apimachinery `pkg/runtime/converter.go`, fromUnstructured): fields in the order of
//! the Go struct, the first error ends it, unknown fields sorted by their text.

use super::base64;
use super::decode::{MICRO_TIME, Problem, quantity_error};
use super::types::{Shape, Struct, TYPES, Type};
use crate::value::{Data, Value, json};
use std::sync::Arc;

/// From here on a float has no `int64`.
const I64_BOUND: f64 = 9_223_372_036_854_775_808.0;

/// Whether the value is of the struct. Numbers that are too large for their field are cut down to its bits, as Go does.
pub(super) fn check(shape: &'static Struct, value: &mut Value) -> Result<(), Problem> {
    let mut unknown = Vec::new();
    structure(shape, value, "", &mut unknown).map_err(|words| Problem::Type { words, at: String::new() })?;
    unknown.sort();
    // This decoder puts its quotes around the path as it is.
    unknown.iter_mut().for_each(|path| *path = format!("\"{path}\""));
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(Problem::Unknown(unknown)),
    }
}

fn structure(shape: &'static Struct, value: &mut Value, path: &str, unknown: &mut Vec<String>) -> Result<(), String> {
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
    value: &mut Value,
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
                if let Some(member) = value.get_mut(field.json).filter(|member| !member.is_null()) {
                    one(&field.ty, member, &below(field.json), unknown)?;
                }
            }
        }
    }
    Ok(())
}

fn one(ty: &'static Type, value: &mut Value, path: &str, unknown: &mut Vec<String>) -> Result<(), String> {
    if let (Shape::Struct(number), Data::Map(_)) = (&ty.shape, &value.data) {
        return TYPES.by_number(*number).map_or(Ok(()), |shape| structure(shape, value, path, unknown));
    }
    match (&ty.shape, &mut value.data) {
        (_, Data::Null) | (Shape::Raw, _) => Ok(()),
        (Shape::Quantity, data) => quantity_error(data).map_or(Ok(()), Err),
        (Shape::IntOrString, Data::String(_)) => Ok(()),
        (Shape::IntOrString, Data::Int(number)) if i32::try_from(*number).is_ok() => Ok(()),
        (Shape::IntOrString, data) => Err(go_value(data, "int32")),
        (Shape::Time, Data::String(text)) => super::time::parse(text, ty.name == MICRO_TIME).map(|_| ()),
        (Shape::Time, data) => Err(go_value(data, "string")),
        (Shape::Struct(_), data) => Err(format!("cannot restore struct from: {}", go_kind(data))),
        (Shape::Map(item), Data::Map(members)) => {
            // The path says nothing of the key.
            members.values_mut().try_for_each(|held| one(item, held, path, unknown))
        }
        (Shape::Map(_), data) => Err(format!("cannot restore map from {}", go_kind(data))),
        (Shape::List(item), Data::List(items)) => Arc::make_mut(items)
            .iter_mut()
            .enumerate()
            .try_for_each(|(index, held)| one(item, held, &format!("{path}[{index}]"), unknown)),
        (Shape::Bytes, Data::String(text)) => match base64::rewritten(text) {
            Ok(_) => Ok(()),
            Err(words) => Err(format!("error decoding from json: {words}")),
        },
        (Shape::Bytes, Data::List(items)) => {
            Arc::make_mut(items).iter_mut().try_for_each(|item| integer(item, 8, "uint8"))
        }
        (Shape::List(_) | Shape::Bytes, data) => Err(format!("cannot restore slice from {}", go_kind(data))),
        (Shape::Bool, Data::Bool(_)) | (Shape::String, Data::String(_)) => Ok(()),
        (Shape::Int(bits), _) => integer(value, *bits, ty.name),
        // Go can convert numbers to numbers and whole numbers to strings, and says no; it cannot convert the rest at all.
        (Shape::String, Data::Int(_)) => Err(format!("cannot convert int64 to {}", ty.name)),
        (Shape::String, _) => Err("unrecognized type: string".to_owned()),
        (Shape::Float, Data::Int(_) | Data::Float(_)) => Ok(()),
        (Shape::Float, _) => Err("unrecognized type: float64".to_owned()),
        (Shape::Bool, _) => Err("unrecognized type: bool".to_owned()),
    }
}

/// A whole number of so many bits: Go keeps the lowest ones of a larger number.
fn integer(value: &mut Value, bits: u32, name: &str) -> Result<(), String> {
    let number = match value.data {
        Data::Null => 0,
        Data::Int(number) => number,
        // What is out of range becomes the least number there is, as on amd64.
        Data::Float(number) if number.fract() == 0.0 && (-I64_BOUND..I64_BOUND).contains(&number) => number as i64,
        Data::Float(number) if number.fract() == 0.0 => i64::MIN,
        Data::Float(_) => return Err(format!("cannot convert float64 to {name}")),
        _ if bits == 8 => return Err("unrecognized type: uint8".to_owned()),
        _ => return Err(format!("unrecognized type: int{bits}")),
    };
    value.data = Data::Int(match bits {
        8 => i64::from(number as u8),
        32 => i64::from(number as i32),
        _ => number,
    });
    Ok(())
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
