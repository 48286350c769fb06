//! Indentation, and keys that are known as such only when their `:` comes (go-yaml `scannerc.go`: simple keys).

use super::SyntaxError;
use super::reader::Mark;
use super::scanner::Scanner;
use super::token::{Token, TokenKind};

/// go-yaml's own bound of nesting, in both contexts.
const MAX_DEPTH: usize = 10_000;

/// A key without `?` may be at most this many characters before its `:`.
const MAX_KEY_LENGTH: usize = 1024;

/// A place where a key without `?` may have begun.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SimpleKey {
    pub(super) possible: bool,
    /// Nothing but a key can stand here.
    required: bool,
    /// The number of its first token.
    pub(super) token_number: usize,
    pub(super) mark: Mark,
}

/// Where the possible keys stand in the list of all, by the number of their first token. Deeper keys begin later, so
/// the last one is nearly always the one that matters.
#[derive(Debug, Default)]
pub(super) struct KeyPlaces(Vec<(usize, usize)>);

impl KeyPlaces {
    pub(super) fn get(&self, token_number: usize) -> Option<usize> {
        self.0.get(self.find(token_number).ok()?).map(|(_, place)| *place)
    }

    fn insert(&mut self, token_number: usize, place: usize) {
        self.remove(token_number);
        let (Ok(at) | Err(at)) = self.find(token_number);
        self.0.insert(at, (token_number, place));
    }

    fn remove(&mut self, token_number: usize) {
        if let Ok(at) = self.find(token_number) {
            self.0.remove(at);
        }
    }

    fn find(&self, token_number: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&token_number, |(number, _)| *number)
    }
}

impl<'a> Scanner<'a> {
    /// Whether the possible key may still turn out to be one.
    pub(super) fn is_valid_key(&mut self, at: usize) -> Result<bool, SyntaxError> {
        let Some(key) = self.simple_keys.get(at).copied().filter(|key| key.possible) else { return Ok(false) };
        let mark = self.reader.mark;
        if key.mark.line < mark.line || key.mark.index + MAX_KEY_LENGTH < mark.index {
            if key.required {
                return Err(self.error(key.mark, "could not find expected ':'"));
            }
            if let Some(key) = self.simple_keys.get_mut(at) {
                key.possible = false;
            }
            return Ok(false);
        }
        Ok(true)
    }

    /// The next token may begin a key.
    pub(super) fn save_simple_key(&mut self) -> Result<(), SyntaxError> {
        if !self.simple_key_allowed {
            return Ok(());
        }
        let key = SimpleKey {
            possible: true,
            required: self.flow_level == 0 && self.indent == self.column(),
            token_number: self.next_token_number(),
            mark: self.reader.mark,
        };
        self.remove_simple_key()?;
        let level = self.simple_keys.len().saturating_sub(1);
        if let Some(last) = self.simple_keys.last_mut() {
            *last = key;
        }
        self.simple_keys_by_token.insert(key.token_number, level);
        Ok(())
    }

    /// What might have been a key at this flow level is none.
    pub(super) fn remove_simple_key(&mut self) -> Result<(), SyntaxError> {
        let Some(key) = self.simple_keys.last().copied().filter(|key| key.possible) else { return Ok(()) };
        if key.required {
            return Err(self.error(key.mark, "could not find expected ':'"));
        }
        self.forget_last_key();
        Ok(())
    }

    /// Takes the possible key of this flow level out of all books.
    pub(super) fn forget_last_key(&mut self) {
        if let Some(key) = self.simple_keys.last_mut() {
            key.possible = false;
            self.simple_keys_by_token.remove(key.token_number);
        }
    }

    pub(super) fn increase_flow_level(&mut self) -> Result<(), SyntaxError> {
        let mark = self.reader.mark;
        let key = SimpleKey { token_number: self.next_token_number(), mark, ..SimpleKey::default() };
        self.simple_keys.push(key);
        self.flow_level += 1;
        if self.flow_level > MAX_DEPTH {
            return Err(self.error(mark, "exceeded max depth of 10000"));
        }
        Ok(())
    }

    pub(super) fn decrease_flow_level(&mut self) {
        if self.flow_level > 0 {
            self.flow_level -= 1;
            if let Some(key) = self.simple_keys.pop() {
                self.simple_keys_by_token.remove(key.token_number);
            }
        }
    }

    /// A block collection begins when the column is deeper than the innermost one. Its token goes to the end of the
    /// queue, or before the token of that number.
    pub(super) fn roll_indent(
        &mut self,
        number: Option<usize>,
        kind: TokenKind<'a>,
        mark: Mark,
    ) -> Result<(), SyntaxError> {
        let column = isize::try_from(mark.column).unwrap_or(isize::MAX);
        if self.flow_level > 0 || self.indent >= column {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column;
        if self.indents.len() > MAX_DEPTH {
            return Err(self.error(mark, "exceeded max depth of 10000"));
        }
        self.insert(number, Token { kind, start: mark, end: mark });
        Ok(())
    }

    /// Every block collection that is deeper than the column ends.
    pub(super) fn unroll_indent(&mut self, column: isize) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent > column {
            let mark = self.reader.mark;
            self.insert(None, Token { kind: TokenKind::BlockEnd, start: mark, end: mark });
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }
}
