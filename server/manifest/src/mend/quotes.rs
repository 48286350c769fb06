//! Quotes and brackets.

use super::Mend;
use crate::line_text::line_at;
use std::ops::Range;

/// Quotes around the value that begins at a place, up to the end of its line.
pub(super) fn quote_rest(text: &str, start: usize) -> Option<Mend> {
    let end = value_end(text, start);
    Some(vec![quoted(text, start..end)?])
}

/// `key: value: more` gets quotes around its value.
pub(super) fn quote_value(text: &str, line: Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let colon = content.find(": ")?;
    let value = content.get(colon + 2..)?.trim_start();
    let start = line.end - value.len();
    let range = start..value_end(text, start);
    let already = value.starts_with(['"', '\'', '[', '{', '|', '>']);
    let holds_colon = text.get(range.clone())?.contains(':');
    (holds_colon && !already).then(|| quoted(text, range)).flatten().map(|edit| vec![edit])
}

/// The end of a value that goes on to the end of its line, or to a comment.
pub(super) fn value_end(text: &str, start: usize) -> usize {
    let end = line_at(text, start).end;
    let rest = text.get(start..end).unwrap_or_default();
    let rest = rest.find(" #").and_then(|at| rest.get(..at)).unwrap_or(rest);
    start + rest.trim_end().len()
}

/// A range in the quotes that leave its text as it is.
pub(super) fn quoted(text: &str, range: Range<usize>) -> Option<(Range<usize>, String)> {
    let value = text.get(range.clone()).filter(|value| !value.is_empty())?;
    let quoted =
        if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") };
    Some((range, quoted))
}

/// What opens at a place closes at the end of its line.
pub(super) fn close(text: &str, begun: usize, closing: Option<&str>) -> Option<Mend> {
    let end = value_end(text, begun);
    Some(vec![(end..end, closing?.to_owned())])
}

/// `"C:\data"` becomes `'C:\data'`.
pub(super) fn single_quotes(text: &str, begun: usize) -> Option<Mend> {
    let line = line_at(text, begun);
    let inside = text.get(begun + 1..line.end)?;
    let length = inside.find('"')?;
    let value = inside.get(..length)?.replace('\'', "''");
    Some(vec![(begun..begun + length + 2, format!("'{value}'"))])
}

/// `'it's'` becomes `"it's"`.
pub(super) fn double_quotes(text: &str, line: Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let start = content.find('\'')?;
    let end = content.rfind('\'').filter(|end| *end > start)?;
    let value = content.get(start + 1..end)?;
    let range = line.start + start..line.start + end + 1;
    (!value.contains(['"', '\\'])).then(|| vec![(range, format!("\"{value}\""))])
}
