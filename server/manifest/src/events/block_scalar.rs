//! Block scalars, `|` and `>` (go-yaml `scannerc.go`: `scan_block_scalar`).

use super::SyntaxError;
use super::reader::{Mark, is_of_line};
use super::scanner::Scanner;
use super::token::{Token, TokenKind};
use std::borrow::Cow;

/// What happens to the line breaks at the end.
#[derive(Clone, Copy, PartialEq)]
enum Chomping {
    /// `-`: none stays.
    Strip,
    /// One stays.
    Clip,
    /// `+`: all stay.
    Keep,
}

impl Scanner<'_> {
    pub(super) fn fetch_block_scalar(&mut self, literal: bool) -> Result<(), SyntaxError> {
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        let start = self.reader.mark;
        self.reader.skip();
        let (chomping, increment) = self.block_header(start)?;
        let mut end = self.reader.mark;
        let mut indent = if increment > 0 { self.indent.max(0) + increment } else { 0 };

        let mut value = String::new();
        let mut line_break = None;
        let mut more_breaks = String::new();
        let mut leading_blank = false;
        self.block_breaks(&mut indent, &mut more_breaks, start, &mut end)?;
        self.reader.cache(1)?;
        while self.column() == indent && !self.reader.is_end(0) {
            let blank = self.reader.is_blank(0);
            // Folding: a line break between two lines that begin with text becomes a space, or nothing before more.
            if !literal && !leading_blank && !blank && line_break == Some('\n') {
                if more_breaks.is_empty() {
                    value.push(' ');
                }
            } else {
                value.extend(line_break);
            }
            value.push_str(&more_breaks);
            more_breaks.clear();
            leading_blank = blank;
            let line = self.reader.mark.byte;
            while !self.reader.is_break_or_end(0) {
                self.reader.skip();
                self.reader.skip_while(0, is_of_line);
                self.reader.cache(1)?;
            }
            value.push_str(self.reader.text_from(line));
            self.reader.cache(2)?;
            line_break = self.reader.read_line();
            self.block_breaks(&mut indent, &mut more_breaks, start, &mut end)?;
        }
        if chomping != Chomping::Strip {
            value.extend(line_break);
        }
        if chomping == Chomping::Keep {
            value.push_str(&more_breaks);
        }
        self.insert(None, Token { kind: TokenKind::Scalar { value: Cow::Owned(value), plain: false }, start, end });
        Ok(())
    }

    /// Chomping and indentation indicators in either order, a comment, and the line break.
    fn block_header(&mut self, start: Mark) -> Result<(Chomping, isize), SyntaxError> {
        self.reader.cache(1)?;
        let mut chomping = self.chomping()?;
        let increment = self.increment(start)?;
        if chomping.is_none() && increment > 0 {
            chomping = self.chomping()?;
        }
        self.skip_blanks()?;
        self.skip_comment()?;
        if !self.reader.is_break_or_end(0) {
            return Err(self.error(start, "did not find expected comment or line break"));
        }
        self.reader.cache(2)?;
        self.reader.skip_line();
        Ok((chomping.unwrap_or(Chomping::Clip), increment))
    }

    fn chomping(&mut self) -> Result<Option<Chomping>, SyntaxError> {
        let chomping = match self.reader.byte(0) {
            b'+' => Chomping::Keep,
            b'-' => Chomping::Strip,
            _ => return Ok(None),
        };
        self.reader.skip();
        self.reader.cache(1)?;
        Ok(Some(chomping))
    }

    /// The indentation indicator, or zero.
    fn increment(&mut self, start: Mark) -> Result<isize, SyntaxError> {
        let byte = self.reader.byte(0);
        if byte == b'0' {
            return Err(self.error(start, "found an indentation indicator equal to 0"));
        }
        if !byte.is_ascii_digit() {
            return Ok(0);
        }
        self.reader.skip();
        self.reader.cache(1)?;
        Ok(isize::from(byte - b'0'))
    }

    /// Indentation and empty lines. An indentation of zero is not yet known and becomes that of the deepest line.
    fn block_breaks(
        &mut self,
        indent: &mut isize,
        breaks: &mut String,
        start: Mark,
        end: &mut Mark,
    ) -> Result<(), SyntaxError> {
        *end = self.reader.mark;
        let mut deepest = 0;
        loop {
            self.reader.cache(1)?;
            while (*indent == 0 || self.column() < *indent) && self.reader.byte(0) == b' ' {
                self.reader.skip();
                self.reader.cache(1)?;
            }
            deepest = deepest.max(self.column());
            if (*indent == 0 || self.column() < *indent) && self.reader.byte(0) == b'\t' {
                return Err(self.error(start, "found a tab character where an indentation space is expected"));
            }
            if !self.reader.is_break(0) {
                break;
            }
            self.reader.cache(2)?;
            breaks.extend(self.reader.read_line());
            *end = self.reader.mark;
        }
        if *indent == 0 {
            *indent = deepest.max(self.indent + 1).max(1);
        }
        Ok(())
    }
}
