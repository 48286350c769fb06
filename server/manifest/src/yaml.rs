//! One chunk of YAML into a document's root, or into kubectl's words for why it is none.

use crate::advice::{advise, diagnostic, duplicate, lookalikes_of_lines};
use crate::chunk::Chunk;
use crate::compose::{ComposeError, compose};
use crate::convert::convert;
use crate::decode::{DecodeError, decode};
use crate::events::SyntaxError;
use crate::explain::{Explanation, meaning, syntax};
use crate::limits::{Limit, Limits};
use crate::line_text::{line_at, line_before};
use crate::mend::mend;
use crate::source::Source;
use crate::{Data, Diagnostic, Edit, Failure, Node, Severity, Span};

/// Why a chunk gives no value.
pub(crate) enum Stop {
    /// With the diagnostic that explains it.
    Failure(Box<(Failure, Diagnostic)>),
    Limit(Limit, Span),
}

/// The value of a chunk's first document, and remarks on it; `None` when it is null or not there, which kubectl skips.
pub(crate) fn read(
    chunk: &Chunk<'_>,
    source: &Source<'_>,
    limits: &mut Limits,
    remarks: &mut Vec<Diagnostic>,
) -> Result<Option<Node>, Stop> {
    let tree = compose(chunk, limits).map_err(|error| match error {
        ComposeError::Syntax(error) => syntax_failure(chunk, source, &error, remarks),
        ComposeError::UnknownAnchor { name, at } => {
            meaning_failure(&format!("yaml: unknown anchor '{name}' referenced"), chunk.to_span(&at), source)
        }
        ComposeError::Limit(limit, at) => Stop::Limit(limit, chunk.to_span(&at)),
    })?;
    let Some((tree, root)) = tree else { return Ok(None) };
    remarks.extend(advise(chunk, &tree));
    let (value, duplicates) = decode(chunk, &tree, root, limits).map_err(|error| match error {
        DecodeError::Yaml { words, at } => meaning_failure(&format!("yaml: {words}"), at, source),
        DecodeError::Limit(limit, at) => Stop::Limit(limit, at),
    })?;
    remarks.extend(duplicates.iter().map(|found| duplicate(source, found)));
    let root = convert(value).map_err(|error| meaning_failure(&error.words, error.span, source))?;
    Ok((root.data != Data::Null).then_some(root))
}

/// A failure and its diagnostic from kubectl's words behind `error parsing STDIN: `.
pub(crate) fn failure(
    words: &str,
    span: Span,
    explanation: &Explanation,
    source: &Source<'_>,
    fix: Vec<Edit>,
) -> (Failure, Diagnostic) {
    let line = source.line(span.start);
    let arguments = [("line", line.as_str()), ("words", words)];
    let message = explanation.message.to_owned();
    let remark = diagnostic(Severity::Error, explanation.code, span, message, &arguments, fix);
    (Failure { words: format!("error parsing STDIN: {words}"), span }, remark)
}

fn syntax_failure(chunk: &Chunk<'_>, source: &Source<'_>, error: &SyntaxError, remarks: &mut Vec<Diagnostic>) -> Stop {
    let (explanation, range) = syntax(chunk, error);
    let around = line_before(&chunk.text, range.start).map_or(range.start, |before| before.start);
    remarks.extend(lookalikes_of_lines(chunk, &(around..line_at(&chunk.text, range.start).end)));
    let fix = mend(chunk, explanation.code, error);
    let words = format!("error converting YAML to JSON: yaml: {}", error.words());
    Stop::Failure(Box::new(failure(&words, chunk.to_span(&range), &explanation, source, fix)))
}

fn meaning_failure(words: &str, span: Span, source: &Source<'_>) -> Stop {
    let explanation = meaning(words);
    let words = format!("error converting YAML to JSON: {words}");
    Stop::Failure(Box::new(failure(&words, span, &explanation, source, Vec::new())))
}
