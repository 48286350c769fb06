//! A place in a learner's text.

use manifest::Lines;
use serde::Serialize;
use simulator::value::Source;

/// Where to look: a byte range of one of the learner's texts, and the same as lines and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Index among the learner's own steps, from 0.
    pub step: usize,
    /// First byte of that step's text.
    pub start: u32,
    /// First byte after the place.
    pub end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte in characters, from 1.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end.
    pub end_column: u32,
}

impl Place {
    /// The place of a source in `text`, which is the learner's step number `step`.
    pub fn new(step: usize, text: &str, source: Source) -> Place {
        let lines = Lines::of(text);
        let (line, column) = lines.position(source.start);
        let (end_line, end_column) = lines.position(source.end);
        Place { step, start: source.start, end: source.end, line, column, end_line, end_column }
    }
}

/// Line and column of a byte, both from 1; columns count characters. A byte past the end is the end.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (u32, u32) {
    Lines::of(text).position(u32::try_from(byte).unwrap_or(u32::MAX))
}
