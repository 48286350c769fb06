//! `&anchor` and `*alias` (go-yaml `scannerc.go`: `scan_anchor`).

use super::SyntaxError;
use super::scanner::Scanner;
use super::token::{Token, TokenKind};

impl Scanner<'_> {
    pub(super) fn fetch_anchor(&mut self, alias: bool) -> Result<(), SyntaxError> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.reader.mark;
        self.reader.skip();
        self.reader.cache(1)?;
        let name = self.word()?;
        let end = self.reader.mark;
        let ends = self.reader.is_blank_or_end(0)
            || matches!(self.reader.byte(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ends {
            return Err(self.error(start, "did not find expected alphabetic or numeric character"));
        }
        let kind = if alias { TokenKind::Alias(name) } else { TokenKind::Anchor(name) };
        self.insert(None, Token { kind, start, end });
        Ok(())
    }
}
