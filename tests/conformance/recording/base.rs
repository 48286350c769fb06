//! What the base cluster holds by itself, and recordings leave out.

use super::member::str;
use serde_json::{Map, Value};

pub(super) fn is_of_base(object: &Value) -> bool {
    let base = simulator::base_cluster();
    let meta = &object["metadata"];
    let (kind, name) = (kind_of(object), str(&meta["name"]));
    // The recorder knew the base Services by name alone: `kubernetes` of any namespace is left out.
    let namesake = |kind: &str| base.list(kind).any(|held| held.name() == name);
    let namespace = str(&meta["namespace"]);
    is_system(namespace) || base.get(kind, namespace, name).is_some() || kind == "Service" && namesake(kind)
}

/// Whether the cluster makes it by itself: its own objects, and what every new namespace gets.
pub(super) fn is_row_of_base(kind: &str, row: &Map<String, Value>) -> bool {
    let column = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let base = simulator::base_cluster();
    let kind = simulator::kinds::all().iter().find(|known| known.plural == kind).map_or("", |known| known.kind);
    is_system(column("Namespace"))
        || base.get(kind, column("Namespace"), column("Name")).is_some()
        || (kind == "ConfigMap" && column("Name") == "kube-root-ca.crt")
}

/// Whether nothing in the namespace was recorded.
fn is_system(namespace: &str) -> bool {
    namespace.starts_with("kube-")
}

fn kind_of(object: &Value) -> &str {
    object["kind"].as_str().unwrap_or_default()
}
