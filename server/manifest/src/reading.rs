//! From text to a [`Reading`] (cli-runtime `resource/visitor.go`: `StreamVisitor`; apimachinery
//! `util/yaml/decoder.go`: `YAMLOrJSONDecoder`).

use crate::advice::{diagnostic, duplicate};
use crate::chunk::{BadSeparator, Chunk, Chunks};
use crate::convert::convert;
use crate::explain::meaning;
use crate::json::{self, JsonError};
use crate::limits::{Limit, Limits};
use crate::mend::comma;
use crate::source::Source;
use crate::yaml::{self, Stop};
use crate::{Budget, Data, Diagnostic, Document, Failure, Node, Reading, Severity, Span, span};

/// kubectl looks for the `{` of a JSON text only so far.
const SNIFFED: usize = 4096;

/// More than anyone reads.
const MOST_DIAGNOSTICS: usize = 500;

/// Reads documents until the end, going on behind the first failure for advice only.
pub(crate) fn read_text(text: String, budget: &Budget, each: &mut dyn FnMut(Document)) -> Reading {
    if text.len() > budget.bytes {
        return too_long(text, budget);
    }
    let mut reader = Reader {
        source: Source::new(&text),
        limits: Limits::new(*budget),
        each,
        failure: None,
        unseen: Vec::new(),
        diagnostics: Vec::new(),
        over_budget: false,
    };
    if looks_like_json(&text) {
        reader.json();
    } else {
        reader.yaml(0, None);
    }
    let Reader { failure, unseen, mut diagnostics, over_budget, .. } = reader;
    // The errors come first, so that they stay when there are too many remarks.
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span));
    diagnostics.truncate(MOST_DIAGNOSTICS);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Reading { text, documents: Vec::new(), failure, unseen, diagnostics, over_budget }
}

/// A text over its budget is not even looked at.
fn too_long(text: String, budget: &Budget) -> Reading {
    let remark = over_budget(Limit::Bytes, budget.bytes, span(&(0..text.len())));
    Reading {
        text,
        documents: Vec::new(),
        failure: None,
        unseen: Vec::new(),
        diagnostics: vec![remark],
        over_budget: true,
    }
}

fn over_budget(limit: Limit, bound: usize, span: Span) -> Diagnostic {
    let arguments = [("limit", &*bound.to_string())];
    diagnostic(Severity::Error, limit.code(), span, limit.message(bound), &arguments, Vec::new())
}

fn looks_like_json(text: &str) -> bool {
    let sniffed = text.get(..text.floor_char_boundary(SNIFFED)).unwrap_or(text);
    sniffed.trim_start().starts_with('{')
}

/// What has been read so far.
struct Reader<'a> {
    source: Source<'a>,
    limits: Limits,
    /// Gets what kubectl sees.
    each: &'a mut dyn FnMut(Document),
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
            match json::read(self.source.text, at, &mut self.limits) {
                Ok(read) => {
                    let span = read.value.span;
                    self.diagnostics.extend(read.duplicates.iter().map(|found| duplicate(&self.source, found)));
                    // JSON has no value that could not be converted.
                    if let Some(root) = convert(read.value).ok().filter(|root| root.data != Data::Null) {
                        self.add(root, span);
                    }
                    at = read.next;
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
        let end = self.source.text.len();
        let (place, offset) = match error {
            JsonError::Syntax { at, .. } => {
                let width = self.source.text.get(*at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                (*at..*at + width, Some(at + 1))
            }
            _ => (end..end, None),
        };
        let ambiguous = values <= 1;
        let words = match offset.filter(|_| ambiguous) {
            Some(offset) => format!("json: offset {offset}: {}", json::words(error)),
            None => json::words(error),
        };
        let explanation = meaning(&words);
        let fix = if explanation.asks_for_comma() { comma(self.source.text, place.start) } else { Vec::new() };
        let failure = yaml::failure(&words, span(&place), explanation, &self.source, fix);
        match blanks_before_yaml(self.source.text, behind).filter(|_| ambiguous) {
            Some(at) => self.yaml(at, Some(failure)),
            None => self.fail(failure.0, failure.1),
        }
    }

    /// YAML documents from a place on. If the first one fails, kubectl speaks of the JSON failure before.
    fn yaml(&mut self, at: usize, mut json_failure: Option<(Failure, Diagnostic)>) {
        let mut chunks = Chunks::new(self.source.text, at);
        let mut behind_failure = 0;
        while let Some(chunk) = chunks.next() {
            behind_failure += usize::from(self.failure.is_some());
            if self.over_budget || behind_failure > self.limits.bound(Limit::Documents) {
                return;
            }
            let instead = json_failure.take();
            match chunk {
                Ok(chunk) => self.chunk(&chunk, instead),
                Err(separator) => self.bad_separator(&separator, instead),
            }
        }
    }

    fn chunk(&mut self, chunk: &Chunk<'_>, instead: Option<(Failure, Diagnostic)>) {
        match yaml::read(chunk, &self.source, &mut self.limits, &mut self.diagnostics) {
            Ok(Some(root)) => self.add(root, chunk.span()),
            Ok(None) => {}
            Err(Stop::Failure(failure)) => {
                let (failure, remark) = instead.unwrap_or(*failure);
                self.fail(failure, remark);
            }
            Err(Stop::Limit(limit, span)) => self.over(limit, span),
        }
    }

    fn bad_separator(&mut self, separator: &BadSeparator<'_>, instead: Option<(Failure, Diagnostic)>) {
        let words = format!("invalid Yaml document separator: {}", separator.rest);
        let fix = vec![separator.mend()];
        let (failure, remark) =
            instead.unwrap_or_else(|| yaml::failure(&words, separator.span(), meaning(&words), &self.source, fix));
        self.fail(failure, remark);
        if let Some(before) = &separator.before {
            self.chunk(before, None);
        }
    }

    fn add(&mut self, root: Node, span: Span) {
        if let Err(limit) = self.limits.document() {
            return self.over(limit, span);
        }
        let document = Document { span, root };
        match self.failure {
            None => (self.each)(document),
            Some(_) => self.unseen.push(document),
        }
    }

    fn fail(&mut self, failure: Failure, remark: Diagnostic) {
        self.diagnostics.push(remark);
        if self.failure.is_none() {
            self.failure = Some(failure);
        }
    }

    fn over(&mut self, limit: Limit, span: Span) {
        self.over_budget = true;
        self.diagnostics.push(over_budget(limit, self.limits.bound(limit), span));
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
