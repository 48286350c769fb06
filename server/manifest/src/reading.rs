//! From text to a [`Reading`] (cli-runtime `resource/visitor.go`: `StreamVisitor`; apimachinery
//! `util/yaml/decoder.go`: `YAMLOrJSONDecoder`).

use crate::chunk::{BadSeparator, Chunk, Chunks};
use crate::convert::convert;
use crate::json::{self, JsonError};
use crate::limits::{Limit, Limits};
use crate::yaml::{self, Stop};
use crate::{Budget, Data, Diagnostic, Document, Failure, Node, Reading, Severity, Span, span};

/// kubectl looks for the `{` of a JSON text only so far.
const SNIFFED: usize = 4096;

/// Reads documents until the end, going on behind the first failure for advice only.
pub(crate) fn read_text(text: String, budget: &Budget) -> Reading {
    let mut reader = Reader {
        text: &text,
        limits: Limits::new(*budget),
        documents: Vec::new(),
        failure: None,
        unseen: Vec::new(),
        diagnostics: Vec::new(),
        over_budget: false,
    };
    match reader.limits.bytes(text.len()) {
        Err(limit) => reader.over(limit, span(&(0..text.len()))),
        Ok(()) if looks_like_json(&text) => reader.json(),
        Ok(()) => reader.yaml(0, None),
    }
    let Reader { documents, failure, unseen, mut diagnostics, over_budget, .. } = reader;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Reading { text, documents, failure, unseen, diagnostics, over_budget }
}

fn looks_like_json(text: &str) -> bool {
    let sniffed = text.get(..text.floor_char_boundary(SNIFFED)).unwrap_or(text);
    sniffed.trim_start().starts_with('{')
}

/// What has been read so far.
struct Reader<'a> {
    text: &'a str,
    limits: Limits,
    documents: Vec<Document>,
    failure: Option<Failure>,
    unseen: Vec<Document>,
    diagnostics: Vec<Diagnostic>,
    over_budget: bool,
}

impl Reader<'_> {
    /// A stream of JSON values. The first failure behind at most one value makes kubectl try YAML from there.
    fn json(&mut self) {
        let mut at = 0;
        let mut values = 0;
        loop {
            match json::value(self.text, at, &mut self.limits) {
                Ok((value, next)) => {
                    let span = value.span;
                    match convert(value) {
                        Ok(root) if root.data == Data::Null => {}
                        Ok(root) => self.add(root, span),
                        Err(error) => self.fail(Failure { words: error.words, span: error.span }),
                    }
                    at = next;
                    values += 1;
                }
                Err(JsonError::End) => return,
                Err(JsonError::Limit(limit, at)) => return self.over(limit, span(&at)),
                Err(error) => return self.json_failure(&error, at, values),
            }
            if self.over_budget {
                return;
            }
        }
    }

    fn json_failure(&mut self, error: &JsonError, behind: usize, values: usize) {
        let (place, offset) = match error {
            JsonError::Syntax { at, .. } => (*at..*at + 1, Some(at + 1)),
            _ => (self.text.len()..self.text.len(), None),
        };
        let ambiguous = values <= 1;
        let words = match offset.filter(|_| ambiguous) {
            Some(offset) => format!("json: offset {offset}: {}", json::words(error)),
            None => json::words(error),
        };
        let failure = Failure { words: format!("error parsing STDIN: {words}"), span: span(&place) };
        match blanks_before_yaml(self.text, behind).filter(|_| ambiguous) {
            Some(at) => self.yaml(at, Some(failure)),
            None => self.fail(failure),
        }
    }

    /// YAML documents from a place on. If the first one fails, kubectl speaks of the JSON failure before.
    fn yaml(&mut self, at: usize, mut json_failure: Option<Failure>) {
        let mut chunks = Chunks::new(self.text, at);
        while let Some(chunk) = chunks.next() {
            if self.over_budget {
                return;
            }
            let instead = json_failure.take();
            match chunk {
                Ok(chunk) => self.chunk(&chunk, instead),
                Err(separator) => self.bad_separator(&separator, instead),
            }
        }
    }

    fn chunk(&mut self, chunk: &Chunk<'_>, instead: Option<Failure>) {
        match yaml::read(chunk, &mut self.limits) {
            Ok(Some(root)) => self.add(root, chunk.span()),
            Ok(None) => {}
            Err(Stop::Failure(failure)) => self.fail(instead.unwrap_or(failure)),
            Err(Stop::Limit(limit, span)) => self.over(limit, span),
        }
    }

    fn bad_separator(&mut self, separator: &BadSeparator<'_>, instead: Option<Failure>) {
        let words = format!("error parsing STDIN: invalid Yaml document separator: {}", separator.rest);
        self.fail(instead.unwrap_or(Failure { words, span: separator.span() }));
        if let Some(before) = &separator.before {
            self.chunk(before, None);
        }
    }

    fn add(&mut self, root: Node, span: Span) {
        if let Err(limit) = self.limits.document() {
            return self.over(limit, span);
        }
        let documents = if self.failure.is_none() { &mut self.documents } else { &mut self.unseen };
        documents.push(Document { span, root });
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

/// `consumeWhitespace` of the decoder: blanks up to and with the first line break are left out. It always looks at
/// four bytes, and gives up, so that YAML is not tried at all, when there are fewer or one is not text.
fn blanks_before_yaml(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let character = text.get(at..)?.chars().next()?;
        if text.len() - at < 4 || character == char::REPLACEMENT_CHARACTER {
            return None;
        }
        if !character.is_whitespace() {
            return Some(at);
        }
        at += character.len_utf8();
        if character == '\n' {
            return Some(at);
        }
    }
}
