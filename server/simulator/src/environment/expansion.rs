//! References to variables in values (`third_party/forked/golang/expansion`): `$(NAME)` is replaced where the name is
//! known and stays where it is not; `$$` is one dollar, so that `$$(NAME)` is the text `$(NAME)`.

/// Replaces all references.
pub(super) fn expand(text: &str, known: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
        } else if let Some((name, after)) = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            match known(name) {
                Some(value) => out.push_str(&value),
                None => out.push_str(&format!("$({name})")),
            }
            rest = after;
        } else {
            // Anything else after a dollar, or a bracket that nothing closes, stands for itself.
            out.push('$');
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn references() {
        let cases = [
            ("$(A)-$(B)", "1-$(B)"),
            ("$$(A)", "$(A)"),
            ("$$$(A)", "$1"),
            ("$A $(A", "$A $(A"),
            ("$(A)$", "1$"),
            ("$()", "$()"),
            ("100%", "100%"),
        ];
        for (text, expected) in cases {
            let found = expand(text, |name| (name == "A").then(|| "1".to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
