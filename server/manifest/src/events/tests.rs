//! The events agree with those of libyaml-safer, a safe port of libyaml, wherever go-yaml and libyaml agree.
//!
//! go-yaml follows libyaml 0.1, libyaml-safer follows 0.2.5. They differ on `?`, `:` and empty collections in flow
//! context, on flow indicators in tags, on directives, on byte order marks and on the depth bound: the generated texts
//! have no tags, no directives and no byte order marks, and their flow collections hold simple values only.

use super::{EventKind, Events};
use libyaml_safer::{ErrorKind, EventData, Parser};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn events_and_words_are_those_of_libyaml(text in text()) {
        match (ours(&text), theirs(&text)) {
            // libyaml looks at every open key with each token, go-yaml only at the one that the queue waits for, so
            // go-yaml may meet another problem first.
            (Err(_), Err(words)) if words.ends_with("could not find expected ':'") => {}
            (ours, theirs) => prop_assert_eq!(ours, theirs, "{}", text),
        }
    }
}

/// Lines as people write them, and as they get them not quite right.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..12).prop_map(|lines| lines.concat())
}

fn line() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(vec!["", "", "  ", "  ", "   ", "    ", "      ", "\t"]);
    let head = prop::sample::select(vec![
        "a: ", "b: ", "name: ", "name:", "- ", "- a: ", "-", "a", ": ", "# note", "'k': ", "\"k\" : ", "...", "...x",
    ]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", " # note\n", "\n\n", " \n", "\t\n", "\r\n"]);
    (indent, head, value(), end).prop_map(|(indent, head, value, end)| {
        let blank = if head.ends_with(':') && value.starts_with(['[', '{']) { " " } else { "" };
        format!("{indent}{head}{blank}{value}{end}")
    })
}

fn value() -> impl Strategy<Value = String> {
    let simple = prop::sample::select(vec![
        "",
        "web",
        "80",
        "'it''s'",
        "'",
        "\"a\\tb\"",
        "\"\\q\"",
        "\"\\u00e9\"",
        "\"",
        "a: b",
        "a #b",
        "a b",
        "|",
        ">-",
        "|2",
        "|+ x",
        "&x 1",
        "*x",
        "&",
        "*.com",
        "@x",
        "`x",
        "%x",
        "- x",
        "한국어",
        "\u{2028}",
        "~",
        "[a, b]",
        "[a",
        "{a: b}",
        "{a: b",
        "[{a: b}, c]",
        "a]",
        "[a, 'b', \"c\"]",
    ]);
    simple.prop_map(str::to_owned)
}

/// The events with their places, or the problem: libyaml may notice one some events earlier.
type Seen = Result<Vec<String>, String>;

fn ours(text: &str) -> Seen {
    let mut events = Events::new(text);
    let mut seen = Vec::new();
    loop {
        match events.next() {
            Err(error) => return Err(error.words()),
            Ok(event) => {
                let kind = match &event.kind {
                    EventKind::StreamEnd => return Ok(seen),
                    EventKind::DocumentStart => "document".to_owned(),
                    EventKind::DocumentEnd => "end of document".to_owned(),
                    EventKind::Alias(name) => format!("*{name}"),
                    EventKind::Scalar { value, plain, properties } => {
                        format!("{value:?} {plain} {:?}", properties.anchor)
                    }
                    EventKind::SequenceStart(properties) => format!("[ {:?}", properties.anchor),
                    EventKind::MappingStart(properties) => format!("{{ {:?}", properties.anchor),
                    EventKind::SequenceEnd => "]".to_owned(),
                    EventKind::MappingEnd => "}".to_owned(),
                };
                seen.push(format!("{kind} {:?}", event.span));
            }
        }
    }
}

fn theirs(text: &str) -> Seen {
    let mut parser = Parser::new();
    parser.set_input(text.as_bytes());
    let mut seen = Vec::new();
    loop {
        match parser.parse() {
            Err(error) => {
                let line = error.problem_mark().unwrap_or_default().line;
                let line = if line > 0 && error.kind() == ErrorKind::Scanner { line + 1 } else { line };
                let words = error.problem();
                return Err(if line == 0 { words.to_owned() } else { format!("line {line}: {words}") });
            }
            Ok(event) => {
                let kind = match &event.data {
                    EventData::StreamEnd => return Ok(seen),
                    EventData::StreamStart { .. } => continue,
                    EventData::DocumentStart { .. } => "document".to_owned(),
                    EventData::DocumentEnd { .. } => "end of document".to_owned(),
                    EventData::Alias { anchor } => format!("*{anchor}"),
                    EventData::Scalar { value, plain_implicit, anchor, .. } => {
                        format!("{value:?} {plain_implicit} {anchor:?}")
                    }
                    EventData::SequenceStart { anchor, .. } => format!("[ {anchor:?}"),
                    EventData::MappingStart { anchor, .. } => format!("{{ {anchor:?}"),
                    EventData::SequenceEnd => "]".to_owned(),
                    EventData::MappingEnd => "}".to_owned(),
                };
                seen.push(format!("{kind} {:?}", event.start_mark.index as usize..event.end_mark.index as usize));
            }
        }
    }
}
