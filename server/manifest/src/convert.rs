//! Decoded values into what the server gets (`sigs.k8s.io/yaml`: `convertToJSONableObject`, Go's `json.Marshal`,
//! and the number rules of `sigs.k8s.io/json`).

use crate::go_syntax::go_syntax;
use crate::value::{Key, Member, Value, ValueData};
use crate::{Data, Entry, Node, Span};

/// Words behind `error converting YAML to JSON: `, and where.
#[derive(Debug)]
pub(crate) struct ConvertError {
    pub(crate) words: String,
    pub(crate) span: Span,
}

/// The node of a value, or why JSON has no such value.
pub(crate) fn convert(value: Value) -> Result<Node, ConvertError> {
    if let Some(error) = key_problem(&value) {
        return Err(error);
    }
    if let Some(error) = number_problem(&value) {
        return Err(error);
    }
    Ok(node(value))
}

/// A number from JSON text that Go has written or read: whole within 64 bits, or a float.
fn number(text: &str) -> Data {
    match text.parse::<i64>() {
        Ok(value) => Data::Int(value),
        Err(_) => Data::Float(text.parse().unwrap_or_default()),
    }
}

/// A number above the largest `int64`, or with a fraction, as it arrives at the server.
pub(crate) fn json_number(value: f64) -> String {
    match float(value) {
        Data::Int(value) => value.to_string(),
        _ => {
            let text = format!("{value:e}");
            let exponent: i32 = text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
            if (-6..21).contains(&exponent) {
                value.to_string()
            } else {
                text.replace("e", if exponent < 0 { "e" } else { "e+" })
            }
        }
    }
}

/// The first key that JSON lacks. Go looks in any order; the order of the text is one of these.
fn key_problem(value: &Value) -> Option<ConvertError> {
    match &value.data {
        ValueData::List(items) => items.iter().find_map(key_problem),
        ValueData::Map(members) => members.iter().find_map(|member| {
            let (kind, key) = match &member.key {
                Key::Null => ("%!s(<nil>)", "<nil>"),
                Key::Uint(syntax) => ("uint64", syntax.as_str()),
                Key::Text(_) | Key::Other(..) => return key_problem(&member.value),
            };
            let value = go_syntax(&member.value);
            let words = format!("unsupported map key of type: {kind}, key: {key}, value: {value}");
            Some(ConvertError { words, span: member.key_span })
        }),
        _ => None,
    }
}

/// The first number that JSON lacks, in the order in which Go writes members: sorted by key.
fn number_problem(value: &Value) -> Option<ConvertError> {
    match &value.data {
        ValueData::Float(number) if !number.is_finite() => {
            let number = crate::go_number::format_float(*number);
            Some(ConvertError { words: format!("json: unsupported value: {number}"), span: value.span })
        }
        ValueData::List(items) => items.iter().find_map(number_problem),
        ValueData::Map(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|one, other| one.key.text().cmp(other.key.text()));
            sorted.into_iter().find_map(|member| number_problem(&member.value))
        }
        _ => None,
    }
}

fn node(value: Value) -> Node {
    let data = match value.data {
        ValueData::Null => Data::Null,
        ValueData::Bool(value) => Data::Bool(value),
        ValueData::Int(value) => Data::Int(value),
        ValueData::Uint(value) => number(&value.to_string()),
        ValueData::Float(value) => float(value),
        ValueData::String(value) => Data::String(value.into()),
        ValueData::List(items) => Data::List(items.into_iter().map(node).collect()),
        ValueData::Map(members) => Data::Map(members.into_iter().map(entry).collect()),
    };
    Node { span: value.span, data }
}

fn entry(member: Member) -> Entry {
    Entry { key: member.key.text().into(), key_span: member.key_span, value: node(member.value) }
}

/// Go's JSON writes floats from 1e-6 to 1e21 without exponent, so whole ones come back as whole numbers.
fn float(value: f64) -> Data {
    if value.abs() < 1e21 { number(&value.to_string()) } else { Data::Float(value) }
}
