//! A decoded value before it becomes JSON: what go-yaml holds in its `interface{}`.

use crate::Span;
use crate::go_number::{format_float, key_float};
use crate::resolve::Scalar;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value and where it stands in the whole text.
#[derive(Debug, Default)]
pub(crate) struct Value<'a> {
    pub(crate) span: Span,
    pub(crate) data: ValueData<'a>,
}

#[derive(Debug, Default)]
pub(crate) enum ValueData<'a> {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    String(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Map(Vec<Member<'a>>),
}

#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub(crate) key: Key<'a>,
    pub(crate) key_span: Span,
    pub(crate) value: Value<'a>,
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
pub(crate) enum Key<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A boolean or a number as text, and as Go's syntax writes it.
    Other(Box<(String, String)>),
    /// A number above the largest `int64`, which `sigs.k8s.io/yaml` does not turn into text; as Go's syntax writes it.
    Uint(String),
    /// Null: JSON has no such key.
    Null,
}

impl Key<'_> {
    /// What makes two keys the same: the text that the server sees. Go keeps `1` and `"1"` apart until they become
    /// text, and then one of the two is lost by chance; here the later one wins.
    pub(crate) fn text(&self) -> &str {
        match self {
            Key::Text(text) => text,
            Key::Other(texts) => &texts.0,
            Key::Uint(text) => text,
            Key::Null => "",
        }
    }
}

/// The members of a mapping while it is read.
#[derive(Debug, Default)]
pub(crate) struct Members<'a> {
    pub(crate) list: Vec<Member<'a>>,
    /// Places by key, once there are [`MANY`].
    by_key: BTreeMap<String, usize>,
}

/// Fewer members than this are looked through one after another.
const MANY: usize = 16;

impl<'a> Members<'a> {
    /// Room for so many members.
    pub(crate) fn with_capacity(members: usize) -> Members<'a> {
        Members { list: Vec::with_capacity(members), by_key: BTreeMap::new() }
    }

    /// Adds a member. One that has the key already is taken out and given back: the later one counts.
    pub(crate) fn set(&mut self, member: Member<'a>) -> Option<Member<'a>> {
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

impl<'a> From<Scalar<'a>> for ValueData<'a> {
    fn from(scalar: Scalar<'a>) -> Self {
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

impl<'a> From<ValueData<'a>> for Key<'a> {
    fn from(data: ValueData<'a>) -> Self {
        let other = |text: String, syntax: String| Key::Other(Box::new((text, syntax)));
        match data {
            ValueData::Bool(value) => other(value.to_string(), value.to_string()),
            ValueData::Int(value) => other(value.to_string(), value.to_string()),
            ValueData::Float(value) => other(key_float(value), format_float(value)),
            ValueData::String(value) => Key::Text(value),
            ValueData::Uint(value) => Key::Uint(format!("{value:#x}")),
            ValueData::Null | ValueData::List(_) | ValueData::Map(_) => Key::Null,
        }
    }
}
