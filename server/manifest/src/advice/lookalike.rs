//! Characters that look like ASCII and are not, as word processors, chats and input methods put them in.

use super::{Advice, Role, diagnostic};
use crate::chunk::Chunk;
use crate::compose::TreeNode;
use crate::{Diagnostic, Edit, Severity};
use std::ops::Range;

/// A character, its name, and what was probably meant.
type Lookalike = (char, &'static str, &'static str);

/// Blanks and invisible characters: never meant, wherever plain text has them.
const BLANKS: [Lookalike; 13] = [
    ('\u{a0}', "no-break space", " "),
    ('\u{2007}', "figure space", " "),
    ('\u{2009}', "thin space", " "),
    ('\u{202f}', "narrow no-break space", " "),
    ('\u{3000}', "ideographic space", " "),
    ('\u{ad}', "soft hyphen", ""),
    ('\u{200b}', "zero-width space", ""),
    ('\u{200c}', "zero-width non-joiner", ""),
    ('\u{200d}', "zero-width joiner", ""),
    ('\u{2060}', "word joiner", ""),
    ('\u{feff}', "byte order mark", ""),
    ('\u{2028}', "line separator", " "),
    ('\u{2029}', "paragraph separator", " "),
];

/// Signs that YAML gives a meaning to only in their ASCII form.
const SIGNS: [Lookalike; 10] = [
    ('\u{201c}', "left double quotation mark", "\""),
    ('\u{201d}', "right double quotation mark", "\""),
    ('\u{2018}', "left single quotation mark", "'"),
    ('\u{2019}', "right single quotation mark", "'"),
    ('\u{ff1a}', "full-width colon", ": "),
    ('\u{ff0c}', "full-width comma", ", "),
    ('\u{ff0d}', "full-width hyphen", "-"),
    ('\u{2013}', "en dash", "-"),
    ('\u{2014}', "em dash", "-"),
    ('\u{2212}', "minus sign", "-"),
];

/// Cyrillic and Greek letters with a Latin twin: never meant in a key that is Latin otherwise.
const LETTERS: [(&str, &str); 2] =
    [("аеорсхуіѕјԁһАВЕКМНОРСТХ", "aeopcxyisjdhABEKMHOPCTX"), ("ονυιαρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovuiapABEZHIKMNOPTYX")];

/// Places in a text, the name of what stands there, and what was probably meant.
type Found = Vec<(Range<usize>, &'static str, String)>;

impl Advice<'_> {
    /// Remarks on plain text; in quotes and in block scalars such characters may well be meant.
    pub(super) fn lookalikes(&mut self, node: &TreeNode<'_>, role: Role<'_>) {
        let chunk = self.chunk;
        let raw = chunk.text.get(node.span.clone()).unwrap_or_default();
        if raw.is_ascii() {
            return;
        }
        let found = match role {
            Role::Key if raw.contains(|letter: char| letter.is_ascii_alphabetic()) => {
                find(raw, |found| known(found).or_else(|| letter(found)))
            }
            _ if is_wrapped(raw) => find(raw, |found| blank(found).or_else(|| quote(found))),
            _ if raw.chars().all(|found| digit(found).is_some() || found.is_ascii_digit()) => find(raw, digit),
            _ => find(raw, |found| blank(found).or_else(|| colon(found))),
        };
        self.found.extend(remark(chunk, node.span.start, found));
    }
}

/// The remark on lines that could not be read: any look-alike on them may be why.
pub(crate) fn lookalikes_of_lines(chunk: &Chunk<'_>, lines: &Range<usize>) -> Option<Diagnostic> {
    let raw = chunk.text.get(lines.clone()).unwrap_or_default();
    remark(chunk, lines.start, find(raw, known))
}

fn remark(chunk: &Chunk<'_>, start: usize, found: Found) -> Option<Diagnostic> {
    let (first, name, _) = found.first()?;
    let range = start + first.start..start + first.end;
    let code = format!("U+{:04X}", u32::from(chunk.text.get(range.clone())?.chars().next()?));
    let name = *name;
    let message = format!("This is the character {code} ({name}), which only looks like what YAML needs here.");
    let fix = found
        .iter()
        .map(|(at, _, meant)| {
            let range = start + at.start..start + at.end;
            let blank_follows = chunk.text.get(range.end..).is_some_and(|rest| rest.starts_with(' '));
            let meant = if blank_follows { meant.trim_end() } else { meant };
            Edit { span: chunk.to_span(&range), replacement: meant.to_owned() }
        })
        .collect();
    let arguments = [("character", code.as_str()), ("name", name)];
    Some(diagnostic(Severity::Warning, "yaml-lookalike", chunk.to_span(&range), message, &arguments, fix))
}

fn find(raw: &str, twin: impl Fn(char) -> Option<(&'static str, String)>) -> Found {
    raw.char_indices()
        .filter_map(|(at, found)| twin(found).map(|(name, meant)| (at..at + found.len_utf8(), name, meant)))
        .collect()
}

/// Whether smart quotes stand where real ones were meant.
fn is_wrapped(raw: &str) -> bool {
    let ends = |end: Option<char>| end.is_some_and(|end| quote(end).is_some());
    ends(raw.chars().next()) && ends(raw.chars().next_back())
}

fn in_table(table: &[Lookalike], found: char) -> Option<(&'static str, String)> {
    let (_, name, meant) = table.iter().find(|(character, _, _)| *character == found)?;
    Some((*name, (*meant).to_owned()))
}

fn blank(found: char) -> Option<(&'static str, String)> {
    in_table(&BLANKS, found)
}

fn quote(found: char) -> Option<(&'static str, String)> {
    in_table(&SIGNS, found).filter(|(_, meant)| meant == "\"" || meant == "'")
}

fn colon(found: char) -> Option<(&'static str, String)> {
    in_table(&SIGNS, found).filter(|(_, meant)| meant == ": ")
}

fn known(found: char) -> Option<(&'static str, String)> {
    blank(found).or_else(|| in_table(&SIGNS, found))
}

fn letter(found: char) -> Option<(&'static str, String)> {
    LETTERS.iter().find_map(|(foreign, latin)| {
        let at = foreign.chars().position(|letter| letter == found)?;
        Some(("letter of another alphabet", latin.chars().nth(at)?.to_string()))
    })
}

fn digit(found: char) -> Option<(&'static str, String)> {
    let digit = u32::from(found).checked_sub(0xff10).filter(|digit| *digit < 10)?;
    Some(("full-width digit", digit.to_string()))
}
