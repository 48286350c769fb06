//! Byte ranges of the learner's texts as lines and columns.

use manifest::{Lines, Span};
use serde::Serialize;
use simulator::Step;
use simulator::value::{Origin, Source};
use utoipa::ToSchema;

/// A range of the text of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Range {
    /// Index of the step, from 0.
    pub step: u32,
    /// First byte, from 0, in UTF-8; a byte order mark before the text does not count.
    pub start: u32,
    /// First byte after the range.
    pub end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Its column, from 1, in characters.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end: the first character that does not belong.
    pub end_column: u32,
}

impl From<lesson::Place> for Range {
    fn from(place: lesson::Place) -> Range {
        let lesson::Place { step, start, end, line, column, end_line, end_column } = place;
        Range { step: u32::try_from(step).unwrap_or(u32::MAX), start, end, line, column, end_line, end_column }
    }
}

/// The texts of all steps, ready to be looked up.
#[derive(Debug)]
pub struct Texts(Vec<Lines>);

impl Texts {
    /// Reads the steps' texts; a step without text has an empty one.
    pub fn of(steps: &[Step]) -> Texts {
        Texts(steps.iter().map(|step| Lines::of(if let Step::Apply(text) = step { text } else { "" })).collect())
    }

    /// Where a value came from, if it came from a text.
    pub fn origin(&self, origin: &Origin) -> Option<Range> {
        let Source { step, start, end } = (*origin)?;
        self.span(step, Span { start, end })
    }

    /// A range of a step's text.
    pub fn span(&self, step: u32, span: Span) -> Option<Range> {
        let text = self.0.get(usize::try_from(step).ok()?)?;
        let (line, column) = text.position(span.start);
        let (end_line, end_column) = text.position(span.end);
        Some(Range { step, start: span.start, end: span.end, line, column, end_line, end_column })
    }
}
