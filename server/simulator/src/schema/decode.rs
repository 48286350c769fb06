//! Typed decoding as `sigs.k8s.io/json` does it: members in the order of the JSON text, which is sorted by key.

use super::types::{Field, Shape, Struct, TYPES, Type};
use crate::value::json::number as go_number;
use crate::value::{Data, List, Map, Text, Value};
use crate::values::base64;
use crate::values::field::quote;
use crate::values::quantity::Quantity;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Strict errors that are kept (`saveStrictError`).
const STRICT_ERRORS: usize = 100;

/// The type of times to the microsecond.
pub(super) const MICRO_TIME: &str = "v1.MicroTime";

/// Why a value is not of the type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// A value of a wrong type; it hides every unknown field.
    Type {
        /// Go's words.
        words: String,
        /// The value's full path.
        at: String,
    },
    /// Unknown fields in the order in which they are told, each with its full path in quotes.
    Unknown(Vec<String>),
}

impl Problem {
    /// The path of a value of a wrong type.
    pub(crate) fn at(&self) -> Option<&str> {
        match self {
            Problem::Type { at, .. } => Some(at),
            Problem::Unknown(_) => None,
        }
    }

    /// As the server says it.
    pub(crate) fn words(&self) -> String {
        match self {
            Problem::Type { words, .. } => words.clone(),
            Problem::Unknown(paths) => {
                let list: Vec<String> = paths.iter().map(|path| format!("unknown field {path}")).collect();
                format!("strict decoding error: {}", list.join(", "))
            }
        }
    }
}

/// Decodes an object as a struct.
pub(crate) fn decode_struct(shape: &'static Struct, value: Value) -> Result<Value, Problem> {
    let mut decoder = Decoder::default();
    let decoded = decoder.object(shape, value);
    match (decoded, decoder.saved) {
        (Err(Abort(words)), _) => Err(Problem::Type { words, at: path(&decoder.path) }),
        (Ok(_), Some((words, at))) => Err(Problem::Type { words, at }),
        (Ok(_), None) if !decoder.unknown.is_empty() => Err(Problem::Unknown(decoder.unknown)),
        (Ok(decoded), None) => Ok(decoded),
    }
}

/// Decodes `metadata` alone, as the struct `metadataOnlyObject` that holds nothing else.
pub(crate) fn metadata_only(object: &Value) -> Result<(), Problem> {
    let Some(shape) = TYPES.find("k8s.io/apimachinery/pkg/apis/meta/v1", "v1.ObjectMeta") else { return Ok(()) };
    let mut decoder = Decoder {
        owner: "metadataOnlyObject",
        fields: vec!["metadata"],
        path: vec![Step::Name("metadata")],
        ..Decoder::default()
    };
    let metadata = object.get("metadata");
    let decoded = match &metadata.data {
        Data::Null => return Ok(()),
        Data::Map(_) => decoder.object(shape, metadata.clone()).map(|_| ()),
        data => {
            decoder.mismatch(kind_of(data), "v1.ObjectMeta");
            Ok(())
        }
    };
    match (decoded, decoder.saved) {
        (Err(Abort(words)), _) => Err(Problem::Type { words, at: path(&decoder.path) }),
        (_, Some((words, at))) => Err(Problem::Type { words, at }),
        _ => Ok(()),
    }
}

/// An error of a custom decoder: it ends the decoding and beats an error that was only saved.
struct Abort(String);

#[derive(Default)]
struct Decoder {
    /// The first error that did not end the decoding, and the path of its value.
    saved: Option<(String, String)>,
    unknown: Vec<String>,
    seen: BTreeSet<String>,
    /// Name of the innermost struct (`errorContext.Struct`).
    owner: &'static str,
    /// Names from the root without indices and map keys (`errorContext.FieldStack`).
    fields: Vec<&'static str>,
    /// The path with indices and keys (`strictFieldStack`).
    path: Vec<Step>,
}

enum Step {
    Name(&'static str),
    Key(Text),
    Index(usize),
}

impl Decoder {
    fn object(&mut self, shape: &'static Struct, value: Value) -> Result<Value, Abort> {
        let Data::Map(members) = value.data else { return Ok(value) };
        let types = &*TYPES;
        // The status of an object comes to stand beside its members.
        let mut decoded = Vec::with_capacity(members.len() + usize::from(self.path.is_empty()));
        let (outer, depth, name) = (self.owner, self.fields.len(), shape.short_name());
        for (key, member) in members {
            let Some((field, passed)) = shape.member(types, &key) else {
                self.unknown(&key);
                continue;
            };
            if is_plainly(&field.ty, &member) {
                decoded.push((key, member));
                continue;
            }
            self.owner = name;
            self.fields.extend(passed);
            self.fields.push(field.json);
            self.path.push(Step::Name(field.json));
            if let Some(taken) = self.field(field, member)? {
                decoded.push((key, taken));
            }
            self.path.pop();
            self.fields.truncate(depth);
            self.owner = outer;
        }
        Ok(Value { data: Data::Map(Map::sorted(decoded)), origin: value.origin })
    }

    /// A member of a struct; `None` when it says nothing.
    fn field(&mut self, field: &'static Field, value: Value) -> Result<Option<Value>, Abort> {
        let custom = matches!(field.ty.shape, Shape::IntOrString | Shape::Quantity) && !field.ty.pointer;
        match value.is_null() && !custom {
            true => Ok(None),
            false => self.value(&field.ty, value).map(Some),
        }
    }

    fn value(&mut self, ty: &'static Type, value: Value) -> Result<Value, Abort> {
        let Value { data, origin } = value;
        let data = match (&ty.shape, data) {
            (Shape::Raw, data) => data,
            (Shape::IntOrString, data) => self.int_or_string(data)?,
            (Shape::Quantity, data) => quantity(data)?,
            (Shape::Time, data) => self.time(data, ty.name == MICRO_TIME)?,
            (shape, Data::Null) => zero(shape),
            (Shape::Bool, data @ Data::Bool(_)) | (Shape::String, data @ Data::String(_)) => data,
            (Shape::Float, data @ (Data::Int(_) | Data::Float(_))) => data,
            (Shape::Int(bits), Data::Int(number)) if fits(number, *bits) => Data::Int(number),
            (Shape::Int(_), data @ (Data::Int(_) | Data::Float(_))) => {
                self.mismatch(&format!("number {}", go_number(&data)), ty.name);
                Data::Int(0)
            }
            (Shape::Bytes, Data::String(text)) => match super::base64::rewritten(&text) {
                Ok(written) => Data::String(written.into()),
                Err(words) => {
                    self.save(words);
                    Data::String(text)
                }
            },
            // Go takes the bytes themselves as well, one number each.
            (Shape::Bytes, Data::List(items)) => Data::String(self.bytes(&items).into()),
            (Shape::List(item), Data::List(items)) => {
                let mut decoded = Vec::with_capacity(items.len());
                for (index, held) in Arc::unwrap_or_clone(items).into_iter().enumerate() {
                    self.path.push(Step::Index(index));
                    decoded.push(self.value(item, held)?);
                    self.path.pop();
                }
                Data::List(decoded.into())
            }
            (Shape::Map(item), Data::Map(members)) => {
                let mut decoded = Vec::with_capacity(members.len());
                for (key, held) in members {
                    self.path.push(Step::Key(key.clone()));
                    decoded.push((key, self.value(item, held)?));
                    self.path.pop();
                }
                Data::Map(Map::sorted(decoded))
            }
            (Shape::Struct(number), data @ Data::Map(_)) => match TYPES.by_number(*number) {
                Some(shape) => return self.object(shape, Value { data, origin }),
                None => data,
            },
            (shape, data) => {
                self.mismatch(kind_of(&data), ty.name);
                zero(shape)
            }
        };
        Ok(Value { data, origin })
    }

    /// `intstr.IntOrString.UnmarshalJSON`.
    fn int_or_string(&self, data: Data) -> Result<Data, Abort> {
        match data {
            Data::String(_) => Ok(data),
            Data::Null => Ok(Data::Int(0)),
            Data::Int(number) if fits(number, 32) => Ok(data),
            Data::Int(_) | Data::Float(_) => {
                Err(Abort(self.mismatch_words(&format!("number {}", go_number(&data)), "int32")))
            }
            _ => Err(Abort(self.mismatch_words(kind_of(&data), "int32"))),
        }
    }

    fn bytes(&mut self, items: &[Value]) -> String {
        let mut bytes = Vec::with_capacity(items.len());
        for item in items {
            let byte = match &item.data {
                Data::Null => Some(0),
                Data::Int(number) => u8::try_from(*number).ok(),
                _ => None,
            };
            if byte.is_none() {
                let what = match &item.data {
                    data @ (Data::Int(_) | Data::Float(_)) => format!("number {}", go_number(data)),
                    data => kind_of(data).to_owned(),
                };
                self.mismatch(&what, "uint8");
            }
            bytes.push(byte.unwrap_or_default());
        }
        base64::encode(&bytes)
    }

    /// `v1.Time.UnmarshalJSON` and `v1.MicroTime.UnmarshalJSON`.
    fn time(&self, data: Data, micro: bool) -> Result<Data, Abort> {
        match data {
            Data::Null => Ok(Data::Null),
            Data::String(text) => match super::time::parse(&text, micro) {
                Ok(written) => Ok(Data::String(written.into())),
                Err(words) => Err(Abort(words)),
            },
            data => Err(Abort(self.mismatch_words(kind_of(&data), "string"))),
        }
    }

    fn mismatch(&mut self, what: &str, into: &str) {
        let words = self.mismatch_words(what, into);
        self.save(words);
    }

    /// `UnmarshalTypeError.Error`.
    fn mismatch_words(&self, what: &str, into: &str) -> String {
        let field = self.fields.join(".");
        format!("json: cannot unmarshal {what} into Go struct field {}.{field} of type {into}", self.owner)
    }

    fn save(&mut self, words: String) {
        let at = || path(&self.path);
        if self.saved.is_none() {
            self.saved = Some((words, at()));
        }
    }

    fn unknown(&mut self, key: &str) {
        if self.unknown.len() >= STRICT_ERRORS {
            return;
        }
        let mut path = path(&self.path);
        push_name(&mut path, key);
        let path = quote(&path);
        if self.seen.insert(path.clone()) {
            self.unknown.push(path);
        }
    }
}

/// The path as the server prints it: `spec.ports[0].port`.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Index(index) => path.push_str(&format!("[{index}]")),
            Step::Name(name) => push_name(&mut path, name),
            Step::Key(key) => push_name(&mut path, key),
        }
    }
    path
}

fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// `resource.Quantity.UnmarshalJSON`: any text, also that of a boolean or of a list, is tried as a quantity.
fn quantity(data: Data) -> Result<Data, Abort> {
    let text: Text = match data {
        Data::Null => return Ok(Data::String("0".into())),
        Data::String(text) => text,
        data => crate::value::json::to_string(&Value::from(data)).into(),
    };
    match Quantity::parse(text.trim()) {
        Ok(quantity) => {
            let canonical = quantity.to_string();
            Ok(Data::String(if canonical == *text { text } else { canonical.into() }))
        }
        Err(words) => Err(Abort(words.to_string())),
    }
}

/// What is wrong with a quantity.
pub(super) fn quantity_error(data: &Data) -> Option<String> {
    quantity(data.clone()).err().map(|Abort(words)| words)
}

/// The zero value of a type as it stands in a list or map.
fn zero(shape: &Shape) -> Data {
    match shape {
        Shape::Bool => Data::Bool(false),
        Shape::String | Shape::Bytes => Data::String("".into()),
        Shape::Int(_) | Shape::Float | Shape::IntOrString => Data::Int(0),
        Shape::List(_) => Data::List(List::default()),
        Shape::Map(_) | Shape::Struct(_) => Data::Map(Map::new()),
        Shape::Quantity => Data::String("0".into()),
        Shape::Time | Shape::Raw => Data::Null,
    }
}

/// Whether a value is of a type as it stands: there is nothing to say of it, and so no need to know where it is.
fn is_plainly(ty: &Type, value: &Value) -> bool {
    match (&ty.shape, &value.data) {
        (Shape::Bool, Data::Bool(_)) | (Shape::String, Data::String(_)) => true,
        (Shape::Int(bits), Data::Int(number)) => fits(*number, *bits),
        _ => false,
    }
}

fn fits(number: i64, bits: u32) -> bool {
    bits >= 64 || i32::try_from(number).is_ok()
}

/// The word for a JSON value that is not what it should be.
pub(super) fn kind_of(data: &Data) -> &'static str {
    match data {
        Data::Null => "null",
        Data::Bool(_) => "bool",
        Data::Int(_) | Data::Float(_) => "number",
        Data::String(_) => "string",
        Data::List(_) => "array",
        Data::Map(_) => "object",
    }
}
