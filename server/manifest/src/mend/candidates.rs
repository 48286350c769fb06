//! What people usually mean, by the code of the problem; the likeliest first.

use super::Mend;
use super::colons::{blank_after_colon, colon_after_word, colon_at_end, full_width_colon};
use super::indentation::{beside_list, indented_as_before, separator, tab_indentation};
use super::quotes::{close, double_quotes, quote_rest, quote_value, single_quotes};
use crate::events::SyntaxError;
use crate::line_text::{indent, line_at, line_before, lines_from};
use std::ops::Range;

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

/// `key: - item` continues on the next line.
fn item_on_next_line(text: &str, at: usize) -> Option<Mend> {
    let line = line_at(text, at);
    let before = text.get(line.start..at)?;
    let blanks = before.trim_end_matches(' ').len();
    Some(vec![(line.start + blanks..at, format!("\n{}", " ".repeat(indent(before))))])
}
