//! What was asked of the settled cluster.

use serde_json::{Value, json};

pub(super) fn dns(answer: &simulator::dns::DnsAnswer) -> Value {
    let asked = answer.asked.iter().map(|query| {
        let mut out = json!({ "name": query.name, "rcode": query.rcode, "answer": query.answer });
        if !query.additional.is_empty() {
            out["additional"] = json!(query.additional);
        }
        if !query.authority.is_empty() {
            out["authority"] = json!(query.authority);
        }
        out
    });
    let mut out = json!({ "question": answer.question, "asked": asked.collect::<Vec<_>>() });
    if let Some(resolver) = &answer.resolver {
        out["resolver"] = json!(resolver);
    }
    if let Some(outcome) = &answer.outcome {
        out["outcome"] = json!(outcome);
    }
    out
}

pub(super) fn connect(connection: &simulator::network::Connection) -> Value {
    json!({ "question": connection.question, "outcome": connection.outcome, "via": connection.via })
}
