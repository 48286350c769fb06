//! A decoded value before it becomes JSON: what go-yaml holds in its `interface{}`.

use crate::Span;
use crate::go_number::{format_float, key_float};
use crate::resolve::Scalar;
use std::collections::BTreeMap;

/// A value and where it stands in the whole text.
#[derive(Debug, Default)]
pub(crate) struct Value {
    pub(crate) span: Span,
    pub(crate) data: ValueData,
}

#[derive(Debug, Default)]
pub(crate) enum ValueData {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    String(String),
    List(Vec<Value>),
    Map(Vec<Member>),
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: Key,
    pub(crate) key_span: Span,
    pub(crate) value: Value,
    /// A merge key put it there.
    pub(crate) merged: bool,
}

/// A member that took the place of an earlier one of the same mapping.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Duplicate {
    /// Where the later key stands, or the merge key that brought it.
    pub(crate) later: Span,
    /// Where the earlier key stands.
    pub(crate) earlier: Span,
    pub(crate) key: String,
    /// A merge key did it.
    pub(crate) merge: bool,
}

/// A key as `sigs.k8s.io/yaml` turns it into text.
#[derive(Debug)]
pub(crate) enum Key {
    /// Text.
    Text(String),
    /// A boolean or a number as text, and as Go's syntax writes it.
    Other(String, String),
    /// A number above the largest `int64`, which `sigs.k8s.io/yaml` does not turn into text; as Go's syntax writes it.
    Uint(String),
    /// Null: JSON has no such key.
    Null,
}

impl Key {
    /// What makes two keys the same: the text that the server sees. Go keeps `1` and `"1"` apart until they become
    /// text, and then one of the two is lost by chance; here the later one wins.
    pub(crate) fn text(&self) -> &str {
        match self {
            Key::Text(text) | Key::Other(text, _) | Key::Uint(text) => text,
            Key::Null => "",
        }
    }
}

/// The members of a mapping while it is read.
#[derive(Debug, Default)]
pub(crate) struct Members {
    pub(crate) list: Vec<Member>,
    /// Places by key, once there are [`MANY`].
    by_key: BTreeMap<String, usize>,
}

/// Fewer members than this are looked through one after another.
const MANY: usize = 16;

impl Members {
    /// Adds a member. One that has the key already is taken out and given back: the later one counts.
    pub(crate) fn set(&mut self, member: Member) -> Option<Member> {
        match self.place(member.key.text()).and_then(|at| self.list.get_mut(at)) {
            Some(earlier) => Some(std::mem::replace(earlier, member)),
            None => {
                self.list.push(member);
                None
            }
        }
    }

    /// Where the member of that key stands.
    fn place(&mut self, key: &str) -> Option<usize> {
        if self.list.len() < MANY {
            return self.list.iter().position(|held| held.key.text() == key);
        }
        // Every member before the last one is known here already, after the first time.
        for (at, held) in self.list.iter().enumerate().skip(self.by_key.len()) {
            self.by_key.insert(held.key.text().to_owned(), at);
        }
        self.by_key.get(key).copied()
    }
}

impl From<Scalar> for ValueData {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Null => ValueData::Null,
            Scalar::Bool(value) => ValueData::Bool(value),
            Scalar::Int(value) => ValueData::Int(value),
            Scalar::Uint(value) => ValueData::Uint(value),
            Scalar::Float(value) => ValueData::Float(value),
            Scalar::String(value) => ValueData::String(value),
        }
    }
}

impl From<ValueData> for Key {
    fn from(data: ValueData) -> Self {
        match data {
            ValueData::Bool(value) => Key::Other(value.to_string(), value.to_string()),
            ValueData::Int(value) => Key::Other(value.to_string(), value.to_string()),
            ValueData::Float(value) => Key::Other(key_float(value), format_float(value)),
            ValueData::String(value) => Key::Text(value),
            ValueData::Uint(value) => Key::Uint(format!("{value:#x}")),
            ValueData::Null | ValueData::List(_) | ValueData::Map(_) => Key::Null,
        }
    }
}
