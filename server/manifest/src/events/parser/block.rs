//! Block sequences and block mappings.

use super::{Parser, State, empty_scalar, event};
use crate::events::token::TokenKind;
use crate::events::{Event, EventKind, SyntaxError};

impl<'a> Parser<'a> {
    pub(super) fn block_sequence_entry(&mut self, first: bool) -> Result<Event<'a>, SyntaxError> {
        self.enter(first)?;
        let token = self.scanner.peek()?;
        let (start, end) = (token.start, token.end);
        match token.kind {
            TokenKind::BlockEntry => {
                self.skip();
                let state = State::BlockSequenceEntry { first: false };
                if matches!(self.scanner.peek()?.kind, TokenKind::BlockEntry | TokenKind::BlockEnd) {
                    self.state = state;
                    return Ok(empty_scalar(end));
                }
                self.states.push(state);
                self.node(true, false)
            }
            TokenKind::BlockEnd => self.leave(EventKind::SequenceEnd),
            _ => Err(self.collection_error("did not find expected '-' indicator", start)),
        }
    }

    /// A sequence in the column of its key has no token of its own at its end.
    pub(super) fn indentless_sequence_entry(&mut self) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        let (start, end) = (token.start, token.end);
        if token.kind != TokenKind::BlockEntry {
            self.pop_state();
            return Ok(event(EventKind::SequenceEnd, start, start));
        }
        self.skip();
        if matches!(
            self.scanner.peek()?.kind,
            TokenKind::BlockEntry | TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd
        ) {
            self.state = State::IndentlessSequenceEntry;
            return Ok(empty_scalar(end));
        }
        self.states.push(State::IndentlessSequenceEntry);
        self.node(true, false)
    }

    pub(super) fn block_mapping_key(&mut self, first: bool) -> Result<Event<'a>, SyntaxError> {
        self.enter(first)?;
        let token = self.scanner.peek()?;
        let (start, end) = (token.start, token.end);
        match token.kind {
            TokenKind::Key => {
                self.skip();
                if self.at_block_mapping_indicator()? {
                    self.state = State::BlockMappingValue;
                    return Ok(empty_scalar(end));
                }
                self.states.push(State::BlockMappingValue);
                self.node(true, true)
            }
            TokenKind::BlockEnd => self.leave(EventKind::MappingEnd),
            _ => Err(self.collection_error("did not find expected key", start)),
        }
    }

    pub(super) fn block_mapping_value(&mut self) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        let (start, end) = (token.start, token.end);
        let next = State::BlockMappingKey { first: false };
        if token.kind != TokenKind::Value {
            self.state = next;
            return Ok(empty_scalar(start));
        }
        self.skip();
        if self.at_block_mapping_indicator()? {
            self.state = next;
            return Ok(empty_scalar(end));
        }
        self.states.push(next);
        self.node(true, true)
    }

    /// Whether what should hold a node is empty.
    fn at_block_mapping_indicator(&mut self) -> Result<bool, SyntaxError> {
        Ok(matches!(self.scanner.peek()?.kind, TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd))
    }
}
