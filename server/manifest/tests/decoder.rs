//! Every text of `decoder/texts.jsonl` gives the documents and the words that kubectl's own decoder gave.

use manifest::{Budget, Data, Node, read};
use serde_json::{Map, Value};
use std::fmt::Write;

#[test]
fn texts_give_what_kubectl_gets() {
    let recorded = include_str!("decoder/texts.jsonl");
    let mut report = String::new();
    for (index, line) in recorded.lines().enumerate() {
        let recorded: Value = serde_json::from_str(line).expect("a line of JSON");
        check(index + 1, &recorded, &mut report);
    }
    assert!(report.is_empty(), "{report}");
}

fn check(line: usize, recorded: &Value, report: &mut String) {
    let reading = read(&bytes(recorded), &Budget { depth: 256, ..Budget::default() });
    let words = reading.failure.map(|failure| failure.words).unwrap_or_default();
    let documents: Value = reading.documents.iter().map(|document| json(&document.root)).collect();
    if words != recorded["words"] || documents != number_rule(&recorded["documents"]) {
        let _ = writeln!(report, "line {line}: {recorded}\n  got {documents} {words:?}");
    }
}

fn bytes(recorded: &Value) -> Vec<u8> {
    match (recorded["text"].as_str(), recorded["base64"].as_str()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(digits)) => from_base64(digits),
        (None, None) => panic!("a text is missing"),
    }
}

/// kubectl keeps whole numbers within 64 bits and turns every other number into a float, which it writes in its
/// shortest form: `1.0` becomes `1`.
fn number_rule(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.as_i64().is_none() => {
            let float = number.as_f64().expect("a float");
            let shown = float.to_string();
            shown.parse::<i64>().map_or_else(|_| Value::from(float), Value::from)
        }
        Value::Array(items) => items.iter().map(number_rule).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), number_rule(value))).collect(),
        other => other.clone(),
    }
}

fn json(node: &Node) -> Value {
    match &node.data {
        Data::Null => Value::Null,
        Data::Bool(value) => Value::from(*value),
        Data::Int(value) => Value::from(*value),
        Data::Float(value) => Value::from(*value),
        Data::String(value) => Value::from(&**value),
        Data::List(items) => items.iter().map(json).collect(),
        Data::Map(entries) => {
            let members: Map<_, _> = entries.iter().map(|entry| (entry.key.to_string(), json(&entry.value))).collect();
            Value::Object(members)
        }
    }
}

fn from_base64(digits: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for digit in digits.bytes().filter(|digit| *digit != b'=') {
        let value = ALPHABET.iter().position(|letter| *letter == digit).expect("base64") as u32;
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
