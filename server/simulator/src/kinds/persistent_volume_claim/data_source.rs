//! What a claim is filled from: `dataSource` and `dataSourceRef` (KEP 1495, `pkg/api/persistentvolumeclaim/util.go`).

use crate::value::{Map, Value};
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::{dns1123_label, dns1123_subdomain};

/// Drops what the server does not take, and at creation copies the one that is given to the other.
pub fn prepare(spec: &mut Value, old: Option<&Value>) {
    let old_uses = |member: &str| old.is_some_and(|old| !old.get(member).is_null());
    // Sources in other namespaces wait behind a feature gate that is off.
    if !spec.at(&["dataSourceRef", "namespace"]).is_empty() && !old_uses("dataSourceRef") {
        spec.remove("dataSourceRef");
    }
    let old_has_any = old_uses("dataSource") || old_uses("dataSourceRef");
    if !old_has_any && spec.get("dataSourceRef").is_null() && !is_claim_or_snapshot(spec.get("dataSource")) {
        spec.remove("dataSource");
    }
    if old.is_none() {
        normalize(spec);
    }
    // The API writes a group that is not given as null.
    for member in ["dataSource", "dataSourceRef"] {
        if let Some(source) = spec.get_mut(member).filter(|source| !source.is_null()) {
            source.entry("apiGroup");
        }
    }
}

pub(super) fn validate(spec: &Value, path: &Path, errors: &mut Errors) {
    let (source, reference) = (spec.get("dataSource"), spec.get("dataSourceRef"));
    for (member, held) in [("dataSource", source), ("dataSourceRef", reference)] {
        if !held.is_null() {
            validate_one(held, &path.child(member), errors);
        }
    }
    // The value that upstream shows is a path object, which prints as `{}`.
    let mut refuse = |words: &str| errors.invalid(path, Shown::Bare("{}".to_owned()), words);
    if source.is_null() || reference.is_null() {
        return;
    }
    if !reference.get("namespace").is_empty() {
        refuse("may not be specified when dataSourceRef.namespace is specified");
    } else if ["apiGroup", "kind", "name"].iter().any(|member| source.get(member) != reference.get(member)) {
        refuse("must match dataSourceRef");
    }
}

fn validate_one(source: &Value, path: &Path, errors: &mut Errors) {
    for member in ["name", "kind"] {
        if source.get(member).is_empty() {
            errors.required(&path.child(member), "");
        }
    }
    let (group, kind) = (source.get("apiGroup").str(), source.get("kind").str());
    if group.is_empty() {
        if kind != "PersistentVolumeClaim" {
            errors.invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }
    } else {
        dns1123_subdomain(group).iter().for_each(|message| errors.invalid(&path.child("apiGroup"), group, message));
    }
    let namespace = source.get("namespace").str();
    if !namespace.is_empty() {
        let path = path.child("namespace");
        dns1123_label(namespace).iter().for_each(|message| errors.invalid(&path, namespace, message));
    }
}

fn is_claim_or_snapshot(source: &Value) -> bool {
    matches!(
        (source.get("apiGroup").str(), source.get("kind").str()),
        ("", "PersistentVolumeClaim") | ("snapshot.storage.k8s.io", "VolumeSnapshot")
    )
}

fn normalize(spec: &mut Value) {
    let (source, reference) = (spec.get("dataSource"), spec.get("dataSourceRef"));
    let (from, to) = match (source.is_null(), reference.is_null()) {
        (false, true) => (source, "dataSourceRef"),
        (true, false) if reference.get("namespace").is_empty() => (reference, "dataSource"),
        _ => return,
    };
    let members = ["apiGroup", "kind", "name"].map(|member| (member.into(), from.get(member).clone()));
    let copy: Map = members.into_iter().filter(|(_, value)| !value.is_null()).collect();
    spec.set(to, copy);
}
