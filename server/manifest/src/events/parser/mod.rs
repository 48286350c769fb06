//! Tokens into events (go-yaml `parserc.go`): a state machine with its own stack.

mod block;
mod document;
mod flow;
mod node;

use super::reader::Mark;
use super::scanner::Scanner;
use super::{Event, EventKind, Properties, SyntaxError};
use std::borrow::Cow;

/// What the parser expects next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    StreamStart,
    /// `first`: of the stream, where `---` may be missing.
    DocumentStart {
        first: bool,
    },
    DocumentContent,
    DocumentEnd,
    BlockNode,
    BlockSequenceEntry {
        first: bool,
    },
    IndentlessSequenceEntry,
    BlockMappingKey {
        first: bool,
    },
    BlockMappingValue,
    FlowSequenceEntry {
        first: bool,
    },
    FlowSequenceEntryMappingKey,
    FlowSequenceEntryMappingValue,
    FlowSequenceEntryMappingEnd,
    FlowMappingKey {
        first: bool,
    },
    FlowMappingValue {
        empty: bool,
    },
    End,
}

/// The parser of one chunk.
pub(super) struct Parser<'a> {
    scanner: Scanner<'a>,
    state: State,
    /// What to go on with when a node is complete.
    states: Vec<State>,
    /// Where the open collections began.
    begun: Vec<Mark>,
    /// Handles and the prefixes that they stand for.
    tag_directives: Vec<(String, String)>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Parser {
            scanner: Scanner::new(text),
            state: State::StreamStart,
            states: Vec::new(),
            begun: Vec::new(),
            tag_directives: Vec::new(),
        }
    }

    pub(super) fn next(&mut self) -> Result<Event<'a>, SyntaxError> {
        match self.state {
            State::StreamStart => {
                self.scanner.peek()?;
                self.skip();
                self.document_start(true)
            }
            State::DocumentStart { first } => self.document_start(first),
            State::DocumentContent => self.document_content(),
            State::DocumentEnd => self.document_end(),
            State::BlockNode => self.node(true, false),
            State::BlockSequenceEntry { first } => self.block_sequence_entry(first),
            State::IndentlessSequenceEntry => self.indentless_sequence_entry(),
            State::BlockMappingKey { first } => self.block_mapping_key(first),
            State::BlockMappingValue => self.block_mapping_value(),
            State::FlowSequenceEntry { first } => self.flow_sequence_entry(first),
            State::FlowSequenceEntryMappingKey => self.flow_sequence_entry_mapping_key(),
            State::FlowSequenceEntryMappingValue => self.flow_sequence_entry_mapping_value(),
            State::FlowSequenceEntryMappingEnd => self.flow_sequence_entry_mapping_end(),
            State::FlowMappingKey { first } => self.flow_mapping_key(first),
            State::FlowMappingValue { empty } => self.flow_mapping_value(empty),
            State::End => {
                let at = self.scanner.reader.mark;
                Ok(event(EventKind::StreamEnd, at, at))
            }
        }
    }

    /// Leaves the token that was peeked behind.
    fn skip(&mut self) {
        self.scanner.skip();
    }

    /// Goes on with what was put aside.
    fn pop_state(&mut self) {
        self.state = self.states.pop().unwrap_or(State::End);
    }

    /// Begins the entries of a collection: its first token is left behind and its place kept.
    fn enter(&mut self, first: bool) -> Result<(), SyntaxError> {
        if first {
            let start = self.scanner.peek()?.start;
            self.begun.push(start);
            self.skip();
        }
        Ok(())
    }

    /// Ends a collection with the token that was peeked.
    fn leave(&mut self, kind: EventKind<'a>) -> Result<Event<'a>, SyntaxError> {
        self.pop_state();
        self.begun.pop();
        let token = self.scanner.peek()?;
        let event = event(kind, token.start, token.end);
        self.skip();
        Ok(event)
    }

    /// The problem that the token at this place is not what a collection needs.
    fn collection_error(&mut self, problem: &'static str, at: Mark) -> SyntaxError {
        let begun = self.begun.pop().unwrap_or(at);
        error(problem, begun, at)
    }
}

/// A parser problem: its line counts from zero, and the first line is never printed.
fn error(problem: &'static str, begun: Mark, at: Mark) -> SyntaxError {
    SyntaxError { problem, line: (at.line > 0).then_some(at.line), at: at.byte, begun: begun.byte }
}

fn event(kind: EventKind<'_>, start: Mark, end: Mark) -> Event<'_> {
    Event { kind, span: start.byte..end.byte }
}

/// A node that is not written at all: null.
fn empty_scalar<'a>(mark: Mark) -> Event<'a> {
    let kind = EventKind::Scalar { value: Cow::Borrowed(""), plain: true, properties: Properties::default() };
    event(kind, mark, mark)
}
