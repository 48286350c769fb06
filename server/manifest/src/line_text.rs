//! Looking at a chunk line by line.

use std::ops::Range;

/// The line around a byte, without its line break.
pub(crate) fn line_at(text: &str, byte: usize) -> Range<usize> {
    let byte = text.floor_char_boundary(byte);
    let (before, behind) = text.split_at(byte);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = behind.find('\n').map_or(text.len(), |at| byte + at);
    start..end
}

/// The last line before a byte's line that is neither blank nor a comment.
pub(crate) fn line_before(text: &str, byte: usize) -> Option<Range<usize>> {
    let mut start = line_at(text, byte).start;
    while start > 0 {
        let line = line_at(text, start - 1);
        if is_content(text.get(line.clone())?) {
            return Some(line);
        }
        start = line.start;
    }
    None
}

/// Lines from a byte's line on.
pub(crate) fn lines_from(text: &str, byte: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = Some(line_at(text, byte).start).filter(|start| *start < text.len());
    std::iter::from_fn(move || {
        let line = line_at(text, next?);
        next = Some(line.end + 1).filter(|start| *start < text.len());
        Some(line)
    })
}

/// The number of blanks a line begins with.
pub(crate) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether a line holds more than blanks and a comment.
pub(crate) fn is_content(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}
