//! What people usually mean, by the code of the problem; the likeliest first.

use super::Mend;
use crate::events::SyntaxError;
use crate::line_text::{indent, is_content, line_at, line_before, lines_from};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// Keys that items of Kubernetes' lists have, seldom the objects around such a list.
const ITEM_KEYS: [&str; 22] = [
    "appProtocol",
    "args",
    "command",
    "containerPort",
    "env",
    "envFrom",
    "hostPort",
    "image",
    "imagePullPolicy",
    "key",
    "mountPath",
    "name",
    "nodePort",
    "port",
    "protocol",
    "readOnly",
    "resources",
    "subPath",
    "targetPort",
    "value",
    "valueFrom",
    "volumeMounts",
];

/// The mends worth trying.
pub(super) fn candidates(text: &str, code: &str, error: &SyntaxError) -> Vec<Mend> {
    let at = error.at;
    let begun = error.begun;
    let mends = match code {
        "yaml-tab-indentation" => tab_indentation(text, at),
        "yaml-reserved-character" | "yaml-anchor-name" | "yaml-tag" => {
            vec![without_fences(text, at), quote_rest(text, at.min(begun))]
        }
        "yaml-unexpected-colon" => {
            let before = line_before(text, at);
            let open = before.as_ref().and_then(|before| colon_at_end(text, before));
            let mut mends = vec![blank_after_colon(text, before), open];
            mends.push(quote_value(text, line_at(text, at)));
            mends.extend(indented_as_before(text, at));
            mends
        }
        "yaml-missing-colon" => {
            let line = line_at(text, begun);
            vec![
                full_width_colon(text, &line),
                blank_after_colon(text, Some(line.clone())),
                colon_after_word(text, &line),
                colon_at_end(text, &line),
            ]
        }
        "yaml-unexpected-dash" => vec![item_on_next_line(text, at)],
        "yaml-unclosed-quote" => vec![close(text, begun, text.get(begun..begun + 1))],
        "yaml-unclosed-bracket" => {
            let bracket = text.get(begun..).and_then(|rest| rest.chars().next());
            vec![close(text, begun, Some(if bracket == Some('[') { "]" } else { "}" }))]
        }
        "yaml-escape" => vec![single_quotes(text, begun)],
        "yaml-expected-key" => {
            let mut mends = vec![separator(text, at), double_quotes(text, line_at(text, at))];
            mends.extend(indented_as_before(text, at));
            mends
        }
        "yaml-expected-dash" => beside_list(text, at),
        "yaml-directive" => vec![without_directive(text)],
        "yaml-control-character" => vec![text.get(at..).and_then(|rest| {
            let character = rest.chars().next()?;
            Some(vec![(at..at + character.len_utf8(), String::new())])
        })],
        _ => Vec::new(),
    };
    mends.into_iter().flatten().collect()
}

/// A directive goes, and its line with it.
fn without_directive(text: &str) -> Option<Mend> {
    let line = lines_from(text, 0).find(|line| text.get(line.clone()).is_some_and(|line| line.starts_with('%')))?;
    Some(vec![(line.start..(line.end + 1).min(text.len()), String::new())])
}

/// The fences that Markdown puts around code go.
fn without_fences(text: &str, at: usize) -> Option<Mend> {
    let is_fence = |line: &Range<usize>| text.get(line.clone()).is_some_and(|line| line.starts_with("```"));
    is_fence(&line_at(text, at)).then(|| {
        let fences = lines_from(text, 0).filter(is_fence);
        fences.map(|line| (line.start..(line.end + 1).min(text.len()), String::new())).collect()
    })
}

/// A separator stands in the first column.
fn separator(text: &str, at: usize) -> Option<Mend> {
    let line = line_at(text, at);
    let blanks = leading(text, &line);
    (text.get(blanks.end..line.end)?.trim_end() == "---").then(|| vec![(blanks, String::new())])
}

/// Blanks for tabs: as many as the line above has, unless that one opens something deeper.
fn tab_indentation(text: &str, at: usize) -> Vec<Option<Mend>> {
    let line = line_at(text, at);
    let blanks = leading(text, &line);
    if blanks.end == line.end {
        return vec![Some(vec![(blanks, String::new())])];
    }
    let before = line_before(text, at).and_then(|before| text.get(before)).unwrap_or_default();
    let like_before = Some(vec![(blanks, " ".repeat(key_column(before)))]);
    let mut mends = vec![tabs(text, 2), tabs(text, 4), tabs(text, 8)];
    mends.insert(if before.trim_end().ends_with(':') { mends.len() } else { 0 }, like_before);
    mends
}

/// A key in the column of the dashes belongs to the last item when items have such keys, else to what holds the list.
fn beside_list(text: &str, at: usize) -> Vec<Option<Mend>> {
    let line = line_at(text, at);
    let now = indent(text.get(line.clone()).unwrap_or_default());
    let key = text.get(line.start + now..line.end).and_then(|line| line.split(':').next()).unwrap_or_default();
    let others = columns_before(text, at).into_iter().filter(|column| *column != now);
    let (inner, outer): (Vec<_>, Vec<_>) = others.partition(|column| *column > now);
    let columns = if ITEM_KEYS.contains(&key) { [inner, outer] } else { [outer, inner] };
    columns.into_iter().flatten().map(|column| Some(moved(text, &line, now, column))).collect()
}

/// Every tab in the indentation of any line becomes so many blanks.
fn tabs(text: &str, width: usize) -> Option<Mend> {
    let mend: Mend = lines_from(text, 0)
        .filter_map(|line| {
            let blanks = leading(text, &line);
            let found = text.get(blanks.clone()).filter(|blanks| blanks.contains('\t'))?;
            Some((blanks, found.replace('\t', &" ".repeat(width))))
        })
        .collect();
    (!mend.is_empty()).then_some(mend)
}

/// Blanks and tabs at the beginning of a line.
fn leading(text: &str, line: &Range<usize>) -> Range<usize> {
    let content = text.get(line.clone()).unwrap_or_default();
    line.start..line.start + content.len() - content.trim_start_matches([' ', '\t']).len()
}

/// Quotes around the value that begins at a place, up to the end of its line.
fn quote_rest(text: &str, start: usize) -> Option<Mend> {
    let end = value_end(text, start);
    Some(vec![quoted(text, start..end)?])
}

/// The end of a value that goes on to the end of its line, or to a comment.
pub(super) fn value_end(text: &str, start: usize) -> usize {
    let end = line_at(text, start).end;
    let rest = text.get(start..end).unwrap_or_default();
    let rest = rest.find(" #").and_then(|at| rest.get(..at)).unwrap_or(rest);
    start + rest.trim_end().len()
}

/// A range in the quotes that leave its text as it is.
pub(super) fn quoted(text: &str, range: Range<usize>) -> Option<(Range<usize>, String)> {
    let value = text.get(range.clone()).filter(|value| !value.is_empty())?;
    let quoted =
        if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") };
    Some((range, quoted))
}

/// `key: value: more` gets quotes around its value.
fn quote_value(text: &str, line: Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let colon = content.find(": ")?;
    let value = content.get(colon + 2..)?.trim_start();
    let start = line.end - value.len();
    let range = start..value_end(text, start);
    let already = value.starts_with(['"', '\'', '[', '{', '|', '>']);
    let holds_colon = text.get(range.clone())?.contains(':');
    (holds_colon && !already).then(|| quoted(text, range)).flatten().map(|edit| vec![edit])
}

/// `key:value` gets a blank.
fn blank_after_colon(text: &str, line: Option<Range<usize>>) -> Option<Mend> {
    let line = line?;
    let content = text.get(line.clone())?;
    let key = key_length(content)?;
    let behind = content.get(key..)?.strip_prefix(':')?;
    let at = line.start + key + 1;
    (!behind.is_empty() && !behind.starts_with([' ', '\t'])).then(|| vec![(at..at, " ".to_owned())])
}

/// `key value` gets a colon.
fn colon_after_word(text: &str, line: &Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let key = key_length(content)?;
    let at = line.start + key;
    let behind = content.get(key..)?;
    (behind.starts_with(' ') && !behind.trim().is_empty()).then(|| vec![(at..at, ":".to_owned())])
}

/// `key` alone gets a colon.
fn colon_at_end(text: &str, line: &Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let key = key_length(content)?;
    let at = line.start + key;
    content.get(key..)?.trim().is_empty().then(|| vec![(at..at, ":".to_owned())])
}

/// The bytes of a line up to the end of its first word, dashes of list items before it included.
fn key_length(content: &str) -> Option<usize> {
    let start = content.len() - content.trim_start_matches([' ', '-']).len();
    let word = content.get(start..)?;
    let length = word.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.' | '/' | '-')));
    let length = length.unwrap_or(word.len());
    (length > 0).then_some(start + length)
}

/// The full-width colon of East Asian keyboards.
fn full_width_colon(text: &str, line: &Range<usize>) -> Option<Mend> {
    let at = line.start + text.get(line.clone())?.find('\u{ff1a}')?;
    let end = at + '\u{ff1a}'.len_utf8();
    let blank = if text.get(end..line.end)?.starts_with(' ') { ":" } else { ": " };
    Some(vec![(at..end, blank.to_owned())])
}

/// `key: - item` continues on the next line.
fn item_on_next_line(text: &str, at: usize) -> Option<Mend> {
    let line = line_at(text, at);
    let before = text.get(line.start..at)?;
    let blanks = before.trim_end_matches(' ').len();
    Some(vec![(line.start + blanks..at, format!("\n{}", " ".repeat(indent(before))))])
}

/// What opens at a place closes at the end of its line.
fn close(text: &str, begun: usize, closing: Option<&str>) -> Option<Mend> {
    let end = value_end(text, begun);
    Some(vec![(end..end, closing?.to_owned())])
}

/// `"C:\data"` becomes `'C:\data'`.
fn single_quotes(text: &str, begun: usize) -> Option<Mend> {
    let line = line_at(text, begun);
    let inside = text.get(begun + 1..line.end)?;
    let length = inside.find('"')?;
    let value = inside.get(..length)?.replace('\'', "''");
    Some(vec![(begun..begun + length + 2, format!("'{value}'"))])
}

/// `'it's'` becomes `"it's"`.
fn double_quotes(text: &str, line: Range<usize>) -> Option<Mend> {
    let content = text.get(line.clone())?;
    let start = content.find('\'')?;
    let end = content.rfind('\'').filter(|end| *end > start)?;
    let value = content.get(start + 1..end)?;
    let range = line.start + start..line.start + end + 1;
    (!value.contains(['"', '\\'])).then(|| vec![(range, format!("\"{value}\""))])
}

/// The line and what hangs below it, moved to a column that a line above has; the nearest first.
fn indented_as_before(text: &str, at: usize) -> Vec<Option<Mend>> {
    let line = line_at(text, at);
    let now = indent(text.get(line.clone()).unwrap_or_default());
    let columns = columns_before(text, at).into_iter().filter(|column| *column != now);
    columns.map(|column| Some(moved(text, &line, now, column))).collect()
}

/// The columns of keys in the lines above a place up to the first that is not indented, nearest to its own first.
fn columns_before(text: &str, at: usize) -> Vec<usize> {
    let now = indent(text.get(line_at(text, at)).unwrap_or_default());
    let mut columns = BTreeSet::new();
    let mut next = line_before(text, at);
    while let Some(before) = next {
        let content = text.get(before.clone()).unwrap_or_default();
        columns.extend([indent(content), key_column(content)]);
        next = if indent(content) == 0 { None } else { line_before(text, before.start) };
    }
    let mut columns: Vec<_> = columns.into_iter().collect();
    columns.sort_by_key(|column| (column.abs_diff(now), Reverse(*column)));
    columns
}

/// The column of a line's key; those of a list item stand behind its dash.
fn key_column(content: &str) -> usize {
    content.len() - content.trim_start_matches([' ', '-']).len()
}

/// Lines from one on, as long as they are indented at least as deep, with another indentation.
fn moved(text: &str, line: &Range<usize>, from: usize, to: usize) -> Mend {
    lines_from(text, line.start)
        .take_while(|next| {
            let content = text.get(next.clone()).unwrap_or_default();
            !is_content(content) || next.start == line.start || indent(content) > from
        })
        .filter(|next| is_content(text.get(next.clone()).unwrap_or_default()))
        .map(|next| {
            let column = indent(text.get(next.clone()).unwrap_or_default());
            (next.start..next.start + column, " ".repeat((column + to).saturating_sub(from)))
        })
        .collect()
}
