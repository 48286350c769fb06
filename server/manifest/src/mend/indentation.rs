//! Lines that stand in another column than they were meant to.

use super::Mend;
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

/// Blanks for tabs: as many as the line above has, unless that one opens something deeper.
pub(super) fn tab_indentation(text: &str, at: usize) -> Vec<Option<Mend>> {
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
pub(super) fn beside_list(text: &str, at: usize) -> Vec<Option<Mend>> {
    let line = line_at(text, at);
    let now = indent(text.get(line.clone()).unwrap_or_default());
    let key = text.get(line.start + now..line.end).and_then(|line| line.split(':').next()).unwrap_or_default();
    let others = columns_before(text, at).into_iter().filter(|column| *column != now);
    let (inner, outer): (Vec<_>, Vec<_>) = others.partition(|column| *column > now);
    let columns = if ITEM_KEYS.contains(&key) { [inner, outer] } else { [outer, inner] };
    columns.into_iter().flatten().map(|column| Some(moved(text, &line, now, column))).collect()
}

/// The line and what hangs below it, moved to a column that a line above has; the nearest first.
pub(super) fn indented_as_before(text: &str, at: usize) -> Vec<Option<Mend>> {
    let line = line_at(text, at);
    let now = indent(text.get(line.clone()).unwrap_or_default());
    let columns = columns_before(text, at).into_iter().filter(|column| *column != now);
    columns.map(|column| Some(moved(text, &line, now, column))).collect()
}

/// A separator stands in the first column.
pub(super) fn separator(text: &str, at: usize) -> Option<Mend> {
    let line = line_at(text, at);
    let blanks = leading(text, &line);
    (text.get(blanks.end..line.end)?.trim_end() == "---").then(|| vec![(blanks, String::new())])
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
