//! Flow sequences, flow mappings, and the mapping of one member that a sequence entry `a: b` is.

use super::{Parser, State, empty_scalar, event};
use crate::events::token::TokenKind;
use crate::events::{Event, EventKind, Properties, SyntaxError};

impl<'a> Parser<'a> {
    pub(super) fn flow_sequence_entry(&mut self, first: bool) -> Result<Event<'a>, SyntaxError> {
        self.enter(first)?;
        if self.scanner.peek()?.kind != TokenKind::FlowSequenceEnd {
            self.flow_entry(first, "did not find expected ',' or ']'")?;
            let token = self.scanner.peek()?;
            let (start, end) = (token.start, token.end);
            match token.kind {
                TokenKind::Key => {
                    self.state = State::FlowSequenceEntryMappingKey;
                    self.skip();
                    return Ok(event(EventKind::MappingStart(Properties::default()), start, end));
                }
                TokenKind::FlowSequenceEnd => {}
                _ => {
                    self.states.push(State::FlowSequenceEntry { first: false });
                    return self.node(false, false);
                }
            }
        }
        self.leave(EventKind::SequenceEnd)
    }

    pub(super) fn flow_sequence_entry_mapping_key(&mut self) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        let end = token.end;
        if !matches!(token.kind, TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowSequenceEnd) {
            self.states.push(State::FlowSequenceEntryMappingValue);
            return self.node(false, false);
        }
        // libyaml swallows the indicator here, so `[? : a]` is refused.
        self.skip();
        self.state = State::FlowSequenceEntryMappingValue;
        Ok(empty_scalar(end))
    }

    pub(super) fn flow_sequence_entry_mapping_value(&mut self) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        let start = token.start;
        if token.kind == TokenKind::Value {
            self.skip();
            if !matches!(self.scanner.peek()?.kind, TokenKind::FlowEntry | TokenKind::FlowSequenceEnd) {
                self.states.push(State::FlowSequenceEntryMappingEnd);
                return self.node(false, false);
            }
        }
        self.state = State::FlowSequenceEntryMappingEnd;
        Ok(empty_scalar(start))
    }

    pub(super) fn flow_sequence_entry_mapping_end(&mut self) -> Result<Event<'a>, SyntaxError> {
        let start = self.scanner.peek()?.start;
        self.state = State::FlowSequenceEntry { first: false };
        Ok(event(EventKind::MappingEnd, start, start))
    }

    pub(super) fn flow_mapping_key(&mut self, first: bool) -> Result<Event<'a>, SyntaxError> {
        self.enter(first)?;
        if self.scanner.peek()?.kind != TokenKind::FlowMappingEnd {
            self.flow_entry(first, "did not find expected ',' or '}'")?;
            match self.scanner.peek()?.kind {
                TokenKind::Key => {
                    self.skip();
                    let token = self.scanner.peek()?;
                    if matches!(token.kind, TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowMappingEnd) {
                        let start = token.start;
                        self.state = State::FlowMappingValue { empty: false };
                        return Ok(empty_scalar(start));
                    }
                    self.states.push(State::FlowMappingValue { empty: false });
                    return self.node(false, false);
                }
                TokenKind::FlowMappingEnd => {}
                _ => {
                    self.states.push(State::FlowMappingValue { empty: true });
                    return self.node(false, false);
                }
            }
        }
        self.leave(EventKind::MappingEnd)
    }

    /// `empty`: a key without `:` has no value.
    pub(super) fn flow_mapping_value(&mut self, empty: bool) -> Result<Event<'a>, SyntaxError> {
        let mut start = self.scanner.peek()?.start;
        let next = State::FlowMappingKey { first: false };
        if !empty && self.scanner.peek()?.kind == TokenKind::Value {
            self.skip();
            let token = self.scanner.peek()?;
            start = token.start;
            if !matches!(token.kind, TokenKind::FlowEntry | TokenKind::FlowMappingEnd) {
                self.states.push(next);
                return self.node(false, false);
            }
        }
        self.state = next;
        Ok(empty_scalar(start))
    }

    /// The comma before every entry but the first.
    fn flow_entry(&mut self, first: bool, problem: &'static str) -> Result<(), SyntaxError> {
        if first {
            return Ok(());
        }
        let token = self.scanner.peek()?;
        if token.kind != TokenKind::FlowEntry {
            let start = token.start;
            return Err(self.collection_error(problem, start));
        }
        self.skip();
        Ok(())
    }
}
