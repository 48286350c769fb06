//! `kubectl delete KIND/NAME --namespace NS --wait=false`.

use super::path::url;
use super::{printed, warning_header};
use crate::cluster::Cluster;
use crate::kinds::{self, Kind};
use crate::object::Name;
use crate::outcome::{Kubectl, Request};
use crate::submit::server::{self, Deleted};

/// Kinds whose registry answers a deletion with the object (`ReturnDeletedObject`); all others give a Status.
const GIVE_OBJECT: &[&str] = &[
    "Pod",
    "PodTemplate",
    "Service",
    "ServiceAccount",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "ResourceQuota",
    "StorageClass",
    "VolumeAttributesClass",
    "VolumeAttachment",
    "CSIDriver",
    "CSINode",
    "CSIStorageCapacity",
];

/// Deletes `kind/namespace/name`, the kind in any spelling that kubectl takes.
pub(crate) fn delete(cluster: &mut Cluster, target: &str) -> Kubectl {
    let mut parts = target.splitn(3, '/');
    let (word, namespace, name) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let Some(kind) = kind_of(word) else {
        let words = format!("error: the server doesn't have a resource type \"{word}\"");
        return Kubectl { exit: 1, stderr: vec![words], ..Kubectl::default() };
    };
    let namespace = match (kind.namespaced, namespace) {
        (false, _) => "",
        (true, "") => "default",
        (true, namespace) => namespace,
    };
    let path = url(kind, namespace, Some(name));
    let warning = server::deprecation(kind);
    let mut stderr: Vec<String> = warning.iter().map(|text| format!("Warning: {text}")).collect();
    let warnings = warning.into_iter().map(warning_header).collect();
    let mut request = Request { request: format!("DELETE {path}"), code: 200, warnings, ..Request::default() };
    match server::delete(cluster, &Name::new(kind.kind, namespace, name)) {
        Ok(deleted) => {
            let (object, gives) = match deleted {
                Deleted::Gone(object) => (object, GIVE_OBJECT.contains(&kind.kind)),
                Deleted::Waits(object) | Deleted::Already(object) => (object, true),
            };
            request.object = Some(if gives { object.id().to_string() } else { "Status".to_owned() });
            let mut line = printed(kind, "");
            line.pop();
            line.push_str(&format!(" \"{name}\" deleted"));
            if kind.namespaced {
                line.push_str(&format!(" from {namespace} namespace"));
            }
            Kubectl { exit: 0, stdout: vec![line], stderr, requests: vec![request] }
        }
        Err(status) => {
            let words = format!("Error from server ({}): {}", status.reason, status.message);
            request.code = status.code;
            request.reason = Some(status.reason.to_owned());
            request.message = Some(status.message);
            stderr.push(words);
            Kubectl { exit: 1, stdout: Vec::new(), stderr, requests: vec![request] }
        }
    }
}

/// The kind behind a word: singular, plural or short name, any of them with its group behind a dot.
fn kind_of(word: &str) -> Option<&'static Kind> {
    let lower = word.to_lowercase();
    let (name, group) = match lower.split_once('.') {
        Some((name, group)) => (name, Some(group)),
        None => (lower.as_str(), None),
    };
    kinds::all().iter().find(|kind| {
        group.is_none_or(|group| kind.group == group)
            && (kind.plural == name
                || kind.kind.to_lowercase() == name
                || kind.short.split(',').any(|short| !short.is_empty() && short == name))
    })
}
