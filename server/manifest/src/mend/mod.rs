//! Edits that mend a text which YAML cannot read.
//!
//! Each kind of problem has a few usual causes, and each cause an edit. An edit is offered only when the mended text
//! can really be read past the problem.

mod candidates;
mod colons;
mod indentation;
mod quotes;

use crate::chunk::{Chunk, Chunks};
use crate::events::SyntaxError;
use crate::explain::syntax;
use crate::limits::Limits;
use crate::yaml;
use crate::{Budget, Edit, Span, span as span_of};
use std::ops::Range;

/// Each candidate costs one reading of the chunk.
const MOST_TRIED: usize = 8;

/// Replacements in a chunk, in the order of the text.
pub(crate) type Mend = Vec<(Range<usize>, String)>;

/// The first of the usual mends of a problem that helps; empty when none does.
pub(crate) fn mend(chunk: &Chunk<'_>, code: &str, error: &SyntaxError) -> Vec<Edit> {
    let text = chunk.text.as_ref();
    let line = line_number(text, syntax(chunk, error).1.start);
    let helps = |mend: &Mend| match problem(&apply(text, mend)) {
        None => true,
        Some(next) => line_number(text, before(mend, next)) > line,
    };
    let mend = candidates::candidates(text, code, error).into_iter().take(MOST_TRIED).find(helps).unwrap_or_default();
    mend.into_iter().map(|(range, replacement)| Edit { span: chunk.to_span(&range), replacement }).collect()
}

/// Quotes around what the parser could read but not take for text: a key or a value, or a template in `{{ }}`.
pub(crate) fn quotes(chunk: &Chunk<'_>, text: &str, span: Span) -> Vec<Edit> {
    let (start, end) = (span.start as usize, span.end as usize);
    let template = start > 0 && text.get(start - 1..).is_some_and(|rest| rest.starts_with("{{"));
    let range = if template { start - 1..quotes::value_end(text, start - 1) } else { start..end };
    let one_line = text.get(range.clone()).is_some_and(|raw| !raw.contains('\n'));
    let mend: Mend = quotes::quoted(text, range).filter(|_| one_line).into_iter().collect();
    // Only the chunk is read again: what stands before it may have problems of its own.
    let mended = apply(text, &mend);
    let added = mended.len().saturating_sub(text.len());
    let chunk = chunk.span();
    let again = mended.get(chunk.start as usize..chunk.end as usize + added).unwrap_or_default();
    let helps = problem(again).is_none_or(|next| before(&mend, chunk.start as usize + next) > start);
    let mend = if helps { mend } else { Mend::new() };
    mend.into_iter().map(|(range, replacement)| Edit { span: span_of(&range), replacement }).collect()
}

/// The comma that JSON needs before what begins a further key or value.
pub(crate) fn comma(text: &str, at: usize) -> Vec<Edit> {
    let before = text.get(..at).unwrap_or_default().trim_end().len();
    let begins = text.get(at..).is_some_and(|rest| rest.starts_with(['"', '{', '[']));
    if begins { vec![Edit { span: span_of(&(before..before)), replacement: ",".to_owned() }] } else { Vec::new() }
}

/// The text after all replacements.
fn apply(text: &str, mend: &Mend) -> String {
    let mut mended = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for (range, replacement) in mend {
        mended.push_str(text.get(at..range.start).unwrap_or_default());
        mended.push_str(replacement);
        at = range.end;
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    mended
}

/// Where a place of the mended text was before, near enough to know its line.
fn before(mend: &Mend, at: usize) -> usize {
    let removed: usize = mend.iter().map(|(range, _)| range.len()).sum();
    let added: usize = mend.iter().map(|(_, replacement)| replacement.len()).sum();
    (at + removed).saturating_sub(added)
}

/// Where the first problem of a text is.
fn problem(text: &str) -> Option<usize> {
    let mut limits = Limits::new(Budget { depth: usize::MAX, ..Budget::default() });
    let mut chunks = Chunks::new(text, 0);
    while let Some(chunk) = chunks.next() {
        let problem = match chunk {
            Ok(chunk) => yaml::problem(&chunk, &mut limits),
            Err(separator) => Some(separator.span()),
        };
        if let Some(span) = problem {
            return Some(span.start as usize);
        }
    }
    None
}

fn line_number(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}
