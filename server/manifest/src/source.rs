//! The whole text that is being read, and its lines.

use crate::{Lines, Span};
use std::cell::OnceCell;

/// A text and where its lines begin.
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    /// Counted when somebody asks for the first time.
    lines: OnceCell<Lines>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Source { text, lines: OnceCell::new() }
    }

    /// The text of a span.
    pub(crate) fn raw(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The line of a byte, from 1, for people.
    pub(crate) fn line(&self, byte: u32) -> String {
        self.lines.get_or_init(|| Lines::of(self.text)).position(byte).0.to_string()
    }
}
