//! Quoted scalars, and the folding of lines that they share with plain ones (go-yaml `scannerc.go`: `scan_flow_scalar`).

use super::SyntaxError;
use super::reader::{Mark, Reader};
use super::scanner::Scanner;
use super::token::{Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// Blanks and line breaks inside a scalar, until it is known whether text follows.
#[derive(Debug, Default)]
pub(super) struct Folding {
    /// A line break was met since the last text.
    pub(super) broken: bool,
    /// Where the blanks before any line break stand.
    blanks: Range<usize>,
    /// The first line break.
    first: Option<char>,
    /// The line breaks behind it.
    more: String,
}

impl Folding {
    /// Text follows: one line break becomes a space, more keep all but the first, blanks stay as they are.
    pub(super) fn join<'a>(&mut self, reader: &Reader<'a>, into: &mut Cow<'a, str>) {
        if !self.broken {
            *into += reader.text(std::mem::take(&mut self.blanks));
            return;
        }
        let into = into.to_mut();
        match self.first {
            Some('\n') if self.more.is_empty() => into.push(' '),
            Some('\n') => {}
            first => into.extend(first),
        }
        into.push_str(&self.more);
        *self = Folding::default();
    }
}

/// What one escape sequence leaves behind.
enum Escape {
    Character(char),
    /// So many hexadecimal digits follow.
    Digits(usize),
}

impl<'a> Scanner<'a> {
    pub(super) fn fetch_quoted(&mut self, single: bool) -> Result<(), SyntaxError> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let quote = if single { b'\'' } else { b'"' };
        let start = self.reader.mark;
        self.reader.skip();
        let mut value = Cow::Borrowed("");
        let mut folding = Folding::default();
        loop {
            self.reader.cache(4)?;
            if self.reader.is_document_indicator() {
                return Err(self.error(start, "found unexpected document indicator"));
            }
            if self.reader.is_end(0) {
                return Err(self.error(start, "found unexpected end of stream"));
            }
            self.quoted_text(single, start, &mut value, &mut folding)?;
            self.reader.cache(1)?;
            if self.reader.byte(0) == quote {
                break;
            }
            while self.reader.is_blank(0) || self.reader.is_break(0) {
                self.blank_or_break(&mut folding)?;
            }
            folding.join(&self.reader, &mut value);
        }
        self.reader.skip();
        let end = self.reader.mark;
        self.insert(None, Token { kind: TokenKind::Scalar { value, plain: false }, start, end });
        Ok(())
    }

    /// Text up to the next blank, line break or quote.
    fn quoted_text(
        &mut self,
        single: bool,
        start: Mark,
        value: &mut Cow<'a, str>,
        folding: &mut Folding,
    ) -> Result<(), SyntaxError> {
        while !self.reader.is_blank_or_end(0) {
            match (self.reader.byte(0), self.reader.byte(1)) {
                (b'\'', b'\'') if single => {
                    value.to_mut().push('\'');
                    self.reader.skip();
                    self.reader.skip();
                }
                (b'\'', _) if single => break,
                (b'"', _) if !single => break,
                (b'\\', _) if !single && self.reader.is_break(1) => {
                    self.reader.cache(3)?;
                    self.reader.skip();
                    self.reader.skip_line();
                    folding.broken = true;
                    break;
                }
                (b'\\', _) if !single => self.escape(start, value.to_mut())?,
                _ => {
                    let word = self.reader.mark.byte;
                    self.reader.skip();
                    self.reader.skip_while(2, is_of_word);
                    *value += self.reader.text_from(word);
                }
            }
            self.reader.cache(2)?;
        }
        Ok(())
    }

    /// One escape sequence of a double-quoted scalar.
    fn escape(&mut self, start: Mark, value: &mut String) -> Result<(), SyntaxError> {
        let Some(escape) = escape(self.reader.byte(1)) else {
            return Err(self.error(start, "found unknown escape character"));
        };
        self.reader.skip();
        self.reader.skip();
        let digits = match escape {
            Escape::Character(character) => {
                value.push(character);
                return Ok(());
            }
            Escape::Digits(digits) => digits,
        };
        self.reader.cache(digits)?;
        let mut code = 0u32;
        for ahead in 0..digits {
            let Some(digit) = char::from(self.reader.byte(ahead)).to_digit(16) else {
                return Err(self.error(start, "did not find expected hexdecimal number"));
            };
            code = code << 4 | digit;
        }
        let Some(character) = char::from_u32(code) else {
            return Err(self.error(start, "found invalid Unicode character escape code"));
        };
        value.push(character);
        for _ in 0..digits {
            self.reader.skip();
        }
        Ok(())
    }

    /// Leaves blanks or a line break behind and remembers what it may mean.
    pub(super) fn blank_or_break(&mut self, folding: &mut Folding) -> Result<(), SyntaxError> {
        if self.reader.is_blank(0) {
            let start = self.reader.mark.byte;
            if !self.reader.skip_while(0, |byte| byte == b' ') {
                self.reader.skip();
            }
            if !folding.broken {
                let start = if folding.blanks.is_empty() { start } else { folding.blanks.start };
                folding.blanks = start..self.reader.mark.byte;
            }
        } else {
            self.reader.cache(2)?;
            let line_break = self.reader.read_line();
            if folding.broken {
                folding.more.extend(line_break);
            } else {
                *folding = Folding { broken: true, first: line_break, ..Folding::default() };
            }
        }
        self.reader.cache(1)
    }
}

/// What stands for itself in quotes of either kind.
fn is_of_word(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && !matches!(byte, b'\'' | b'"' | b'\\')
}

/// What stands behind a backslash.
fn escape(byte: u8) -> Option<Escape> {
    Some(Escape::Character(match byte {
        b'0' => '\0',
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b't' | b'\t' => '\t',
        b'n' => '\n',
        b'v' => '\u{b}',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'e' => '\u{1b}',
        b' ' => ' ',
        b'"' => '"',
        b'\'' => '\'',
        b'\\' => '\\',
        b'N' => '\u{85}',
        b'_' => '\u{a0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        b'x' => return Some(Escape::Digits(2)),
        b'u' => return Some(Escape::Digits(4)),
        b'U' => return Some(Escape::Digits(8)),
        _ => return None,
    }))
}
