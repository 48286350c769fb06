//! The annotation by which kubectl remembers what was applied last (`kubectl/pkg/util/apply.go`).

use crate::object::Object;
use crate::value::{Data, Value, json};

/// Its name.
pub(super) const ANNOTATION: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The object with the annotation that remembers it (`util.GetModifiedConfiguration`); annotations that are null
/// become empty ones on the way.
pub(super) fn with_annotation(object: &Value) -> Value {
    let mut modified = object.clone();
    let annotations = modified.entry_at(&["metadata", "annotations"]).map_mut();
    annotations.remove(ANNOTATION);
    for annotation in annotations.values_mut().filter(|annotation| annotation.is_null()) {
        annotation.data = Data::String("".into());
    }
    let text = json::to_string(&modified) + "\n";
    modified.entry_at(&["metadata", "annotations"]).set(ANNOTATION, text);
    modified
}

/// What the annotation remembers of the last apply; null when there is none.
pub(super) fn read(current: &Object) -> Value {
    serde_json::from_str::<serde_json::Value>(current.annotation(ANNOTATION)).map(Value::from).unwrap_or_default()
}

/// The warning about an object that somebody else made.
pub(super) fn missing(resource: &str) -> String {
    format!(
        "Warning: resource {resource} is missing the {ANNOTATION} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically."
    )
}
