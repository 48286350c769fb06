//! `field`: what stands at a JSON pointer (RFC 6901) of an object.

use super::placeholder::resolve;
use super::{Expect, Finding, Scene, Target, names};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use simulator::value::{Data, Value};

/// A field and what it must be.
#[derive(Debug, Clone)]
pub struct Field {
    object: ObjectRef,
    pointer: String,
    wanted: Wanted,
}

#[derive(Debug, Clone)]
enum Wanted {
    /// One of these values; placeholders allowed in text.
    OneOf(Vec<Value>),
    /// There, whatever it is, or not there.
    Present(bool),
    /// A whole number in this range, both ends included.
    Range(Option<i64>, Option<i64>),
}

impl Field {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Field> {
        let object = keys.required("object");
        let pointer: Option<String> = keys.required("pointer");
        if pointer.as_ref().is_some_and(|pointer| !pointer.starts_with('/')) {
            keys.note("`pointer` is a JSON pointer such as /spec/type");
        }
        let equals: Option<toml::Value> = keys.optional("equals");
        let one_of: Option<Vec<toml::Value>> = keys.optional("one_of");
        let present = keys.optional("present");
        let range = (keys.optional("at_least"), keys.optional("at_most"));
        let mut compares = Vec::new();
        compares.extend(equals.map(|value| Wanted::OneOf(vec![from_toml(value)])));
        compares.extend(one_of.map(|values| Wanted::OneOf(values.into_iter().map(from_toml).collect())));
        compares.extend(present.map(Wanted::Present));
        if range != (None, None) {
            compares.push(Wanted::Range(range.0, range.1));
        }
        if compares.len() != 1 {
            keys.note("give one of `equals`, `one_of`, `present`, or `at_least` with `at_most`");
        }
        Some(Field { object: object?, pointer: pointer?, wanted: compares.pop()? })
    }
}

impl Expect for Field {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let expected = self.wanted.print(print);
        let Some(object) = self.object.find(scene.cluster) else {
            let reason = Reason::new("no-object").with("object", &self.object);
            return Finding::new(false, reason).compared(expected, "");
        };
        let (value, nearest) = walk(&object.value, &self.pointer);
        let met = self.wanted.is_met(value, scene);
        let field = dotted(&self.pointer);
        let reason = match value {
            None => Reason::new("field-missing").with("object", &self.object),
            Some(value) if met => Reason::new("field-is").with("value", print(value)),
            Some(value) if matches!(self.wanted, Wanted::Present(_)) => {
                Reason::new("field-present").with("value", print(value))
            }
            // Text that reads like the wanted number is told apart by its quotes.
            Some(value) if print(value) == expected => {
                Reason::new("field-differs").with("value", json(value)).with("wanted", self.wanted.print(json))
            }
            Some(value) => Reason::new("field-differs").with("value", print(value)).with("wanted", &expected),
        };
        Finding::new(met, reason.with("field", field))
            .compared(expected, value.map(print).unwrap_or_default())
            .at(nearest.origin)
    }

    fn targets(&self) -> Vec<Target> {
        vec![Target::part(&self.object, &["", &self.pointer])]
    }
}

impl Wanted {
    fn is_met(&self, value: Option<&Value>, scene: &Scene<'_>) -> bool {
        match self {
            Wanted::Present(wanted) => value.is_some_and(|value| !value.is_null()) == *wanted,
            Wanted::Range(least, most) => value.and_then(Value::as_int).is_some_and(|number| {
                least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most)
            }),
            Wanted::OneOf(wanted) => value.is_some_and(|value| {
                wanted.iter().any(|wanted| match wanted.as_str() {
                    Some(text) => value.as_str() == Some(&resolve(text, scene.cluster)),
                    None => value == wanted,
                })
            }),
        }
    }

    fn print(&self, print: fn(&Value) -> String) -> String {
        match self {
            Wanted::Present(true) => "…".to_owned(),
            Wanted::Present(false) => "–".to_owned(),
            Wanted::OneOf(values) => {
                let values: Vec<String> = values.iter().map(print).collect();
                names(values.iter().map(String::as_str))
            }
            Wanted::Range(least, most) => {
                let end = |end: &Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
                format!("{}…{}", end(least), end(most))
            }
        }
    }
}

/// The value at a pointer, and the last value on the way to it that exists and has a place.
fn walk<'a>(root: &'a Value, pointer: &str) -> (Option<&'a Value>, &'a Value) {
    let mut value = root;
    let mut nearest = root;
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        let next = match &value.data {
            Data::Map(map) => map.get(&part),
            Data::List(items) => part.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        let Some(next) = next else { return (None, nearest) };
        value = next;
        if value.origin.is_some() {
            nearest = value;
        }
    }
    (Some(value), nearest)
}

/// `spec.ports[0].port` for `/spec/ports/0/port`, as the server writes paths.
fn dotted(pointer: &str) -> String {
    let mut out = String::new();
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        match part.parse::<usize>() {
            Ok(index) => out.push_str(&format!("[{index}]")),
            Err(_) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(&part);
            }
        }
    }
    out
}

/// Text as it is, anything else as JSON.
fn print(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => json(value),
    }
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => Data::Float(number).into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => {
            Data::Map(table.into_iter().map(|(key, value)| (key.into(), from_toml(value))).collect()).into()
        }
    }
}
