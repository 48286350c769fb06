//! From bytes to a [`Reading`] (cli-runtime `resource/visitor.go`: `StreamVisitor`).

use crate::chunk::{BadSeparator, Chunk, Chunks};
use crate::compose::{ComposeError, compose};
use crate::convert::convert;
use crate::decode::{DecodeError, decode};
use crate::limits::{Limit, Limits};
use crate::{Budget, Data, Diagnostic, Document, Failure, Reading, Severity, Span};

/// Reads documents until the end, going on behind the first failure for advice only.
pub(crate) fn read_text(text: String, budget: &Budget) -> Reading {
    let mut reader = Reader {
        limits: Limits::new(*budget),
        documents: Vec::new(),
        failure: None,
        unseen: Vec::new(),
        diagnostics: Vec::new(),
        over_budget: false,
    };
    let whole = Span { start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) };
    match reader.limits.bytes(text.len()) {
        Ok(()) => reader.yaml(&text, 0),
        Err(limit) => reader.over(limit, whole),
    }
    let Reader { documents, failure, unseen, mut diagnostics, over_budget, .. } = reader;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Reading { text, documents, failure, unseen, diagnostics, over_budget }
}

/// What has been read so far.
struct Reader {
    limits: Limits,
    documents: Vec<Document>,
    failure: Option<Failure>,
    unseen: Vec<Document>,
    diagnostics: Vec<Diagnostic>,
    over_budget: bool,
}

/// Why a chunk gives no document.
enum Stop {
    Failure(Failure),
    Limit(Limit, Span),
}

impl Reader {
    fn yaml(&mut self, text: &str, at: usize) {
        let mut chunks = Chunks::new(text, at);
        while let Some(chunk) = chunks.next() {
            if self.over_budget {
                return;
            }
            match chunk {
                Ok(chunk) => self.chunk(&chunk),
                Err(separator) => self.bad_separator(&separator),
            }
        }
    }

    fn chunk(&mut self, chunk: &Chunk<'_>) {
        match document(chunk, &mut self.limits) {
            Ok(Some(document)) if self.failure.is_none() => self.documents.push(document),
            Ok(Some(document)) => self.unseen.push(document),
            Ok(None) => {}
            Err(Stop::Failure(failure)) => self.fail(failure),
            Err(Stop::Limit(limit, span)) => self.over(limit, span),
        }
    }

    fn bad_separator(&mut self, separator: &BadSeparator<'_>) {
        let words = format!("error parsing STDIN: invalid Yaml document separator: {}", separator.rest);
        self.fail(Failure { words, span: separator.span() });
        if let Some(before) = &separator.before {
            self.chunk(before);
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.diagnostics.push(Diagnostic {
            code: "yaml-syntax".into(),
            severity: Severity::Error,
            span: failure.span,
            message: failure.words.clone(),
            arguments: Vec::new(),
            fix: Vec::new(),
        });
        if self.failure.is_none() {
            self.failure = Some(failure);
        }
    }

    fn over(&mut self, limit: Limit, span: Span) {
        self.over_budget = true;
        let bound = self.limits.bound(limit);
        self.diagnostics.push(Diagnostic {
            code: limit.code().into(),
            severity: Severity::Error,
            span,
            message: limit.message(bound),
            arguments: vec![("limit".into(), bound.to_string())],
            fix: Vec::new(),
        });
    }
}

/// The document of a chunk; `None` when it is empty or null, which kubectl skips.
fn document(chunk: &Chunk<'_>, limits: &mut Limits) -> Result<Option<Document>, Stop> {
    let stop = |words: String, span: Span| {
        Stop::Failure(Failure { words: format!("error parsing STDIN: error converting YAML to JSON: {words}"), span })
    };
    let tree = compose(chunk, limits).map_err(|error| match error {
        ComposeError::Syntax(error) => stop(format!("yaml: {}", error.words()), chunk.to_span(&(error.at..error.at))),
        ComposeError::UnknownAnchor { name, at } => {
            stop(format!("yaml: unknown anchor '{name}' referenced"), chunk.to_span(&at))
        }
        ComposeError::Limit(limit, at) => Stop::Limit(limit, chunk.to_span(&at)),
    })?;
    let Some((tree, root)) = tree else { return Ok(None) };
    let value = decode(chunk, &tree, root, limits).map_err(|error| match error {
        DecodeError::Yaml { words, at } => stop(format!("yaml: {words}"), chunk.to_span(&at)),
        DecodeError::Limit(limit, at) => Stop::Limit(limit, chunk.to_span(&at)),
    })?;
    let root = convert(value).map_err(|error| stop(error.words, error.span))?;
    if root.data == Data::Null {
        return Ok(None);
    }
    let span = chunk.span();
    limits.document().map_err(|limit| Stop::Limit(limit, span))?;
    Ok(Some(Document { span, root }))
}
