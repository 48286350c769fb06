//! Byte ranges of the learner's texts as lines and columns.

use manifest::Span;
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
pub struct Texts(Vec<Text>);

impl Texts {
    /// Reads the steps' texts; a step without text has an empty one.
    pub fn of(steps: &[Step]) -> Texts {
        Texts(steps.iter().map(|step| Text::new(if let Step::Apply(text) = step { text } else { "" })).collect())
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

/// How many bytes lie between two counts of characters.
const STRIDE: usize = 256;

/// One text: where its lines start, and how many characters come before every 256th byte, so that a position costs
/// the same in a text of one long line.
#[derive(Debug)]
struct Text {
    bytes: Box<[u8]>,
    lines: Vec<usize>,
    characters: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Text {
        let bytes = text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes();
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        let mut before = 0;
        let mut characters = vec![0];
        for chunk in bytes.chunks(STRIDE) {
            before += count(chunk);
            characters.push(before);
        }
        Text { bytes: bytes.into(), lines, characters }
    }

    /// Line and column of a byte, both from 1; a byte behind the text stands at its end.
    fn position(&self, offset: u32) -> (u32, u32) {
        let offset = usize::try_from(offset).map_or(self.bytes.len(), |offset| offset.min(self.bytes.len()));
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    fn characters_before(&self, offset: usize) -> usize {
        let counted = offset / STRIDE;
        let rest = self.bytes.get(counted * STRIDE..offset).map_or(0, count);
        self.characters.get(counted).copied().unwrap_or(0) + rest
    }
}

/// Characters that begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_agree_with_counting_by_hand() {
        let long = "가".repeat(300);
        let text = format!("\u{feff}a: 1\nb: {long}!\n");
        let plain = &text[3..];
        let texts = Texts::of(&[Step::Apply(text.clone())]);
        for (start, _) in plain.char_indices() {
            let before = &plain[..start];
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            let start = u32::try_from(start).unwrap();
            let range = texts.span(0, Span { start, end: start }).unwrap();
            assert_eq!((range.line as usize, range.column as usize), (line, column), "at byte {start}");
        }
    }

    #[test]
    fn ranges_outside_of_a_text_stand_at_its_end() {
        let texts = Texts::of(&[Step::Apply("a: 1".into())]);
        let range = texts.span(0, Span { start: 2, end: 99 }).unwrap();
        assert_eq!((range.column, range.end_column), (3, 5));
        assert_eq!(texts.span(1, Span { start: 0, end: 0 }), None);
    }
}
