//! Decoded values into what the server gets (`sigs.k8s.io/yaml`: `convertToJSONableObject`, Go's `json.Marshal`,
//! and the number rules of `sigs.k8s.io/json`).

use crate::go_number::format_float;
use crate::go_syntax::go_syntax;
use crate::value::{Key, Member, Value, ValueData};
use crate::{Data, Entry, Node, Span, Text};

/// Words behind `error converting YAML to JSON: `, and where.
#[derive(Debug)]
pub(crate) struct ConvertError {
    pub(crate) words: String,
    pub(crate) span: Span,
}

/// The node of a value, or why JSON has no such value.
pub(crate) fn convert(value: Value<'_>) -> Result<Node, ConvertError> {
    match key_problem(&value).or_else(|| number_problem(&value)) {
        Some(error) => Err(error),
        None => Ok(node(value)),
    }
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

/// The first key that JSON lacks. Go looks in any order; sorted is one of these.
fn key_problem(value: &Value<'_>) -> Option<ConvertError> {
    let unsupported = |kind: &str, key: &str, member: &Member<'_>| {
        let value = go_syntax(&member.value);
        let words = format!("unsupported map key of type: {kind}, key: {key}, value: {value}");
        Some(ConvertError { words, span: member.key_span })
    };
    first(value, |value| {
        let ValueData::Map(members) = &value.data else { return None };
        members.iter().find_map(|member| match &member.key {
            Key::Null => unsupported("%!s(<nil>)", "<nil>", member),
            Key::Uint(syntax) => unsupported("uint64", syntax, member),
            Key::Text(_) | Key::Other(_) => None,
        })
    })
}

/// The first number that JSON lacks, in the order in which Go writes members: sorted by key.
fn number_problem(value: &Value<'_>) -> Option<ConvertError> {
    first(value, |value| match value.data {
        ValueData::Float(number) if !number.is_finite() => {
            let words = format!("json: unsupported value: {}", format_float(number));
            Some(ConvertError { words, span: value.span })
        }
        _ => None,
    })
}

/// Asks value after value, members sorted by key, until one has an answer. Nearly always none has, and then the order
/// does not matter.
fn first<T>(root: &Value<'_>, ask: impl Fn(&Value<'_>) -> Option<T>) -> Option<T> {
    if !has_answer(root, &ask) {
        return None;
    }
    let mut left = vec![root];
    while let Some(value) = left.pop() {
        if let Some(answer) = ask(value) {
            return Some(answer);
        }
        match &value.data {
            ValueData::List(items) => left.extend(items.iter().rev()),
            ValueData::Map(members) => {
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.sort_by(|one, other| other.key.text().cmp(one.key.text()));
                left.extend(sorted.into_iter().map(|member| &member.value));
            }
            _ => {}
        }
    }
    None
}

/// Whether any value has an answer. Recursion is bounded by the depth budget.
fn has_answer<T>(value: &Value<'_>, ask: &impl Fn(&Value<'_>) -> Option<T>) -> bool {
    ask(value).is_some()
        || match &value.data {
            ValueData::List(items) => items.iter().any(|item| has_answer(item, ask)),
            ValueData::Map(members) => members.iter().any(|member| has_answer(&member.value, ask)),
            _ => false,
        }
}

/// Recursion is bounded by the depth budget; plain loops keep its frames small.
fn node(value: Value<'_>) -> Node {
    let data = match value.data {
        ValueData::Null => Data::Null,
        ValueData::Bool(value) => Data::Bool(value),
        ValueData::Int(value) => Data::Int(value),
        ValueData::Uint(value) => number(&value.to_string()),
        ValueData::Float(value) => float(value),
        ValueData::String(value) => Data::String(Text::new(value)),
        ValueData::List(items) => {
            let mut nodes = Vec::with_capacity(items.len());
            for item in items {
                nodes.push(node(item));
            }
            Data::List(nodes)
        }
        ValueData::Map(members) => {
            let mut entries = Vec::with_capacity(members.len());
            for Member { key, key_span, value, .. } in members {
                entries.push(Entry { key: Text::new(key.text()), key_span, value: node(value) });
            }
            Data::Map(entries)
        }
    };
    Node { span: value.span, data }
}

/// Go's JSON writes floats from 1e-6 to 1e21 without exponent, so whole ones come back as whole numbers.
fn float(value: f64) -> Data {
    if value.abs() < 1e21 { number(&value.to_string()) } else { Data::Float(value) }
}
