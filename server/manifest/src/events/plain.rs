//! Plain scalars (go-yaml `scannerc.go`: `scan_plain_scalar`).

use super::SyntaxError;
use super::quoted::Folding;
use super::scanner::Scanner;
use super::token::{Token, TokenKind};
use std::borrow::Cow;

impl Scanner<'_> {
    pub(super) fn fetch_plain(&mut self) -> Result<(), SyntaxError> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.reader.mark;
        let mut end = start;
        let indent = self.indent + 1;
        let mut value = Cow::Borrowed("");
        let mut folding = Folding::default();
        loop {
            self.reader.cache(4)?;
            if self.reader.is_document_indicator() || self.reader.byte(0) == b'#' {
                break;
            }
            let word = self.reader.mark.byte;
            while !self.reader.is_blank_or_end(0) && !self.ends_plain() {
                self.reader.skip();
                self.reader.skip_while(2, is_of_word);
                self.reader.cache(2)?;
            }
            if self.reader.mark.byte > word {
                folding.join(&self.reader, &mut value);
                value += self.reader.text_from(word);
                end = self.reader.mark;
            }
            if !(self.reader.is_blank(0) || self.reader.is_break(0)) {
                break;
            }
            self.reader.cache(1)?;
            while self.reader.is_blank(0) || self.reader.is_break(0) {
                if folding.broken && self.column() < indent && self.reader.byte(0) == b'\t' {
                    return Err(self.error(start, "found a tab character that violates indentation"));
                }
                self.blank_or_break(&mut folding)?;
            }
            if self.flow_level == 0 && self.column() < indent {
                break;
            }
        }
        self.insert(None, Token { kind: TokenKind::Scalar { value, plain: true }, start, end });
        if folding.broken {
            self.simple_key_allowed = true;
        }
        Ok(())
    }

    /// An indicator that a plain scalar cannot go on with.
    fn ends_plain(&self) -> bool {
        match self.reader.byte(0) {
            b':' => self.reader.is_blank_or_end(1),
            b',' | b'?' | b'[' | b']' | b'{' | b'}' => self.flow_level > 0,
            _ => false,
        }
    }
}

/// What a plain scalar goes on with wherever it stands.
fn is_of_word(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && !matches!(byte, b':' | b',' | b'?' | b'[' | b']' | b'{' | b'}')
}
