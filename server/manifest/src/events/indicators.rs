//! The tokens that are one indicator: brackets, `,`, `-`, `?`, `:`, `---`, `...` (go-yaml `scannerc.go`: `fetch_*`).

use super::SyntaxError;
use super::scanner::Scanner;
use super::token::{Token, TokenKind};

impl<'a> Scanner<'a> {
    pub(super) fn fetch_document_indicator(&mut self) -> Result<(), SyntaxError> {
        let kind = if self.reader.byte(0) == b'-' { TokenKind::DocumentStart } else { TokenKind::DocumentEnd };
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        self.consume(kind, 3);
        Ok(())
    }

    pub(super) fn fetch_flow_start(&mut self, kind: TokenKind<'a>) -> Result<(), SyntaxError> {
        self.save_simple_key()?;
        self.increase_flow_level()?;
        self.simple_key_allowed = true;
        self.consume(kind, 1);
        Ok(())
    }

    pub(super) fn fetch_flow_end(&mut self, kind: TokenKind<'a>) -> Result<(), SyntaxError> {
        self.remove_simple_key()?;
        self.decrease_flow_level();
        self.simple_key_allowed = false;
        self.consume(kind, 1);
        Ok(())
    }

    pub(super) fn fetch_flow_entry(&mut self) -> Result<(), SyntaxError> {
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.consume(TokenKind::FlowEntry, 1);
        Ok(())
    }

    pub(super) fn fetch_block_entry(&mut self) -> Result<(), SyntaxError> {
        let mark = self.reader.mark;
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                return Err(self.error(mark, "block sequence entries are not allowed in this context"));
            }
            self.roll_indent(None, TokenKind::BlockSequenceStart, mark)?;
        }
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.consume(TokenKind::BlockEntry, 1);
        Ok(())
    }

    pub(super) fn fetch_key(&mut self) -> Result<(), SyntaxError> {
        let mark = self.reader.mark;
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                return Err(self.error(mark, "mapping keys are not allowed in this context"));
            }
            self.roll_indent(None, TokenKind::BlockMappingStart, mark)?;
        }
        self.remove_simple_key()?;
        self.simple_key_allowed = self.flow_level == 0;
        self.consume(TokenKind::Key, 1);
        Ok(())
    }

    pub(super) fn fetch_value(&mut self) -> Result<(), SyntaxError> {
        let mark = self.reader.mark;
        let level = self.simple_keys.len().saturating_sub(1);
        let valid = self.is_valid_key(level)?;
        match self.simple_keys.last().copied().filter(|_| valid) {
            Some(key) => {
                let token = Token { kind: TokenKind::Key, start: key.mark, end: key.mark };
                self.insert(Some(key.token_number), token);
                self.roll_indent(Some(key.token_number), TokenKind::BlockMappingStart, key.mark)?;
                self.forget_last_key();
                self.simple_key_allowed = false;
            }
            None => {
                if self.flow_level == 0 {
                    if !self.simple_key_allowed {
                        return Err(self.error(mark, "mapping values are not allowed in this context"));
                    }
                    self.roll_indent(None, TokenKind::BlockMappingStart, mark)?;
                }
                self.simple_key_allowed = self.flow_level == 0;
            }
        }
        self.consume(TokenKind::Value, 1);
        Ok(())
    }

    /// The token that the next characters are.
    fn consume(&mut self, kind: TokenKind<'a>, characters: usize) {
        let start = self.reader.mark;
        for _ in 0..characters {
            self.reader.skip();
        }
        self.insert(None, Token { kind, start, end: self.reader.mark });
    }
}
