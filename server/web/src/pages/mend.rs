//! The button that carries out a proposed edit, on the server, so that it works without script.

use super::bench::place::Sheet;
use super::bench::rename;
use manifest::Edit;
use simulator::Outcome;

/// The text after what its button stands for: `fix-N` carries out the edits of diagnostic N of the text's step,
/// `rename-N` gives the unknown fields of its document N the name that they most likely mean.
pub(super) fn by_button(act: &str, text: &str, step: usize, outcome: &Outcome) -> Option<String> {
    let (verb, index) = act.split_once('-')?;
    let index: usize = index.parse().ok()?;
    let done = outcome.steps.get(step)?;
    match verb {
        "fix" => edit(text, &done.diagnostics.get(index)?.fix),
        "rename" => rename::mended(done.verdicts.get(index)?, Sheet { text, step: u32::try_from(step).ok()? }),
        _ => None,
    }
}

/// Carries out edits; `None` when one of them does not fit the text.
fn edit(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let (start, end) = (usize::try_from(edit.span.start).ok()?, usize::try_from(edit.span.end).ok()?);
        out.push_str(text.get(done..start)?);
        out.push_str(&edit.replacement);
        done = end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::edit;
    use manifest::{Edit, Span};

    fn replace(start: u32, end: u32, replacement: &str) -> Edit {
        Edit { span: Span { start, end }, replacement: replacement.into() }
    }

    #[test]
    fn edits_are_carried_out_whatever_their_order() {
        let edits = [replace(6, 7, "y"), replace(0, 1, "bb")];
        assert_eq!(edit("a: 1\nb: 2", &edits).as_deref(), Some("bb: 1\nby 2"));
        assert_eq!(edit("a", &[replace(3, 4, "")]), None);
    }
}
