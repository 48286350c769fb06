//! Labels of nodes that have better names by now (`pkg/api/node/util.go`).

use super::field::Path;
use crate::value::Value;

/// Old label, its successor, and the release that changed it.
const LABELS: &[(&str, &str, &str)] = &[
    ("beta.kubernetes.io/arch", "kubernetes.io/arch", "v1.14"),
    ("beta.kubernetes.io/os", "kubernetes.io/os", "v1.14"),
    ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type", "v1.17"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region", "v1.17"),
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone", "v1.17"),
];

/// The successor of a deprecated label.
pub fn successor(label: &str) -> Option<&'static str> {
    LABELS.iter().find(|(old, ..)| *old == label).map(|(_, new, _)| *new)
}

/// `deprecated since v1.17; use "topology.kubernetes.io/zone" instead`.
pub fn message(label: &str) -> Option<String> {
    let (_, new, since) = LABELS.iter().find(|(old, ..)| *old == label)?;
    Some(format!("deprecated since {since}; use \"{new}\" instead"))
}

/// Warnings about the terms of a node selector at `nodeSelectorTerms` (`GetWarningsForNodeSelectorTerm`).
pub fn term_warnings(terms: &Value, path: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for (i, term) in terms.list().iter().enumerate() {
        for (j, expression) in term.get("matchExpressions").list().iter().enumerate() {
            let key = expression.get("key").str();
            if let Some(message) = message(key) {
                let path = path.index(i).child("matchExpressions").index(j).child("key");
                found.push(format!("{}: {key} is {message}", path));
            }
        }
    }
    found
}
