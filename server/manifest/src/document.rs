//! A document: the tree of one YAML or JSON object stream entry, every node with its byte range.

use serde::{Deserialize, Serialize};

/// A string or a key. Up to 23 bytes stand in place, longer ones are shared.
pub type Text = smol_str::SmolStr;

/// A byte range of [`Reading::text`](crate::Reading::text): `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

/// One document as kubectl would send it, in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The whole chunk between two separators.
    pub span: Span,
    /// The value of the document; never [`Data::Null`] at the top (kubectl skips such documents).
    pub root: Node,
}

/// A value and where it stands. An expanded alias has the range of the anchored text.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where the value stands, without its key.
    pub span: Span,
    /// The value as YAML 1.1 (or JSON) means it.
    pub data: Data,
}

/// The value of a node.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// `null`, `~` or nothing.
    Null,
    /// A boolean, YAML 1.1's `yes` and `off` included.
    Bool(bool),
    /// A whole number within 64 bits.
    Int(i64),
    /// Any other number; finite.
    Float(f64),
    /// Text.
    String(Text),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping after merge keys and duplicates are resolved (last wins), in the order of the text.
    Map(Vec<Entry>),
}

/// One member of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key as it reaches the server (YAML 1.1 keys resolved: `on` is `true`).
    pub key: Text,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}
