//! What kubectl printed, and what it sent.

use serde_json::{Value, json};
use simulator::outcome::{Kubectl, Request};

pub(super) fn ran(ran: Option<&Kubectl>) -> Value {
    let Some(ran) = ran else { return Value::Null };
    let stderr = hide_diff(&ran.stderr.join("\n"));
    json!({
        "exit": ran.exit,
        "stdout": ran.stdout,
        "stderr": stderr.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        "requests": ran.requests.iter().map(request).collect::<Vec<_>>(),
    })
}

fn request(sent: &Request) -> Value {
    let mut whole = serde_json::to_value(sent).unwrap_or_default();
    let Some(members) = whole.as_object_mut() else { return whole };
    members.remove("warnings");
    if !sent.warnings.is_empty() {
        members.insert("warning".to_owned(), sent.warnings.join(", ").into());
    }
    if let Some(message) = &sent.message {
        members.insert("message".to_owned(), hide_diff(message).into());
    }
    for cause in members.get_mut("causes").and_then(Value::as_array_mut).into_iter().flatten() {
        let message = hide_diff(cause["message"].as_str().unwrap_or_default());
        cause["message"] = message.into();
    }
    whole
}

/// The unified diff of internal objects behind some refusals becomes the one line `<diff>`.
fn hide_diff(text: &str) -> String {
    let is_diff = |line: &str| {
        ["  ", "- ", "+ ", "-\t", "+\t", "\t", "@@", "---", "+++", "\u{a0}"].iter().any(|start| line.starts_with(start))
    };
    let mut lines: Vec<&str> = Vec::new();
    let mut allowed = false;
    for line in text.split('\n') {
        allowed |= line.contains("immutable after creation") || line.contains("may not change fields");
        match allowed && is_diff(line) {
            true if lines.last() == Some(&"<diff>") => {}
            true => lines.push("<diff>"),
            false => lines.push(line),
        }
    }
    lines.join("\n")
}
