//! One node: properties, then an alias, a scalar or the beginning of a collection.

use super::{Parser, State, error, event};
use crate::events::reader::Mark;
use crate::events::token::{TagParts, TokenKind};
use crate::events::{Event, EventKind, Properties, SyntaxError};
use std::borrow::Cow;

impl<'a> Parser<'a> {
    /// `block`: block collections may stand here. `indentless`: a sequence may stand in the column of its key.
    pub(super) fn node(&mut self, block: bool, indentless: bool) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        let mut start = token.start;
        if let TokenKind::Alias(name) = token.kind {
            let event = event(EventKind::Alias(name), start, token.end);
            self.pop_state();
            self.skip();
            return Ok(event);
        }
        let mut properties_end = start;
        let properties = self.properties(&mut start, &mut properties_end)?;

        let token = self.scanner.peek()?;
        let (token_start, end) = (token.start, token.end);
        let (kind, state) = match &mut token.kind {
            TokenKind::BlockEntry if indentless => {
                (EventKind::SequenceStart(properties), State::IndentlessSequenceEntry)
            }
            TokenKind::Scalar { value, plain } => {
                let plain = match properties.tag.as_deref() {
                    None => *plain,
                    Some(tag) => tag == "!",
                };
                let kind = EventKind::Scalar { value: std::mem::take(value), plain, properties };
                self.pop_state();
                self.skip();
                return Ok(event(kind, start, end));
            }
            TokenKind::FlowSequenceStart => {
                (EventKind::SequenceStart(properties), State::FlowSequenceEntry { first: true })
            }
            TokenKind::FlowMappingStart => (EventKind::MappingStart(properties), State::FlowMappingKey { first: true }),
            TokenKind::BlockSequenceStart if block => {
                (EventKind::SequenceStart(properties), State::BlockSequenceEntry { first: true })
            }
            TokenKind::BlockMappingStart if block => {
                (EventKind::MappingStart(properties), State::BlockMappingKey { first: true })
            }
            _ if properties != Properties::default() => {
                let plain = properties.tag.is_none();
                let kind = EventKind::Scalar { value: Cow::Borrowed(""), plain, properties };
                self.pop_state();
                return Ok(event(kind, start, properties_end));
            }
            _ => return Err(error("did not find expected node content", start, token_start)),
        };
        self.state = state;
        Ok(event(kind, start, end))
    }

    /// An anchor and a tag in either order, each at most once.
    fn properties(&mut self, start: &mut Mark, end: &mut Mark) -> Result<Properties<'a>, SyntaxError> {
        let mut properties = Properties::default();
        let mut tag = None;
        for first in [true, false] {
            let token = self.scanner.peek()?;
            match &token.kind {
                TokenKind::Anchor(name) if properties.anchor.is_none() => properties.anchor = Some(name),
                TokenKind::Tag(parts) if tag.is_none() => tag = Some((parts.clone(), token.start)),
                _ => break,
            }
            if first {
                *start = token.start;
            }
            *end = token.end;
            self.skip();
        }
        if let Some((parts, at)) = tag {
            properties.tag = Some(self.long_tag(*parts, at, *start)?);
        }
        Ok(properties)
    }

    /// The tag with its prefix in place of the handle.
    fn long_tag(&self, parts: TagParts, at: Mark, start: Mark) -> Result<String, SyntaxError> {
        let TagParts { handle, rest } = parts;
        if handle.is_empty() {
            return Ok(rest);
        }
        let directive = self.tag_directives.iter().find(|(known, _)| *known == handle);
        match directive {
            Some((_, prefix)) => Ok(format!("{prefix}{rest}")),
            None => Err(error("found undefined tag handle", start, at)),
        }
    }
}
