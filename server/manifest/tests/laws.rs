//! Laws that hold for every text.

use manifest::{Budget, Data, Diagnostic, Node, Reading, Severity, Span, read, read_ahead};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        whole(&read(&bytes, &Budget::default()))?;
    }

    #[test]
    fn any_text_can_be_read(text in soup()) {
        whole(&read(text.as_bytes(), &Budget::default()))?;
    }

    #[test]
    fn the_same_bytes_give_the_same_reading(text in soup()) {
        prop_assert_eq!(read(text.as_bytes(), &Budget::default()), read(text.as_bytes(), &Budget::default()));
    }

    #[test]
    fn a_scalar_means_the_same_alone(text in soup()) {
        let reading = read(text.as_bytes(), &Budget::default());
        for document in reading.documents.iter().filter(|_| !reading.text.trim_start().starts_with('{')) {
            alone(&reading.text, &document.root)?;
        }
    }

    #[test]
    fn a_mend_lets_kubectl_read_on(text in soup()) {
        let reading = read(text.as_bytes(), &Budget::default());
        let Some(failure) = &reading.failure else { return Ok(()) };
        let remark = reading.diagnostics.iter().find(|remark| remark.span == failure.span && is_mended(remark));
        if let Some(remark) = remark {
            let mended = mend(&reading.text, remark);
            let after = read(mended.as_bytes(), &Budget::default());
            let removed: u32 = remark.fix.iter().map(|edit| edit.span.end - edit.span.start).sum();
            let added: usize = remark.fix.iter().map(|edit| edit.replacement.len()).sum();
            let further = after.failure.is_none_or(|next| {
                // Without what stood before its `{` the text is JSON, of which kubectl speaks from the beginning.
                let is_json = next.words.contains(": json: ");
                is_json || next.span.start + removed > failure.span.start + u32::try_from(added).expect("a short text")
            });
            prop_assert!(further, "{:?} gives {:?}", text, mended);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_that_is_read_ahead_gives_the_same_documents_in_order(soups in prop::collection::vec(soup(), 1..9)) {
        let budget = Budget { documents: 1_000, ..Budget::default() };
        // Longer than what is read on one thread, and more documents than are handed on together.
        let mut text = format!("# {}\n{}", "padding ".repeat(9_000), "a: 1\n---\n".repeat(100));
        soups.iter().for_each(|soup| text.extend([soup, "\n---\n"]));
        let mut documents = Vec::new();
        let reading =
            read_ahead(text.as_bytes(), &budget, &mut |document| document, &mut |document| documents.push(document));
        prop_assert_eq!(Reading { documents, ..reading }, read(text.as_bytes(), &budget));
    }
}

/// Fragments of manifests in any order.
fn soup() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(vec![
        "a: ",
        "b:\n",
        "name: web\n",
        "- ",
        "-",
        "? ",
        ": ",
        ":",
        "{",
        "}",
        "[",
        "]",
        ",",
        "#",
        " ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n",
        "\t",
        "\r\n",
        "'",
        "\"",
        "\\",
        "|\n",
        ">-\n",
        "&x ",
        "*x",
        "!!str ",
        "!t ",
        "<<: ",
        "yes",
        "012",
        "1e3",
        "1_0",
        ".inf",
        "~",
        "null",
        "80",
        "é",
        "한",
        "\u{a0}",
        "“",
        "：",
        "\u{2028}",
        "\u{feff}",
        "\u{7}",
        "@",
        "`",
        "%",
        "---\n",
        "---",
        "...\n",
        "{\"a\": 1}\n",
        "text",
        "//",
        "\u{1f980}",
    ]);
    prop::collection::vec(fragment, 0..30).prop_map(|fragments| fragments.concat())
}

/// Every span is a range of whole characters, parts lie inside of wholes, and places come in order.
fn whole(reading: &Reading) -> Result<(), TestCaseError> {
    let fits = |span: Span| reading.text.get(span.start as usize..span.end as usize).is_some();
    for document in reading.documents.iter().chain(&reading.unseen) {
        prop_assert!(fits(document.span));
        prop_assert!(document.root.data != Data::Null);
        let mut left = vec![&document.root];
        while let Some(node) = left.pop() {
            prop_assert!(fits(node.span), "{:?} of {:?}", node, reading.text);
            prop_assert!(document.span.start <= node.span.start && node.span.end <= document.span.end);
            match &node.data {
                Data::List(items) => left.extend(items),
                Data::Map(entries) => {
                    prop_assert!(entries.iter().all(|entry| fits(entry.key_span)));
                    left.extend(entries.iter().map(|entry| &entry.value));
                }
                Data::Float(value) => prop_assert!(value.is_finite()),
                _ => {}
            }
        }
    }
    prop_assert!(reading.diagnostics.is_sorted_by_key(|remark| remark.span));
    for remark in &reading.diagnostics {
        prop_assert!(fits(remark.span) && remark.fix.iter().all(|edit| fits(edit.span)), "{:?}", remark);
    }
    prop_assert_eq!(reading.failure.is_some() || reading.over_budget, has_error(reading));
    Ok(())
}

fn has_error(reading: &Reading) -> bool {
    reading.diagnostics.iter().any(|remark| remark.severity == Severity::Error)
}

/// The raw text of a scalar on one line gives the scalar again.
fn alone(text: &str, root: &Node) -> Result<(), TestCaseError> {
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        match &node.data {
            Data::List(items) => left.extend(items),
            Data::Map(entries) => left.extend(entries.iter().map(|entry| &entry.value)),
            data => {
                let raw = text.get(node.span.start as usize..node.span.end as usize).unwrap_or_default();
                // `[yes:]` is a scalar only because of the bracket behind it.
                let stands_alone = !raw.ends_with(':');
                let one_line = !raw.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']);
                if !raw.is_empty() && one_line && stands_alone {
                    let again = read(format!("x: {raw}\n").as_bytes(), &Budget::default());
                    let value = again.documents.first().map(|document| &document.root.data);
                    let Some(Data::Map(entries)) = value else { panic!("{raw:?} of {text:?} cannot be read alone") };
                    prop_assert_eq!(&entries[0].value.data, data, "{:?} of {:?}", raw, text);
                }
            }
        }
    }
    Ok(())
}

fn is_mended(remark: &Diagnostic) -> bool {
    // A separator is mended without a look at the document before it, which may have problems of its own.
    remark.severity == Severity::Error && remark.code != "yaml-separator" && !remark.fix.is_empty()
}

fn mend(text: &str, remark: &Diagnostic) -> String {
    let mut mended = text.to_owned();
    for edit in remark.fix.iter().rev() {
        mended.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
    }
    mended
}
