//! The event parser: one chunk of text in, a flat stream of events with byte ranges out.
//!
//! kubectl reads YAML with `go.yaml.in/yaml/v2`, a Go version of libyaml (YAML 1.1) that accepts, refuses and words
//! a few hundred corner cases in its own way. Learners meet exactly these cases, so this parser follows that one
//! routine by routine: `readerc.go`, `scannerc.go`, `parserc.go` (see NOTICE for its licence). It adds byte offsets,
//! keeps no state outside [`Events`], and never recurses: nesting costs one entry of a stack that the caller may bound.
//!
//! Everything else of the crate sees only [`Events`], [`Event`] and [`SyntaxError`].

mod anchor;
mod block_scalar;
mod directive;
mod indicators;
mod keys;
mod parser;
mod plain;
mod quoted;
mod reader;
mod scanner;
mod tag;
#[cfg(test)]
mod tests;
mod token;

use parser::Parser;
use std::borrow::Cow;
use std::ops::Range;

/// What the parser met, in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event<'a> {
    /// What it is.
    pub(crate) kind: EventKind<'a>,
    /// Bytes of the chunk, properties (anchor and tag) included.
    pub(crate) span: Range<usize>,
}

/// The kinds of [`Event`] that make up one document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EventKind<'a> {
    DocumentStart,
    DocumentEnd,
    StreamEnd,
    Alias(&'a str),
    /// `plain`: written without quotes and tags (or with the tag `!`), so that its text decides its type.
    Scalar {
        value: Cow<'a, str>,
        plain: bool,
        properties: Properties<'a>,
    },
    SequenceStart(Properties<'a>),
    SequenceEnd,
    MappingStart(Properties<'a>),
    MappingEnd,
}

/// Anchor and tag of a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Properties<'a> {
    pub(crate) anchor: Option<&'a str>,
    /// In its long form, such as `tag:yaml.org,2002:str`.
    pub(crate) tag: Option<String>,
}

/// Why there is no next event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// go-yaml's problem, such as `did not find expected key`.
    pub(crate) problem: &'static str,
    /// The line that go-yaml prints; it prints none for the first line and for characters it cannot read.
    pub(crate) line: Option<usize>,
    /// Where it happened, in bytes of the chunk.
    pub(crate) at: usize,
    /// Where the thing began that could not be read to its end; at most `at`.
    pub(crate) begun: usize,
}

impl SyntaxError {
    /// go-yaml's words behind `yaml: `, such as `line 4: did not find expected key`.
    pub(crate) fn words(&self) -> String {
        match self.line {
            Some(line) => format!("line {line}: {}", self.problem),
            None => self.problem.to_owned(),
        }
    }
}

/// The events of one chunk.
pub(crate) struct Events<'a> {
    parser: Parser<'a>,
}

impl<'a> Events<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Events { parser: Parser::new(text) }
    }

    /// The next event; [`EventKind::StreamEnd`] again and again at the end.
    pub(crate) fn next(&mut self) -> Result<Event<'a>, SyntaxError> {
        self.parser.next()
    }
}
