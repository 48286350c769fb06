//! YAML in colours for texts that nobody edits: the home page's example, a lesson's cluster, a solution.
//!
//! Line by line and by looks only; what a text means is `manifest`'s business. The classes are CodeMirror's.

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// What stands on it.
    pub tokens: Vec<Token<'a>>,
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// `tok-propertyName`, `tok-string`, `tok-number`, `tok-punctuation`, `tok-comment`, or empty.
    pub class: &'static str,
    /// As written.
    pub text: &'a str,
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    text.lines().enumerate().map(|(index, line)| Line { number: index + 1, tokens: tokens(line) }).collect()
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let (mut rest, comment) = split_comment(line);
    let mut take = |class, text: &str, rest: &mut &'_ str| {
        let (token, behind) = rest.split_at(text.len());
        *rest = behind;
        if !token.is_empty() {
            out.push((class, token.len()));
        }
    };
    if line == "---" || line == "..." {
        take("tok-punctuation", line, &mut rest);
    }
    loop {
        let blank = &rest[..rest.len() - rest.trim_start().len()];
        take("", blank, &mut rest);
        if rest == "-" || rest.starts_with("- ") {
            take("tok-punctuation", "-", &mut rest);
        } else {
            break;
        }
    }
    if let Some(key) = key(rest) {
        take("tok-propertyName", key, &mut rest);
        take("tok-punctuation", ":", &mut rest);
        let blank = &rest[..rest.len() - rest.trim_start().len()];
        take("", blank, &mut rest);
    }
    while !rest.is_empty() {
        let mark = |character: char| matches!(character, '[' | ']' | '{' | '}' | ',');
        let end = if rest.starts_with(['"', '\'']) { rest.len() } else { rest.find(mark).unwrap_or(rest.len()) };
        let value = &rest[..end];
        let class = if value.trim().parse::<f64>().is_ok() { "tok-number" } else { "tok-string" };
        take(class, value, &mut rest);
        let marks =
            &rest[..rest.len() - rest.trim_start_matches(|character| mark(character) || character == ' ').len()];
        take("tok-punctuation", marks, &mut rest);
    }
    out.push(("tok-comment", comment.len()));
    pieces(line, out)
}

/// Cuts a line into pieces of these lengths.
fn pieces<'a>(line: &'a str, lengths: Vec<(&'static str, usize)>) -> Vec<Token<'a>> {
    let mut rest = line;
    let cut = |(class, length)| {
        let (text, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = behind;
        Token { class, text }
    };
    lengths.into_iter().map(cut).filter(|token| !token.text.is_empty()).collect()
}

/// A comment begins at a `#` that starts the line or follows a blank; one in quotes is left alone.
fn split_comment(line: &str) -> (&str, &str) {
    let starts = line.match_indices('#').map(|(at, _)| at);
    let is_start = |at: &usize| {
        let before = &line[..*at];
        let quoted = before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1;
        (before.is_empty() || before.ends_with([' ', '\t'])) && !quoted
    };
    line.split_at(starts.into_iter().find(is_start).unwrap_or(line.len()))
}

/// What stands before a colon that ends a key.
fn key(text: &str) -> Option<&str> {
    let end = text
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with(' '))?;
    let key = &text[..end];
    (!key.is_empty() && !key.contains(['{', '['])).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{Token, lines};

    fn check(text: &str, wanted: &[(&str, &str)]) {
        let wanted: Vec<Token<'_>> = wanted
            .iter()
            .map(|&(class, text)| Token { class: CLASSES[CLASSES.iter().position(|c| *c == class).unwrap_or(0)], text })
            .collect();
        assert_eq!(lines(text)[0].tokens, wanted);
    }

    const CLASSES: [&str; 6] = ["", "tok-propertyName", "tok-string", "tok-number", "tok-punctuation", "tok-comment"];

    #[test]
    fn lines_are_cut_where_their_looks_change() {
        check(
            "  - port: 80 # http",
            &[
                ("", "  "),
                ("tok-punctuation", "-"),
                ("", " "),
                ("tok-propertyName", "port"),
                ("tok-punctuation", ":"),
                ("", " "),
                ("tok-number", "80 "),
                ("tok-comment", "# http"),
            ],
        );
        check(
            "image: \"nginx: 1 # x\"",
            &[("tok-propertyName", "image"), ("tok-punctuation", ":"), ("", " "), ("tok-string", "\"nginx: 1 # x\"")],
        );
        check(
            "modes: [가, b]",
            &[
                ("tok-propertyName", "modes"),
                ("tok-punctuation", ":"),
                ("", " "),
                ("tok-punctuation", "["),
                ("tok-string", "가"),
                ("tok-punctuation", ", "),
                ("tok-string", "b"),
                ("tok-punctuation", "]"),
            ],
        );
        check("---", &[("tok-punctuation", "---")]);
    }
}
