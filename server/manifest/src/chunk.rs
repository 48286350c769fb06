//! Splitting a text into documents (apimachinery `util/yaml/decoder.go`: `YAMLReader`, `LineReader`).
//!
//! A separator is a line whose first three bytes are `---`, wherever it stands: the splitter does not parse.

use crate::{Edit, Span, span};
use std::borrow::Cow;
use std::ops::Range;

/// One document's text as the YAML parser gets it.
#[derive(Debug, PartialEq)]
pub(crate) struct Chunk<'a> {
    /// The text with `\n` at the end of every line.
    pub(crate) text: Cow<'a, str>,
    /// Where it stands in the whole text.
    pub(crate) range: Range<usize>,
    /// Offsets in [`Chunk::text`] before which a `\r` of the whole text is missing, ascending.
    dropped: Vec<usize>,
}

/// A line that starts like a separator and goes on.
#[derive(Debug, PartialEq)]
pub(crate) struct BadSeparator<'a> {
    /// What stands behind the dashes, trimmed.
    pub(crate) rest: String,
    /// Where that begins in the whole text.
    pub(crate) rest_at: usize,
    /// The whole line in the whole text.
    pub(crate) range: Range<usize>,
    /// The document that stood before it, which kubectl loses with it.
    pub(crate) before: Option<Chunk<'a>>,
}

/// Reads chunk after chunk from a position of a text.
pub(crate) struct Chunks<'a> {
    text: &'a str,
    at: usize,
}

impl Chunk<'_> {
    /// The whole chunk in the whole text.
    pub(crate) fn span(&self) -> Span {
        span(&self.range)
    }

    /// A byte range of the chunk as a span of the whole text.
    pub(crate) fn to_span(&self, range: &Range<usize>) -> Span {
        // An empty range at the end of a line stands before the line break.
        let start = if range.is_empty() {
            range.start + self.dropped.partition_point(|&at| at < range.start)
        } else {
            range.start + self.dropped.partition_point(|&at| at <= range.start)
        };
        let end = range.end + self.dropped.partition_point(|&at| at < range.end);
        let place = |offset: usize| (self.range.start + offset).min(self.range.end);
        span(&(place(start)..place(end.max(start))))
    }
}

impl BadSeparator<'_> {
    /// The whole line in the whole text.
    pub(crate) fn span(&self) -> Span {
        span(&self.range)
    }

    /// Dashes that are too many go; other text moves to a line of its own.
    pub(crate) fn mend(&self) -> Edit {
        let dashes = self.rest.len() - self.rest.trim_start_matches('-').len();
        if dashes == self.rest.len() {
            Edit { span: span(&(self.rest_at..self.rest_at + dashes)), replacement: String::new() }
        } else {
            let start = self.range.start + 3;
            Edit { span: span(&(start..start)), replacement: "\n".to_owned() }
        }
    }
}

impl<'a> Chunks<'a> {
    pub(crate) fn new(text: &'a str, at: usize) -> Self {
        Chunks { text, at }
    }

    /// The next chunk, or `None` at the end. After a bad separator reading may go on behind it.
    pub(crate) fn next(&mut self) -> Option<Result<Chunk<'a>, BadSeparator<'a>>> {
        let start = self.at;
        while self.at < self.text.len() {
            let line = self.line();
            let next = line.end;
            if let Some(rest) = self.text[line.clone()].strip_prefix("---") {
                let rest_at = line.start + 3 + rest.len() - rest.trim_start().len();
                let rest = rest.trim();
                if !rest.is_empty() && !rest.starts_with('#') {
                    self.at = next;
                    let before = (line.start > start).then(|| self.chunk(start..line.start));
                    return Some(Err(BadSeparator { rest: rest.to_owned(), rest_at, range: line, before }));
                }
                if line.start > start {
                    self.at = next;
                    return Some(Ok(self.chunk(start..line.start)));
                }
            }
            self.at = next;
        }
        (start < self.text.len()).then(|| Ok(self.chunk(start..self.text.len())))
    }

    /// The line at the current position, its line break included.
    fn line(&self) -> Range<usize> {
        let rest = &self.text[self.at..];
        self.at..self.at + rest.find('\n').map_or(rest.len(), |at| at + 1)
    }

    fn chunk(&self, range: Range<usize>) -> Chunk<'a> {
        let raw = &self.text[range.clone()];
        if raw.ends_with('\n') && !raw.contains("\r\n") {
            return Chunk { text: Cow::Borrowed(raw), range, dropped: Vec::new() };
        }
        let mut text = String::with_capacity(raw.len() + 1);
        let mut dropped = Vec::new();
        for line in raw.split_inclusive('\n') {
            if let Some(line) = line.strip_suffix("\r\n") {
                text.push_str(line);
                dropped.push(text.len());
            } else {
                text.push_str(line.strip_suffix('\n').unwrap_or(line));
            }
            text.push('\n');
        }
        Chunk { text: Cow::Owned(text), range, dropped }
    }
}
