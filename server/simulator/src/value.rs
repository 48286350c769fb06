//! A JSON value that remembers which text it came from.
//!
//! Kubernetes objects are trees of these. Equality looks at the data only: two values from different
//! places are equal when they say the same. Missing members read as null, so rules can walk a tree
//! without asking at every step whether it is there.

pub mod json;
mod map;
pub mod place;

pub use map::Map;

use serde::{Serialize, Serializer};
use std::sync::Arc;

/// A string or a key. Up to 23 bytes stand in place, longer ones are shared: neither is ever copied out.
pub use manifest::Text;

/// Items of an array, shared until they change.
pub type List = Arc<Vec<Value>>;

/// The text that a value came from: which step of the person, and which bytes of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Source {
    /// Index of the step.
    pub step: u32,
    /// First byte in that step's text.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

/// Where a value came from; `None` when the server or a controller made it.
pub type Origin = Option<Source>;

/// One value and its origin. Cheap to clone: what is in it is shared until one of the two changes.
#[derive(Debug, Clone, Default)]
pub struct Value {
    /// What it says.
    pub data: Data,
    /// Where it came from.
    pub origin: Origin,
}

/// What a value says.
#[derive(Debug, Clone, Default)]
pub enum Data {
    /// `null`, also what a missing member reads as.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number; finite.
    Float(f64),
    /// A string.
    String(Text),
    /// An array.
    List(List),
    /// An object.
    Map(Map),
}

static NULL: Value = Value { data: Data::Null, origin: None };

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

/// Lists that are shared are equal without a look at them, as maps are.
impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Data::Null, Data::Null) => true,
            (Data::Bool(one), Data::Bool(two)) => one == two,
            (Data::Int(one), Data::Int(two)) => one == two,
            (Data::Float(one), Data::Float(two)) => one == two,
            (Data::String(one), Data::String(two)) => one == two,
            (Data::List(one), Data::List(two)) => Arc::ptr_eq(one, two) || one == two,
            (Data::Map(one), Data::Map(two)) => one == two,
            _ => false,
        }
    }
}

impl Value {
    /// An empty object.
    pub fn map() -> Value {
        Data::Map(Map::new()).into()
    }

    /// The member of that name, or null.
    pub fn get(&self, key: &str) -> &Value {
        match &self.data {
            Data::Map(map) => map.get(key).unwrap_or(&NULL),
            _ => &NULL,
        }
    }

    /// The value at a path of member names such as `["spec", "clusterIP"]`, or null.
    pub fn at(&self, path: &[&str]) -> &Value {
        path.iter().fold(self, |value, key| value.get(key))
    }

    /// Whether the member is there, even as null.
    pub fn has(&self, key: &str) -> bool {
        matches!(&self.data, Data::Map(map) if map.contains_key(key))
    }

    /// Whether this is null (or missing).
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// The string, or `None` for anything else.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The string, or `""` for anything else, as an absent Go string reads.
    pub fn str(&self) -> &str {
        self.as_str().unwrap_or("")
    }

    /// The whole number, or `None` for anything else.
    pub fn as_int(&self) -> Option<i64> {
        match self.data {
            Data::Int(number) => Some(number),
            _ => None,
        }
    }

    /// The whole number, or 0 for anything else, as an absent Go integer reads.
    pub fn int(&self) -> i64 {
        self.as_int().unwrap_or(0)
    }

    /// The boolean, or `None` for anything else.
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// Whether this is `true`.
    pub fn is_true(&self) -> bool {
        self.as_bool() == Some(true)
    }

    /// The items; empty for anything but an array.
    pub fn list(&self) -> &[Value] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The members; empty for anything but an object.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.as_map().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }

    /// The object, or `None` for anything else.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Whether there is nothing in it: null, `""`, `[]` or `{}` (Go's `len(x) == 0`).
    pub fn is_empty(&self) -> bool {
        match &self.data {
            Data::Null => true,
            Data::String(text) => text.is_empty(),
            Data::List(items) => items.is_empty(),
            Data::Map(map) => map.is_empty(),
            _ => false,
        }
    }

    /// The items to change; anything but an array becomes an empty one first.
    pub fn list_mut(&mut self) -> &mut Vec<Value> {
        if !matches!(self.data, Data::List(_)) {
            self.data = Data::List(List::default());
        }
        match &mut self.data {
            Data::List(items) => Arc::make_mut(items),
            _ => unreachable!("was made a list above"),
        }
    }

    /// The members to change; anything but an object becomes an empty one first.
    pub fn map_mut(&mut self) -> &mut Map {
        if !matches!(self.data, Data::Map(_)) {
            self.data = Data::Map(Map::new());
        }
        match &mut self.data {
            Data::Map(map) => map,
            _ => unreachable!("was made a map above"),
        }
    }

    /// The member to change; made as null when missing.
    pub fn entry(&mut self, key: &str) -> &mut Value {
        self.map_mut().entry(key)
    }

    /// The value at a path to change; objects on the way are made when missing.
    pub fn entry_at(&mut self, path: &[&str]) -> &mut Value {
        path.iter().fold(self, |value, key| value.entry(key))
    }

    /// The member to change, if it is there.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        match &mut self.data {
            Data::Map(map) => map.get_mut(key),
            _ => None,
        }
    }

    /// Sets a member.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        *self.entry(key) = value.into();
    }

    /// Sets a member that is missing or null; says whether it did.
    pub fn set_default(&mut self, key: &str, value: impl Into<Value>) -> bool {
        let missing = self.get(key).is_null();
        if missing {
            self.set(key, value);
        }
        missing
    }

    /// Takes a member out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        match &mut self.data {
            Data::Map(map) => map.remove(key),
            _ => None,
        }
    }

    /// Whether both are one list or one object, which neither changed since it was shared.
    pub(crate) fn is_shared_with(&self, other: &Value) -> bool {
        match (&self.data, &other.data) {
            (Data::List(one), Data::List(two)) => Arc::ptr_eq(one, two),
            (Data::Map(one), Data::Map(two)) => one.shares_all(two),
            _ => false,
        }
    }

    /// The same value without any origin, as a controller would write it afresh.
    pub fn without_origin(&self) -> Value {
        let data = match &self.data {
            Data::List(items) => Data::List(Arc::new(items.iter().map(Value::without_origin).collect())),
            Data::Map(map) => Data::Map(map.iter().map(|(k, v)| (k.clone(), v.without_origin())).collect()),
            other => other.clone(),
        };
        Value { data, origin: None }
    }

    /// Builds the value of a node of step `step`'s text.
    pub fn from_node(node: &manifest::Node, step: u32) -> Value {
        let data = match &node.data {
            manifest::Data::Null => Data::Null,
            manifest::Data::Bool(flag) => Data::Bool(*flag),
            manifest::Data::Int(number) => Data::Int(*number),
            manifest::Data::Float(number) => Data::Float(*number),
            manifest::Data::String(text) => Data::String(text.clone()),
            manifest::Data::List(items) => {
                Data::List(Arc::new(items.iter().map(|item| Value::from_node(item, step)).collect()))
            }
            manifest::Data::Map(entries) => Data::Map(
                entries.iter().map(|entry| (entry.key.clone(), Value::from_node(&entry.value, step))).collect(),
            ),
        };
        let origin = Some(Source { step, start: node.span.start, end: node.span.end });
        Value { data, origin }
    }
}

impl From<Data> for Value {
    fn from(data: Data) -> Self {
        Value { data, origin: None }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Data::String(text.into()).into()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Data::String(text.into()).into()
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Data::String(text).into()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Data::Int(number).into()
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Data::Bool(flag).into()
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Data::List(Arc::new(items)).into()
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Data::Map(map).into()
    }
}

/// So that `[("key", value)].into()` makes an object.
impl<const N: usize> From<[(&str, Value); N]> for Value {
    fn from(members: [(&str, Value); N]) -> Self {
        members.into_iter().map(|(key, value)| (Text::new(key), value)).collect::<Map>().into()
    }
}

/// So that `json!({...}).into()` makes a value.
impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Data::Null,
            serde_json::Value::Bool(flag) => Data::Bool(flag),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(whole) => Data::Int(whole),
                None => Data::Float(number.as_f64().unwrap_or_default()),
            },
            serde_json::Value::String(text) => Data::String(text.into()),
            serde_json::Value::Array(items) => Data::List(Arc::new(items.into_iter().map(Value::from).collect())),
            serde_json::Value::Object(map) => {
                Data::Map(map.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
            }
        }
        .into()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            Data::Null => serializer.serialize_unit(),
            Data::Bool(flag) => serializer.serialize_bool(*flag),
            Data::Int(number) => serializer.serialize_i64(*number),
            Data::Float(number) => serializer.serialize_f64(*number),
            Data::String(text) => serializer.serialize_str(text),
            Data::List(items) => serializer.collect_seq(&**items),
            Data::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key.as_str(), value))),
        }
    }
}
