//! Edits that mend a text which YAML cannot read.
//!
//! Each kind of problem has a few usual causes, and each cause an edit. An edit is offered only when the mended text
//! can really be read past the problem.

mod candidates;

use crate::Edit;
use crate::chunk::Chunk;
use crate::events::{EventKind, Events, SyntaxError};
use std::ops::Range;

/// Each candidate costs one reading of the chunk.
const MOST_TRIED: usize = 8;

/// Replacements in a chunk, in the order of the text.
pub(crate) type Mend = Vec<(Range<usize>, String)>;

/// The first of the usual mends of a problem that helps; empty when none does.
pub(crate) fn mend(chunk: &Chunk<'_>, code: &str, error: &SyntaxError) -> Vec<Edit> {
    let text = chunk.text.as_ref();
    let line = line_number(text, error.at.max(error.begun));
    let helps = |mend: &Mend| match problem_line(&apply(text, mend)) {
        None => true,
        Some(next) => next > line,
    };
    let mend = candidates::candidates(text, code, error).into_iter().take(MOST_TRIED).find(helps).unwrap_or_default();
    mend.into_iter().map(|(range, replacement)| Edit { span: chunk.to_span(&range), replacement }).collect()
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

/// The line of the first problem of a text; `None` when its first document can be read and nothing is left behind it.
fn problem_line(text: &str) -> Option<usize> {
    let mut events = Events::new(text);
    loop {
        match events.next() {
            Err(error) => return Some(line_number(text, error.at)),
            Ok(event) => match event.kind {
                EventKind::DocumentEnd => {
                    let rest = text.get(event.span.start..).unwrap_or_default();
                    let left = !rest.trim().is_empty() && !rest.starts_with("...") && !rest.starts_with("---");
                    return left.then(|| line_number(text, event.span.start));
                }
                EventKind::StreamEnd => return None,
                _ => {}
            },
        }
    }
}

fn line_number(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}
