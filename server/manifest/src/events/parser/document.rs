//! Where documents begin and end, and their directives.

use super::{Parser, State, empty_scalar, error, event};
use crate::events::reader::Mark;
use crate::events::token::TokenKind;
use crate::events::{Event, EventKind, SyntaxError};

impl<'a> Parser<'a> {
    pub(super) fn document_start(&mut self, first: bool) -> Result<Event<'a>, SyntaxError> {
        while !first && self.scanner.peek()?.kind == TokenKind::DocumentEnd {
            self.skip();
        }
        let token = self.scanner.peek()?;
        let (start, end) = (token.start, token.end);
        let explicit = matches!(
            token.kind,
            TokenKind::VersionDirective { .. } | TokenKind::TagDirective(_) | TokenKind::DocumentStart
        );
        if token.kind == TokenKind::StreamEnd {
            self.state = State::End;
            self.skip();
            return Ok(event(EventKind::StreamEnd, start, end));
        }
        self.directives()?;
        self.states.push(State::DocumentEnd);
        if first && !explicit {
            self.state = State::BlockNode;
            return Ok(event(EventKind::DocumentStart, start, end));
        }
        let token = self.scanner.peek()?;
        if token.kind != TokenKind::DocumentStart {
            return Err(error("did not find expected <document start>", token.start, token.start));
        }
        let end = token.end;
        self.state = State::DocumentContent;
        self.skip();
        Ok(event(EventKind::DocumentStart, start, end))
    }

    pub(super) fn document_content(&mut self) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        match token.kind {
            TokenKind::VersionDirective { .. }
            | TokenKind::TagDirective(_)
            | TokenKind::DocumentStart
            | TokenKind::DocumentEnd
            | TokenKind::StreamEnd => {
                let start = token.start;
                self.pop_state();
                Ok(empty_scalar(start))
            }
            _ => self.node(true, false),
        }
    }

    pub(super) fn document_end(&mut self) -> Result<Event<'a>, SyntaxError> {
        let token = self.scanner.peek()?;
        let start = token.start;
        let mut end = start;
        if token.kind == TokenKind::DocumentEnd {
            end = token.end;
            self.skip();
        }
        self.tag_directives.clear();
        self.state = State::DocumentStart { first: false };
        Ok(event(EventKind::DocumentEnd, start, end))
    }

    fn directives(&mut self) -> Result<(), SyntaxError> {
        let mut version = false;
        loop {
            let token = self.scanner.peek()?;
            let start = token.start;
            match &token.kind {
                TokenKind::VersionDirective { major, minor } => {
                    if version {
                        return Err(error("found duplicate %YAML directive", start, start));
                    }
                    if (*major, *minor) != (1, 1) {
                        return Err(error("found incompatible YAML document", start, start));
                    }
                    version = true;
                }
                TokenKind::TagDirective(parts) => {
                    let directive = (parts.handle.clone(), parts.rest.clone());
                    self.tag_directive(directive, start)?;
                }
                _ => break,
            }
            self.skip();
        }
        for (handle, prefix) in [("!", "!"), ("!!", "tag:yaml.org,2002:")] {
            if !self.knows_handle(handle) {
                self.tag_directives.push((handle.to_owned(), prefix.to_owned()));
            }
        }
        Ok(())
    }

    fn tag_directive(&mut self, directive: (String, String), at: Mark) -> Result<(), SyntaxError> {
        if self.knows_handle(&directive.0) {
            return Err(error("found duplicate %TAG directive", at, at));
        }
        self.tag_directives.push(directive);
        Ok(())
    }

    fn knows_handle(&self, handle: &str) -> bool {
        self.tag_directives.iter().any(|(known, _)| known == handle)
    }
}
