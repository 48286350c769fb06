//! Paths of requests, and names that have none (`client-go/rest/request.go`).

use crate::kinds::Kind;
use crate::values::field::quote;

/// The path of a kind's collection, or of an object with `name`.
pub(super) fn url(kind: &Kind, namespace: &str, name: Option<&str>) -> String {
    let version = format!("/{}", kind.version);
    path(kind, &version, namespace, name)
}

/// The path that comes of an apiVersion without a version: none that a server answers.
pub(super) fn url_without_version(kind: &Kind, namespace: &str) -> String {
    path(kind, "", namespace, None)
}

fn path(kind: &Kind, version: &str, namespace: &str, name: Option<&str>) -> String {
    let start: &[&str] = match kind.group {
        "" => &["/api", version],
        group => &["/apis/", group, version],
    };
    let namespace: &[&str] = if kind.namespaced { &["/namespaces/", namespace] } else { &[] };
    let name: &[&str] = if let Some(name) = name { &["/", name] } else { &[] };
    [start, namespace, &["/", kind.plural], name].concat().concat()
}

/// Why a client sends no request for such a namespace and name (`client-go/rest/request.go`).
pub(super) fn refused(namespace: &str, name: &str) -> Option<String> {
    if let Some(why) = bad_segment(namespace) {
        return Some(format!("invalid namespace {}: [{why}]", quote(namespace)));
    }
    if name.is_empty() {
        return Some("resource name may not be empty".to_owned());
    }
    bad_segment(name).map(|why| format!("invalid resource name {}: [{why}]", quote(name)))
}

/// What a path segment may not hold (`rest.IsValidPathSegmentName`).
fn bad_segment(name: &str) -> Option<String> {
    if name == "." || name == ".." {
        return Some(format!("may not be '{name}'"));
    }
    let bad: Vec<String> = ["/", "%"]
        .iter()
        .filter(|mark| name.contains(**mark))
        .map(|mark| format!("may not contain '{mark}'"))
        .collect();
    (!bad.is_empty()).then(|| bad.join(" "))
}
