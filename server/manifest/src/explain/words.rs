//! Our words for what stops kubectl: a stable code, and one or two sentences.

/// Our words for a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// The stable code of the diagnostic.
    pub(crate) code: &'static str,
    /// One or two English sentences.
    pub(crate) message: &'static str,
}

const fn explanation(code: &'static str, message: &'static str) -> Explanation {
    Explanation { code, message }
}

pub(super) const TAB: Explanation = explanation(
    "yaml-tab-indentation",
    "A tab stands where only blanks may: YAML is indented with blanks. Editors can be set to type blanks \
     for tabs.",
);
pub(super) const RESERVED: Explanation = explanation(
    "yaml-reserved-character",
    "A value cannot begin with this character, which YAML reserves. Put the value in quotes.",
);
pub(super) const COLON: Explanation = explanation(
    "yaml-unexpected-colon",
    "A key cannot stand here. Either this line is indented deeper than its neighbours, or a value holds a \
     colon and needs quotes, or the line above lacks a blank behind its colon.",
);
pub(super) const NO_COLON: Explanation = explanation(
    "yaml-missing-colon",
    "This line stands where a key belongs, but no `:` with a blank behind it follows.",
);
pub(super) const CONFLICT: Explanation = explanation(
    "yaml-conflict-marker",
    "This is no key. Git puts such lines around two versions of a text that it could not merge: keep one \
     of the two.",
);
pub(super) const DASH: Explanation = explanation(
    "yaml-unexpected-dash",
    "A list cannot begin on the line of its key. Put its items on lines of their own, or write `[a, b]`.",
);
pub(super) const QUESTION: Explanation = explanation(
    "yaml-unexpected-question-mark",
    "A `?` with a blank behind it begins a key, and no key can stand here. Put the value in quotes.",
);
pub(super) const QUOTE: Explanation =
    explanation("yaml-unclosed-quote", "The quote that opens here is never closed, so the text runs on to the end.");
pub(super) const ESCAPE: Explanation = explanation(
    "yaml-escape",
    "In double quotes a backslash begins an escape such as `\\n`. In single quotes a backslash is just a \
     backslash.",
);
pub(super) const ANCHOR: Explanation = explanation(
    "yaml-anchor-name",
    "`*` at the beginning of a value stands for an anchor, and `&` names one; both need a name of letters \
     and digits. Put the value in quotes if text is meant.",
);
pub(super) const BLOCK_TEXT: Explanation = explanation(
    "yaml-text-after-block-indicator",
    "The text of a block begins on the line after `|` or `>`; only a comment may follow on the same line.",
);
pub(super) const BLOCK_DIGIT: Explanation = explanation(
    "yaml-block-indicator",
    "The digit behind `|` or `>` says how far the block is indented, and that is at least 1.",
);
pub(super) const KEY: Explanation = explanation(
    "yaml-expected-key",
    "This does not belong to the mapping around it. Usually the line is indented less than its neighbours \
     but deeper than the key above them, or text follows a closing quote or bracket.",
);
pub(super) const NO_DASH: Explanation = explanation(
    "yaml-expected-dash",
    "This key stands in the column of a list's dashes, so it belongs neither to an item nor to the \
     mapping around the list. Indent it like the key that holds the list, or like the keys of the item.",
);
pub(super) const BRACKET: Explanation = explanation(
    "yaml-unclosed-bracket",
    "The bracket that opens here is not closed before this, or a comma is missing.",
);
pub(super) const VALUE: Explanation = explanation(
    "yaml-expected-value",
    "A value is missing here. A bracket or a comma may be one too many; text with `{{ }}` needs quotes.",
);
pub(super) const DIRECTIVE: Explanation = explanation(
    "yaml-directive",
    "A line that begins with `%` is a directive to the parser. kubectl separates it from its document; \
     leave it out.",
);
pub(super) const DEPTH: Explanation = explanation("yaml-depth", "Values are nested too deep.");
pub(super) const CONTROL: Explanation = explanation(
    "yaml-control-character",
    "An invisible control character stands here. It usually comes along when text is copied from a \
     terminal.",
);
pub(super) const TAG: Explanation = explanation(
    "yaml-tag",
    "A value that begins with `!` is a tag, and this is none. Put the value in quotes if text is meant.",
);
pub(super) const NO_ANCHOR: Explanation = explanation(
    "yaml-unknown-anchor",
    "No anchor of this name stands before it in the same document; anchors do not reach across `---`.",
);
pub(super) const ITSELF: Explanation =
    explanation("yaml-anchor-in-itself", "This alias stands inside the value that it repeats.");
pub(super) const ALIASING: Explanation = explanation(
    "yaml-excessive-aliasing",
    "Nearly all of this document would be repetitions, so kubectl refuses to expand it.",
);
pub(super) const MERGE: Explanation =
    explanation("yaml-merge-value", "The merge key `<<` takes a mapping, an alias of one, or a list of these.");
pub(super) const MAP_KEY: Explanation = explanation(
    "yaml-map-key",
    "A mapping or a list cannot be a key. Text that begins with `{` or `[`, such as `{{ }}` of a \
     template, needs quotes.",
);
pub(super) const TAG_VALUE: Explanation =
    explanation("yaml-tag-value", "The value is not of the type that its tag names.");
pub(super) const BINARY: Explanation = explanation("yaml-binary", "The tag `!!binary` takes base64 with its padding.");
pub(super) const NULL_KEY: Explanation = explanation(
    "yaml-null-key",
    "`~`, `null` and nothing are the null value, which cannot be a key. Put the key in quotes.",
);
pub(super) const NUMBER_KEY: Explanation =
    explanation("yaml-number-key", "This number is too large to be a key. Put it in quotes.");
pub(super) const NOT_FINITE: Explanation = explanation(
    "yaml-not-finite",
    "`.inf` and `.nan` are numbers that JSON lacks, so they cannot be sent to the server. Put text in \
     quotes.",
);
pub(super) const SEPARATOR: Explanation = explanation(
    "yaml-separator",
    "A line that begins with `---` separates documents, and only a comment may follow on it. kubectl also \
     loses the document before it.",
);
pub(super) const JSON_END: Explanation =
    explanation("json-syntax", "The text ends inside a JSON value: a bracket, a brace or a quote is never closed.");
pub(super) const JSON_PAIR: Explanation =
    explanation("json-syntax", "A comma or the closing brace is missing before this.");
pub(super) const JSON_ITEM: Explanation =
    explanation("json-syntax", "A comma or the closing bracket is missing before this.");
pub(super) const JSON_COLON: Explanation =
    explanation("json-syntax", "A colon is missing between the key and its value.");
pub(super) const JSON_KEY: Explanation = explanation(
    "json-syntax",
    "A key in double quotes belongs here; JSON has no comma before a closing brace, and no comments.",
);
pub(super) const JSON_VALUE: Explanation =
    explanation("json-syntax", "A value belongs here: text in double quotes, a number, true, false, null, `{` or `[`.");
pub(super) const JSON_STRING: Explanation = explanation(
    "json-syntax",
    "A string of JSON ends on its own line: the closing quote is missing, or a line break is to be \
     written `\\n`.",
);
pub(super) const JSON: Explanation = explanation(
    "json-syntax",
    "The text begins with `{`, so kubectl reads it as JSON, and then as YAML; it is neither from here on.",
);
