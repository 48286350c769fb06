//! Texts that made YAML loaders abort, hang or fill memory, with the loaders that they hurt.

/// A name and the text.
pub(crate) struct Hostile {
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

impl std::fmt::Display for Hostile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Ten of them.
pub(crate) fn inputs() -> Vec<Hostile> {
    [
        ("bomb: nine aliases in each of eight levels", bomb(8, 9)),
        ("doubling: two aliases in each of 28 levels", bomb(28, 2)),
        ("wide alias: a list of 2,000 repeated 5,000 times", wide()),
        ("merge keys: a mapping of 2,000 merged 3,000 times", merges()),
        ("nested lists: `- ` 50,000 times", "- ".repeat(50_000)),
        ("nested keys: `? ` 50,000 times", "? ".repeat(50_000)),
        ("nested brackets: `[` 200,000 times", "[".repeat(200_000)),
        ("nested braces of JSON: `{\"a\":` 40,000 times", "{\"a\":".repeat(40_000)),
        ("an alias of itself", "a: &a [*a]\n".to_owned()),
        ("a scalar of ten megabytes", format!("a: {}\n", "x".repeat(10_000_000))),
    ]
    .map(|(name, text)| Hostile { name, text })
    .into()
}

fn bomb(levels: usize, width: usize) -> String {
    let mut text = "a0: &a0 x\n".to_owned();
    for level in 1..=levels {
        let aliases = vec![format!("*a{}", level - 1); width].join(", ");
        text += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    text
}

fn wide() -> String {
    format!("a: &a [{}]\nb: [{}]\n", vec!["x"; 2_000].join(", "), vec!["*a"; 5_000].join(", "))
}

fn merges() -> String {
    let members: String = (0..2_000).map(|index| format!("  k{index}: v\n")).collect();
    let merged: String = (0..3_000).map(|index| format!("m{index}:\n  <<: *a\n")).collect();
    format!("a: &a\n{members}{merged}")
}
