//! Colons that are missing, or are none.

use super::Mend;
use std::ops::Range;

/// `key:value` gets a blank.
pub(super) fn blank_after_colon(text: &str, line: Option<Range<usize>>) -> Option<Mend> {
    let line = line?;
    let content = text.get(line.clone())?;
    let key = key_length(content)?;
    let behind = content.get(key..)?.strip_prefix(':')?;
    let at = line.start + key + 1;
    (!behind.is_empty() && !behind.starts_with([' ', '\t'])).then(|| vec![(at..at, " ".to_owned())])
}

/// `key value` gets a colon.
pub(super) fn colon_after_word(text: &str, line: &Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let key = key_length(content)?;
    let at = line.start + key;
    let behind = content.get(key..)?;
    (behind.starts_with(' ') && !behind.trim().is_empty()).then(|| vec![(at..at, ":".to_owned())])
}

/// `key` alone gets a colon.
pub(super) fn colon_at_end(text: &str, line: &Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let key = key_length(content)?;
    let at = line.start + key;
    content.get(key..)?.trim().is_empty().then(|| vec![(at..at, ":".to_owned())])
}

/// The full-width colon of East Asian keyboards.
pub(super) fn full_width_colon(text: &str, line: &Range<usize>) -> Option<Mend> {
    let at = line.start + text.get(line.clone())?.find('\u{ff1a}')?;
    let end = at + '\u{ff1a}'.len_utf8();
    let blank = if text.get(end..line.end)?.starts_with(' ') { ":" } else { ": " };
    Some(vec![(at..end, blank.to_owned())])
}

/// The bytes of a line up to the end of its first word, dashes of list items before it included.
fn key_length(content: &str) -> Option<usize> {
    let start = content.len() - content.trim_start_matches([' ', '-']).len();
    let word = content.get(start..)?;
    let length = word.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.' | '/' | '-')));
    let length = length.unwrap_or(word.len());
    (length > 0).then_some(start + length)
}
