//! One chunk of YAML into a document's root, or into kubectl's words for why it is none.

use crate::advice::{advise, diagnostic, duplicate, lookalikes_of_lines};
use crate::chunk::Chunk;
use crate::compose::{ComposeError, NodeId, Tree, compose};
use crate::convert::convert;
use crate::decode::{DecodeError, decode};
use crate::events::SyntaxError;
use crate::explain::{Explanation, meaning, syntax};
use crate::limits::{Limit, Limits};
use crate::line_text::{line_at, line_before};
use crate::mend::{mend, quotes};
use crate::source::Source;
use crate::value::Duplicate;
use crate::{Data, Diagnostic, Edit, Failure, Node, Severity, Span};
use std::collections::BTreeSet;

/// Why a chunk gives no value.
pub(crate) enum Stop {
    /// With the diagnostic that explains it.
    Failure(Box<(Failure, Diagnostic)>),
    Limit(Limit, Span),
}

/// Why a chunk gives no value, before it is explained.
pub(crate) enum Problem {
    Syntax(SyntaxError),
    /// kubectl's words behind `error converting YAML to JSON: `, and where.
    Meaning(String, Span),
    Limit(Limit, Span),
}

/// The value of a chunk's first document, and remarks on it; `None` when it is null or not there, which kubectl skips.
pub(crate) fn read(
    chunk: &Chunk<'_>,
    source: &Source<'_>,
    limits: &mut Limits,
    remarks: &mut Vec<Diagnostic>,
) -> Result<Option<Node>, Stop> {
    let mut duplicates = BTreeSet::new();
    let root = tree(chunk, limits).and_then(|found| {
        let Some((tree, root)) = found else { return Ok(None) };
        remarks.extend(advise(chunk, &tree));
        value(chunk, &tree, root, limits, &mut duplicates).map(Some)
    });
    remarks.extend(duplicates.iter().map(|found| duplicate(source, found)));
    let root = root.map_err(|problem| match problem {
        Problem::Syntax(error) => syntax_failure(chunk, source, &error, remarks),
        Problem::Meaning(words, span) => meaning_failure(chunk, &words, span, source),
        Problem::Limit(limit, span) => Stop::Limit(limit, span),
    })?;
    Ok(root.filter(|root| root.data != Data::Null))
}

/// Where the first problem of a chunk is, text that would never be read included.
pub(crate) fn problem(chunk: &Chunk<'_>, limits: &mut Limits) -> Option<Span> {
    let read = tree(chunk, limits).and_then(|found| {
        let Some((tree, root)) = found else { return Ok(None) };
        let rest = chunk.text.get(tree.end..).unwrap_or_default();
        let left = !rest.trim().is_empty() && !rest.starts_with("...");
        value(chunk, &tree, root, limits, &mut BTreeSet::new())?;
        Ok(left.then(|| chunk.to_span(&(tree.end..tree.end))))
    });
    match read {
        Ok(left) => left,
        Err(Problem::Syntax(error)) => Some(chunk.to_span(&syntax(chunk, &error).1)),
        Err(Problem::Meaning(_, span) | Problem::Limit(_, span)) => Some(span),
    }
}

fn tree<'a>(chunk: &'a Chunk<'_>, limits: &mut Limits) -> Result<Option<(Tree<'a>, NodeId)>, Problem> {
    compose(chunk, limits).map_err(|error| match error {
        ComposeError::Syntax(error) => Problem::Syntax(error),
        ComposeError::UnknownAnchor { name, at } => {
            Problem::Meaning(format!("yaml: unknown anchor '{name}' referenced"), chunk.to_span(&at))
        }
        ComposeError::Limit(limit, at) => Problem::Limit(limit, chunk.to_span(&at)),
    })
}

fn value(
    chunk: &Chunk<'_>,
    tree: &Tree<'_>,
    root: NodeId,
    limits: &mut Limits,
    duplicates: &mut BTreeSet<Duplicate>,
) -> Result<Node, Problem> {
    let (value, lost) = decode(chunk, tree, root, limits).map_err(|error| match error {
        DecodeError::Yaml { words, at } => Problem::Meaning(format!("yaml: {words}"), at),
        DecodeError::Limit(limit, at) => Problem::Limit(limit, at),
    })?;
    *duplicates = lost;
    convert(value).map_err(|error| Problem::Meaning(error.words, error.span))
}

/// A failure and its diagnostic from kubectl's words behind `error parsing STDIN: `.
pub(crate) fn failure(
    words: &str,
    span: Span,
    explanation: Explanation,
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
    Stop::Failure(Box::new(failure(&words, chunk.to_span(&range), explanation, source, fix)))
}

fn meaning_failure(chunk: &Chunk<'_>, words: &str, span: Span, source: &Source<'_>) -> Stop {
    let explanation = meaning(words);
    let words = format!("error converting YAML to JSON: {words}");
    let fix = if explanation.asks_for_quotes() { quotes(chunk, source.text, span) } else { Vec::new() };
    Stop::Failure(Box::new(failure(&words, span, explanation, source, fix)))
}
