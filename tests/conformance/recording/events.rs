//! The events that recordings hold.

use super::member::str;
use serde_json::{Value, json};

/// Events about objects that the case's text names, also those whose name was made from such a one (`data-web-0`, `web-<hash>`),
/// without the ones that a race makes.
pub(super) fn events(state: &Value, text: &str) -> Vec<Value> {
    let all = state["events"].as_array().into_iter().flatten().map(|event| {
        let about = str(&event["about"]).split('/').collect::<Vec<_>>();
        let (kind, namespace, name) = match about.as_slice() {
            [kind, namespace, name] => (*kind, *namespace, *name),
            [kind, name] => (*kind, "", *name),
            _ => ("", "", ""),
        };
        let out = json!({
            "kind": kind,
            "namespace": namespace,
            "name": name,
            "type": event["type"],
            "reason": event["reason"],
            "message": event["message"],
        });
        (kind.to_owned(), name.to_owned(), out)
    });
    let mut kept: Vec<Value> = Vec::new();
    for (kind, name, event) in all {
        let message = str(&event["message"]);
        let race = str(&event["reason"]).starts_with("FailedTo")
            && (message.contains("already exists") || message.contains("the object has been modified"));
        let left_out =
            matches!(kind.as_str(), "Node" | "Namespace" | "Lease") || event["reason"] == "ClusterIPNotAllocated";
        let named = text.contains(name.split('-').next().unwrap_or(&name));
        if named && !race && !left_out && !kept.contains(&event) {
            kept.push(event);
        }
    }
    kept
}
