//! Characters into tokens (go-yaml `scannerc.go`): the token queue and the choice of what comes next.

use super::SyntaxError;
use super::keys::{KeyPlaces, SimpleKey};
use super::reader::{Mark, Reader, is_alpha, is_of_line};
use super::token::{Token, TokenKind};
use std::collections::VecDeque;

/// The scanner of one chunk.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) tokens: VecDeque<Token<'a>>,
    /// Whether the first token in the queue is the next one, come what may.
    certain: bool,
    /// Tokens that left the queue.
    pub(super) tokens_parsed: usize,
    started: bool,
    /// The column of the innermost block collection; -1 outside.
    pub(super) indent: isize,
    pub(super) indents: Vec<isize>,
    /// Open `[` and `{`.
    pub(super) flow_level: usize,
    /// Whether a key without `?` may begin here.
    pub(super) simple_key_allowed: bool,
    /// One for each flow level, and one for the block context.
    pub(super) simple_keys: Vec<SimpleKey>,
    /// The place in `simple_keys` of a possible key, by the number of its first token.
    pub(super) simple_keys_by_token: KeyPlaces,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scanner {
            reader: Reader::new(text),
            // A key is certain only when its `:` comes, so some tokens wait nearly always.
            tokens: VecDeque::with_capacity(16),
            certain: false,
            tokens_parsed: 0,
            started: false,
            indent: -1,
            indents: Vec::new(),
            flow_level: 0,
            simple_key_allowed: false,
            simple_keys: Vec::new(),
            simple_keys_by_token: KeyPlaces::default(),
        }
    }

    /// The next token, which stays in the queue.
    pub(super) fn peek(&mut self) -> Result<&mut Token<'a>, SyntaxError> {
        if !self.certain {
            self.fill()?;
            self.certain = true;
        }
        let byte = self.reader.mark.byte;
        self.tokens.front_mut().ok_or(SyntaxError {
            problem: "did not find expected <stream-end>",
            line: None,
            at: byte,
            begun: byte,
        })
    }

    /// Leaves the next token, which [`Scanner::peek`] has shown, behind.
    pub(super) fn skip(&mut self) {
        self.tokens_parsed += usize::from(self.tokens.pop_front().is_some());
        self.certain = false;
    }

    /// A problem at the current place.
    pub(super) fn error(&self, begun: Mark, problem: &'static str) -> SyntaxError {
        let mark = self.reader.mark;
        // Lines of scanner problems count from one, but the first line is never printed.
        let line = (mark.line > 0).then_some(mark.line + 1);
        SyntaxError { problem, line, at: mark.byte, begun: begun.byte }
    }

    /// Puts a token into the queue: at the end, or where the token of that number stands.
    pub(super) fn insert(&mut self, number: Option<usize>, token: Token<'a>) {
        match number.and_then(|number| number.checked_sub(self.tokens_parsed)) {
            Some(at) if at <= self.tokens.len() => self.tokens.insert(at, token),
            _ => self.tokens.push_back(token),
        }
    }

    /// The number that the next token at the end of the queue gets.
    pub(super) fn next_token_number(&self) -> usize {
        self.tokens_parsed + self.tokens.len()
    }

    /// Fetches tokens until the first one is certain: none can be put before it any more.
    fn fill(&mut self) -> Result<(), SyntaxError> {
        loop {
            if !self.tokens.is_empty() {
                let Some(key) = self.simple_keys_by_token.get(self.tokens_parsed) else { return Ok(()) };
                if !self.is_valid_key(key)? {
                    return Ok(());
                }
            }
            self.fetch()?;
        }
    }

    /// Appends the next token, whatever it is.
    fn fetch(&mut self) -> Result<(), SyntaxError> {
        self.reader.cache(1)?;
        if !self.started {
            self.start();
            return Ok(());
        }
        self.skip_to_next_token()?;
        let column = self.column();
        self.unroll_indent(column);
        self.reader.cache(4)?;
        let reader = &self.reader;
        if reader.is_end(0) {
            return self.end();
        }
        if reader.mark.column == 0 && reader.byte(0) == b'%' {
            return self.fetch_directive();
        }
        if reader.is_document_indicator() {
            return self.fetch_document_indicator();
        }
        let in_flow = self.flow_level > 0;
        let blank_follows = reader.is_blank_or_end(1);
        match reader.byte(0) {
            b'[' => self.fetch_flow_start(TokenKind::FlowSequenceStart),
            b'{' => self.fetch_flow_start(TokenKind::FlowMappingStart),
            b']' => self.fetch_flow_end(TokenKind::FlowSequenceEnd),
            b'}' => self.fetch_flow_end(TokenKind::FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if blank_follows => self.fetch_block_entry(),
            b'?' if in_flow || blank_follows => self.fetch_key(),
            b':' if in_flow || blank_follows => self.fetch_value(),
            b'*' => self.fetch_anchor(true),
            b'&' => self.fetch_anchor(false),
            b'!' => self.fetch_tag(),
            b'|' if !in_flow => self.fetch_block_scalar(true),
            b'>' if !in_flow => self.fetch_block_scalar(false),
            b'\'' => self.fetch_quoted(true),
            b'"' => self.fetch_quoted(false),
            b'\t' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' => {
                Err(self.error(reader.mark, "found character that cannot start any token"))
            }
            _ => self.fetch_plain(),
        }
    }

    fn start(&mut self) {
        self.started = true;
        self.simple_keys.push(SimpleKey::default());
        self.simple_key_allowed = true;
        let mark = self.reader.mark;
        self.insert(None, Token { kind: TokenKind::StreamStart, start: mark, end: mark });
    }

    fn end(&mut self) -> Result<(), SyntaxError> {
        let mark = &mut self.reader.mark;
        if mark.column != 0 {
            mark.column = 0;
            mark.line += 1;
        }
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        let mark = self.reader.mark;
        self.insert(None, Token { kind: TokenKind::StreamEnd, start: mark, end: mark });
        Ok(())
    }

    /// Blanks, comments and line breaks. Tabs are blanks except where a key without `?` may begin.
    fn skip_to_next_token(&mut self) -> Result<(), SyntaxError> {
        loop {
            self.reader.cache(1)?;
            if self.reader.mark.column == 0 && self.reader.is_byte_order_mark() {
                self.reader.skip();
            }
            self.reader.cache(1)?;
            let tabs = self.flow_level > 0 || !self.simple_key_allowed;
            while self.reader.skip_while(0, |byte| byte == b' ' || (tabs && byte == b'\t')) {
                self.reader.cache(1)?;
            }
            self.skip_comment()?;
            if !self.reader.is_break(0) {
                return Ok(());
            }
            self.reader.cache(2)?;
            self.reader.skip_line();
            if self.flow_level == 0 {
                self.simple_key_allowed = true;
            }
        }
    }

    /// A comment up to its line break, if there is one here.
    pub(super) fn skip_comment(&mut self) -> Result<(), SyntaxError> {
        if self.reader.byte(0) == b'#' {
            while !self.reader.is_break_or_end(0) {
                self.reader.skip();
                self.reader.skip_while(0, is_of_line);
                self.reader.cache(1)?;
            }
        }
        Ok(())
    }

    /// Spaces and tabs.
    pub(super) fn skip_blanks(&mut self) -> Result<(), SyntaxError> {
        self.reader.cache(1)?;
        while self.reader.skip_while(0, |byte| matches!(byte, b' ' | b'\t')) {
            self.reader.cache(1)?;
        }
        Ok(())
    }

    /// The ASCII letters, digits, `_` and `-` that come next.
    pub(super) fn word(&mut self) -> Result<&'a str, SyntaxError> {
        let start = self.reader.mark.byte;
        self.reader.cache(1)?;
        while self.reader.skip_while(0, is_alpha) {
            self.reader.cache(1)?;
        }
        Ok(self.reader.text_from(start))
    }

    /// The current column as [`Scanner::indent`] counts.
    pub(super) fn column(&self) -> isize {
        isize::try_from(self.reader.mark.column).unwrap_or(isize::MAX)
    }
}
