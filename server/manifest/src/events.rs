//! The event parser: one chunk of text in, a flat stream of events with byte ranges out.
//!
//! Everything else of the crate sees only [`Events`], [`Event`] and [`SyntaxError`].

use libyaml_safer as yaml;
use std::ops::Range;

/// What the parser met, in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    /// What it is.
    pub(crate) kind: EventKind,
    /// Bytes of the chunk, properties (anchor and tag) included.
    pub(crate) span: Range<usize>,
}

/// The kinds of [`Event`] that make up one document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EventKind {
    DocumentStart,
    DocumentEnd,
    StreamEnd,
    Alias(String),
    Scalar { value: String, plain: bool, properties: Properties },
    SequenceStart(Properties),
    SequenceEnd,
    MappingStart(Properties),
    MappingEnd,
}

/// Anchor and tag of a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Properties {
    pub(crate) anchor: Option<String>,
    /// In its long form, such as `tag:yaml.org,2002:str`.
    pub(crate) tag: Option<String>,
}

/// Why there is no next event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// go-yaml's words with its line, such as `line 4: did not find expected key`.
    pub(crate) words: String,
    /// Where it happened, in bytes of the chunk.
    pub(crate) at: usize,
}

/// The events of one chunk.
pub(crate) struct Events<'a> {
    parser: yaml::Parser<&'a [u8]>,
}

impl<'a> Events<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut parser = yaml::Parser::new();
        parser.set_input(text.as_bytes());
        Events { parser }
    }

    pub(crate) fn next(&mut self) -> Result<Event, SyntaxError> {
        let event = loop {
            let event = self.parser.parse().map_err(|error| syntax_error(&error))?;
            if !matches!(event.data, yaml::EventData::StreamStart { .. }) {
                break event;
            }
        };
        let span = event.start_mark.index as usize..event.end_mark.index as usize;
        let kind = match event.data {
            yaml::EventData::DocumentStart { .. } => EventKind::DocumentStart,
            yaml::EventData::DocumentEnd { .. } => EventKind::DocumentEnd,
            yaml::EventData::Alias { anchor } => EventKind::Alias(anchor),
            yaml::EventData::Scalar { anchor, tag, value, plain_implicit, .. } => {
                EventKind::Scalar { value, plain: plain_implicit, properties: Properties { anchor, tag } }
            }
            yaml::EventData::SequenceStart { anchor, tag, .. } => EventKind::SequenceStart(Properties { anchor, tag }),
            yaml::EventData::SequenceEnd => EventKind::SequenceEnd,
            yaml::EventData::MappingStart { anchor, tag, .. } => EventKind::MappingStart(Properties { anchor, tag }),
            yaml::EventData::MappingEnd => EventKind::MappingEnd,
            yaml::EventData::StreamStart { .. } | yaml::EventData::StreamEnd => EventKind::StreamEnd,
        };
        Ok(Event { kind, span })
    }
}

/// go-yaml's `fail()`: scanner problems count lines from one, parser problems from zero, line zero is left out.
fn syntax_error(error: &yaml::Error) -> SyntaxError {
    let scanner = error.kind() == yaml::ErrorKind::Scanner;
    let problem = error.problem_mark().unwrap_or_default();
    let context = error.context_mark().unwrap_or_default();
    let line = match (problem.line, context.line) {
        (0, line) => line,
        (line, _) => line + u64::from(scanner),
    };
    let words = if line == 0 { error.problem().to_owned() } else { format!("line {line}: {}", error.problem()) };
    SyntaxError { words, at: problem.index as usize }
}
