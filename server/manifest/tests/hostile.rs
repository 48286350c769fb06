//! Hostile texts are refused, on a small stack, and without anything being lost before them.

#[path = "hostile/inputs.rs"]
mod inputs;

use manifest::{Budget, Reading, Severity, read};

/// Reads on a quarter of what the smallest common thread has: nesting must not cost stack.
fn read_on_small_stack(text: String, budget: Budget) -> Reading {
    let thread = std::thread::Builder::new().stack_size(512 * 1024);
    let reading = thread.spawn(move || read(text.as_bytes(), &budget));
    reading.expect("a thread").join().expect("no panic and no overflow")
}

#[test]
fn hostile_texts_are_refused() {
    for hostile in inputs::inputs() {
        let reading = read_on_small_stack(format!("first: 1\n---\n{}", hostile.text), Budget::default());
        let error = reading.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
        assert!(error.is_some(), "{} is accepted", hostile);
        assert!(reading.over_budget || reading.failure.is_some(), "{}", hostile);
        let too_long = hostile.text.len() > Budget::default().bytes;
        assert_eq!(reading.documents.len(), usize::from(!too_long), "{}", hostile);
    }
}

#[test]
fn every_bound_has_its_diagnostic() {
    let small = Budget { bytes: 200, documents: 3, nodes: 20, depth: 4, alias_nodes: 5 };
    for (text, code) in [
        ("x".repeat(201), "budget-bytes"),
        ("a: 1\n---\n".repeat(4), "budget-documents"),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]".to_owned(), "budget-nodes"),
        ("[[[[[1]]]]]".to_owned(), "budget-depth"),
        ("{\"a\": [[[[1]]]]}".to_owned(), "budget-depth"),
        ("a: &a [1, 2]\nb: [*a, *a]\n".to_owned(), "budget-alias-nodes"),
    ] {
        let reading = read(text.as_bytes(), &small);
        let codes: Vec<_> = reading.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect();
        assert!(reading.over_budget && codes.contains(&code), "{text:?} gives {codes:?} instead of {code}");
    }
}

#[test]
fn nothing_is_refused_within_the_bounds() {
    let exact = Budget { bytes: 12, documents: 1, nodes: 7, depth: 3, alias_nodes: 0 };
    let reading = read(b"a: [[1], 2]\n", &exact);
    assert!(!reading.over_budget, "{:?}", reading.diagnostics);
    assert_eq!(reading.documents.len(), 1);
}

#[test]
fn any_depth_of_the_budget_is_safe() {
    let deepest = Budget { depth: usize::MAX, ..Budget::default() };
    for open in ["[", "{a: ", "- ", "? ", "!!t [", "{\"a\": "] {
        for depth in [10, 250, 1_000, 60_000] {
            let text: String = open.repeat(depth).chars().take(deepest.bytes).collect();
            read_on_small_stack(text, deepest);
        }
    }
}

/// kubectl's own rule about aliases (go-yaml `allowedAliasRatio`), with our bounds out of the way.
#[test]
fn excessive_aliasing_is_what_kubectl_says() {
    let wide = Budget { bytes: usize::MAX, nodes: usize::MAX, alias_nodes: usize::MAX, ..Budget::default() };
    for (items, aliases, fails) in [(1_000, 110, false), (2_000, 210, true), (110, 1_000, true), (2, 10, false)] {
        let text = format!("a: &a [{}]\nb: [{}]\n", vec!["x"; items].join(", "), vec!["*a"; aliases].join(", "));
        let reading = read(text.as_bytes(), &wide);
        let words = "error parsing STDIN: error converting YAML to JSON: yaml: document contains excessive aliasing";
        assert_eq!(reading.failure.map(|failure| failure.words), fails.then(|| words.to_owned()));
    }
}
