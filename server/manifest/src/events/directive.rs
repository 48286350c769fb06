//! `%YAML` and `%TAG` (go-yaml `scannerc.go`: `scan_directive`).

use super::SyntaxError;
use super::reader::Mark;
use super::scanner::Scanner;
use super::token::{TagParts, Token, TokenKind};

impl<'a> Scanner<'a> {
    pub(super) fn fetch_directive(&mut self) -> Result<(), SyntaxError> {
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.reader.mark;
        self.reader.skip();
        let kind = match self.directive_name(start)? {
            "YAML" => self.version(start)?,
            "TAG" => self.tag_directive(start)?,
            _ => return Err(self.error(start, "found unknown directive name")),
        };
        let end = self.reader.mark;
        self.skip_blanks()?;
        self.skip_comment()?;
        if !self.reader.is_break_or_end(0) {
            return Err(self.error(start, "did not find expected comment or line break"));
        }
        self.reader.cache(2)?;
        self.reader.skip_line();
        self.insert(None, Token { kind, start, end });
        Ok(())
    }

    fn directive_name(&mut self, start: Mark) -> Result<&'a str, SyntaxError> {
        let name = self.word()?;
        if name.is_empty() {
            return Err(self.error(start, "could not find expected directive name"));
        }
        if !self.reader.is_blank_or_end(0) {
            return Err(self.error(start, "found unexpected non-alphabetical character"));
        }
        Ok(name)
    }

    fn version(&mut self, start: Mark) -> Result<TokenKind<'a>, SyntaxError> {
        self.skip_blanks()?;
        let major = self.version_number(start)?;
        if self.reader.byte(0) != b'.' {
            return Err(self.error(start, "did not find expected digit or '.' character"));
        }
        self.reader.skip();
        let minor = self.version_number(start)?;
        Ok(TokenKind::VersionDirective { major, minor })
    }

    /// One or two digits.
    fn version_number(&mut self, start: Mark) -> Result<u8, SyntaxError> {
        self.reader.cache(1)?;
        let mut digits = String::new();
        while self.reader.byte(0).is_ascii_digit() {
            if digits.len() == 2 {
                return Err(self.error(start, "found extremely long version number"));
            }
            self.reader.read(&mut digits);
            self.reader.cache(1)?;
        }
        digits.parse().map_err(|_| self.error(start, "did not find expected version number"))
    }

    fn tag_directive(&mut self, start: Mark) -> Result<TokenKind<'a>, SyntaxError> {
        self.skip_blanks()?;
        let handle = self.tag_handle(true, start)?;
        self.reader.cache(1)?;
        if !self.reader.is_blank(0) {
            return Err(self.error(start, "did not find expected whitespace"));
        }
        self.skip_blanks()?;
        let prefix = self.tag_uri("", start)?;
        self.reader.cache(1)?;
        if !self.reader.is_blank_or_end(0) {
            return Err(self.error(start, "did not find expected whitespace or line break"));
        }
        Ok(TokenKind::TagDirective(Box::new(TagParts { handle, rest: prefix })))
    }
}
