//! YAML and JSON text exactly as kubectl reads it, with the byte range of every value.
//!
//! [`read`] never fails: any bytes give documents, what kubectl would say of the first text it cannot read,
//! and diagnostics of our own (duplicate keys, YAML 1.1 surprises, look-alike characters, tabs).

mod advice;
mod ahead;
mod base64;
mod chunk;
mod compose;
mod convert;
mod decode;
pub mod diagnostic;
pub mod document;
mod encoding;
mod events;
mod explain;
mod go_number;
mod go_syntax;
mod json;
mod limits;
mod line_text;
pub mod lines;
mod mend;
mod reading;
mod resolve;
mod source;
mod timestamp;
mod value;
mod yaml;

pub use ahead::read_ahead;
pub use diagnostic::{Diagnostic, Edit, Severity};
pub use document::{Data, Document, Entry, Node, Span, Text};
pub use lines::Lines;

use std::ops::Range;

/// What one reading may cost; every bound that is passed is a [`Diagnostic`] and ends the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Bytes of text.
    pub bytes: usize,
    /// Documents in one text.
    pub documents: usize,
    /// Nodes of all documents together, aliases expanded.
    pub nodes: usize,
    /// Collections inside one another, aliases expanded; never more than 256 are read.
    pub depth: usize,
    /// Nodes that exist only because an alias was expanded.
    pub alias_nodes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { bytes: 256 * 1024, documents: 64, nodes: 50_000, depth: 64, alias_nodes: 10_000 }
    }
}

/// What a text holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The text as UTF-8; all spans are byte ranges of this. The same bytes as the input unless that was UTF-16 or had a BOM.
    pub text: String,
    /// The documents that kubectl gets to see, in order: everything before the first failure.
    pub documents: Vec<Document>,
    /// The first text that kubectl cannot read, if any; it never looks at what stands behind it.
    pub failure: Option<Failure>,
    /// Documents behind the failure that could be read all the same: for advice only, kubectl does not see them.
    pub unseen: Vec<Document>,
    /// Ours, sorted by place; the failure has its own diagnostic among them.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a budget was passed (its diagnostic has a code starting with `budget-`).
    pub over_budget: bool,
}

/// Why kubectl stops reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// kubectl's words after `error: ` for standard input, such as
    /// `error parsing STDIN: error converting YAML to JSON: yaml: line 4: did not find expected key`.
    pub words: String,
    /// Where it happened.
    pub span: Span,
}

/// Reads a text as `kubectl apply -f -` does (cli-runtime `resource/visitor.go`, apimachinery `util/yaml/decoder.go`,
/// `sigs.k8s.io/yaml` on `go.yaml.in/yaml/v2`).
pub fn read(bytes: &[u8], budget: &Budget) -> Reading {
    let mut documents = Vec::new();
    let reading = read_each(bytes, budget, &mut |document| documents.push(document));
    Reading { documents, ..reading }
}

/// [`read`] for those who need one document at a time: `each` gets them in order, [`Reading::documents`] stays empty.
pub fn read_each(bytes: &[u8], budget: &Budget, each: &mut dyn FnMut(Document)) -> Reading {
    reading::read_text(encoding::decode(bytes), budget, each)
}

/// Byte offsets as a [`Span`]; a text has far fewer bytes than a `u32` counts.
fn span(range: &Range<usize>) -> Span {
    let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { start: place(range.start), end: place(range.end) }
}
