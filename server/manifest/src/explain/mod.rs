//! What stopped kubectl, in words that help: the true place, what the parser expected, and what is usually behind it.

mod words;

pub(crate) use words::Explanation;

use crate::chunk::Chunk;
use crate::events::SyntaxError;
use crate::line_text::line_at;
use std::ops::Range;
use words::*;

/// Problems of go-yaml's scanner, parser and reader; any other is about a tag. A row may ask for the character that
/// the problem is at or began with.
const SYNTAX: [(&str, Option<char>, Explanation); 37] = [
    ("found character that cannot start any token", Some('\t'), TAB),
    ("found a tab character that violates indentation", None, TAB),
    ("found a tab character where an indentation space is expected", None, TAB),
    ("found character that cannot start any token", None, RESERVED),
    ("mapping values are not allowed in this context", None, COLON),
    ("could not find expected ':'", Some('<'), CONFLICT),
    ("could not find expected ':'", Some('='), CONFLICT),
    ("could not find expected ':'", None, NO_COLON),
    ("block sequence entries are not allowed in this context", None, DASH),
    ("mapping keys are not allowed in this context", None, QUESTION),
    ("found unexpected end of stream", None, QUOTE),
    ("found unexpected document indicator", None, QUOTE),
    ("found unknown escape character", None, ESCAPE),
    ("did not find expected hexdecimal number", None, ESCAPE),
    ("found invalid Unicode character escape code", None, ESCAPE),
    ("did not find expected alphabetic or numeric character", None, ANCHOR),
    ("did not find expected comment or line break", Some('%'), DIRECTIVE),
    ("did not find expected comment or line break", None, BLOCK_TEXT),
    ("found an indentation indicator equal to 0", None, BLOCK_DIGIT),
    ("did not find expected key", None, KEY),
    ("did not find expected '-' indicator", None, NO_DASH),
    ("did not find expected ',' or ']'", None, BRACKET),
    ("did not find expected ',' or '}'", None, BRACKET),
    ("did not find expected node content", None, VALUE),
    ("did not find expected <document start>", None, DIRECTIVE),
    ("found incompatible YAML document", None, DIRECTIVE),
    ("found duplicate %YAML directive", None, DIRECTIVE),
    ("found duplicate %TAG directive", None, DIRECTIVE),
    ("found unknown directive name", None, DIRECTIVE),
    ("could not find expected directive name", None, DIRECTIVE),
    ("found unexpected non-alphabetical character", None, DIRECTIVE),
    ("did not find expected digit or '.' character", None, DIRECTIVE),
    ("found extremely long version number", None, DIRECTIVE),
    ("did not find expected version number", None, DIRECTIVE),
    ("did not find expected whitespace", None, DIRECTIVE),
    ("exceeded max depth of 10000", None, DEPTH),
    ("control characters are not allowed", None, CONTROL),
];

/// Problems behind the parser, by the beginning of kubectl's words; any other is one of JSON.
const MEANING: [(&str, Explanation); 12] = [
    ("yaml: unknown anchor", NO_ANCHOR),
    ("yaml: anchor", ITSELF),
    ("yaml: document contains excessive aliasing", ALIASING),
    ("yaml: map merge", MERGE),
    ("yaml: invalid map key", MAP_KEY),
    ("yaml: cannot decode", TAG_VALUE),
    ("yaml: !!binary", BINARY),
    ("unsupported map key of type: %!s(<nil>)", NULL_KEY),
    ("unsupported map key", NUMBER_KEY),
    ("json: unsupported value", NOT_FINITE),
    ("invalid Yaml document separator", SEPARATOR),
    ("unexpected EOF", JSON_END),
];

/// Problems of JSON, by the end of Go's words.
const JSON_ENDS: [(&str, Explanation); 7] = [
    ("after object key:value pair", JSON_PAIR),
    ("after array element", JSON_ITEM),
    ("after object key", JSON_COLON),
    ("looking for beginning of object key string", JSON_KEY),
    ("looking for beginning of value", JSON_VALUE),
    ("in string literal", JSON_STRING),
    ("in string escape code", ESCAPE),
];

/// The explanation of a syntax error, and its true place in the chunk.
pub(crate) fn syntax(chunk: &Chunk<'_>, error: &SyntaxError) -> (Explanation, Range<usize>) {
    let text = chunk.text.as_ref();
    let character = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let fits = |wanted: &Option<char>| {
        wanted.is_none_or(|wanted| [error.at, error.begun].into_iter().any(|at| character(at) == Some(wanted)))
    };
    let row = SYNTAX.iter().find(|(problem, wanted, _)| *problem == error.problem && fits(wanted));
    let explanation = row.map_or(TAG, |(_, _, explanation)| *explanation);
    let at = match explanation {
        NO_COLON | CONFLICT | QUOTE => error.begun,
        // An unclosed bracket is often noticed only on a later line.
        BRACKET if !line_at(text, error.begun).contains(&error.at) => error.begun,
        _ => error.at,
    };
    (explanation, to_line_end(text, at))
}

/// The explanation of what kubectl says behind `error converting YAML to JSON: ` or instead of it.
pub(crate) fn meaning(words: &str) -> Explanation {
    let meaning = MEANING.iter().find(|(beginning, _)| words.starts_with(beginning));
    let json = JSON_ENDS.iter().find(|(end, _)| words.ends_with(end));
    meaning.or(json).map_or(JSON, |(_, explanation)| *explanation)
}

impl Explanation {
    /// Whether quotes around the place make text of it, which is usually meant.
    pub(crate) fn asks_for_quotes(self) -> bool {
        [MAP_KEY, NULL_KEY, NUMBER_KEY, NOT_FINITE].contains(&self)
    }

    /// Whether JSON lacks a comma at the place.
    pub(crate) fn asks_for_comma(self) -> bool {
        [JSON_PAIR, JSON_ITEM].contains(&self)
    }
}

/// From a byte to the end of its line; at the end of the text, the last line that has text.
fn to_line_end(text: &str, at: usize) -> Range<usize> {
    const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
    let nothing_behind = text.get(at..).is_none_or(|rest| rest.trim_matches(BLANKS).is_empty());
    let at = if nothing_behind { line_at(text, text.trim_end_matches(BLANKS).len()).start } else { at };
    let line = text.get(at..line_at(text, at).end).unwrap_or_default();
    let content = line.trim_end_matches(BLANKS).len();
    let first = line.chars().next().map_or(0, char::len_utf8);
    at..at + content.max(first)
}
