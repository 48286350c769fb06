//! What an Ingress must satisfy (`pkg/apis/networking/validation/validation.go`, `ValidateIngressCreate` and `…Update`).

use super::CLASS_ANNOTATION;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{ip, metadata, name};

/// Sequences that a path of type Exact or Prefix may not hold, and ends it may not have.
const FORBIDDEN_SEQUENCES: &[&str] = &["//", "/./", "/../", "%2f", "%2F"];
const FORBIDDEN_ENDS: &[&str] = &["/..", "/."];

/// Path types in the order in which refusals list them.
const PATH_TYPES: &[&str] = &["Exact", "ImplementationSpecific", "Prefix"];

pub(super) fn validate(ingress: &Value, errors: &mut Errors) {
    metadata::validate(ingress.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    spec(ingress.get("spec"), None, errors);
    let annotation = ingress.at(&["metadata", "annotations", CLASS_ANNOTATION]);
    let class = ingress.at(&["spec", "ingressClassName"]);
    if !annotation.is_null() && !class.is_null() && annotation != class {
        let path = Path::new("annotations").child(CLASS_ANNOTATION);
        errors.invalid(&path, annotation, "must match `ingressClassName` when both are specified");
    }
}

pub(super) fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    spec(new.get("spec"), Some(old.get("spec")), errors);
}

/// An annotation that names the class is an old way to say it.
pub(super) fn warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    let named = !new.at(&["metadata", "annotations", CLASS_ANNOTATION]).is_null();
    match named && old.is_none() && new.at(&["spec", "ingressClassName"]).is_null() {
        true => {
            vec![format!("annotation \"{CLASS_ANNOTATION}\" is deprecated, please use 'spec.ingressClassName' instead")]
        }
        false => Vec::new(),
    }
}

/// `old`: the stored spec, whose invalid wildcard rules and secret names an update may keep.
fn spec(spec: &Value, old: Option<&Value>, errors: &mut Errors) {
    let path = Path::new("spec");
    let (rules, backend_held) = (spec.get("rules"), spec.get("defaultBackend"));
    if rules.is_empty() && backend_held.is_null() {
        errors.invalid(&path, rules, "either `defaultBackend` or `rules` must be specified");
    }
    if !backend_held.is_null() {
        backend(backend_held, &path.child("defaultBackend"), errors);
    }
    for (i, entry) in rules.list().iter().enumerate() {
        rule(entry, &path.child("rules").index(i), old, errors);
    }
    for (i, entry) in spec.get("tls").list().iter().enumerate() {
        tls(entry, &path.child("tls").index(i), old, errors);
    }
    let class = spec.get("ingressClassName");
    if !class.is_null() {
        for message in name::dns1123_subdomain(class.str()) {
            errors.invalid(&path.child("ingressClassName"), class.str(), &message);
        }
    }
}

fn tls(entry: &Value, path: &Path, old: Option<&Value>, errors: &mut Errors) {
    for (i, held) in entry.get("hosts").list().iter().enumerate() {
        host_name(held.str(), &path.child("hosts").index(i), errors);
    }
    let secret = entry.get("secretName");
    let stored = |old: &Value| old.get("tls").list().iter().any(|tls| tls.get("secretName") == secret);
    if !secret.is_empty() && !old.is_some_and(stored) {
        for message in name::dns1123_subdomain(secret.str()) {
            errors.invalid(&path.child("secretName"), secret, &message);
        }
    }
}

fn rule(entry: &Value, path: &Path, old: Option<&Value>, errors: &mut Errors) {
    let host = entry.get("host").str();
    if !host.is_empty() {
        let host_path = path.child("host");
        if ip::parse(host).is_some() {
            errors.invalid(&host_path, host, "must be a DNS name, not an IP address");
        }
        let stored = |old: &Value| old.get("rules").list().iter().any(|rule| rule == entry);
        if !(host.contains('*') && old.is_some_and(stored)) {
            host_name(host, &host_path, errors);
        }
    }
    let http = entry.get("http");
    if http.is_null() {
        return;
    }
    let paths = path.child("http").child("paths");
    if http.get("paths").is_empty() {
        errors.required(&paths, "");
    }
    for (i, entry) in http.get("paths").list().iter().enumerate() {
        http_path(entry, &paths.index(i), errors);
    }
}

fn host_name(host: &str, path: &Path, errors: &mut Errors) {
    let messages = match host.contains('*') {
        true => name::wildcard_dns1123_subdomain(host),
        false => name::dns1123_subdomain(host),
    };
    for message in messages {
        errors.invalid(path, host, &message);
    }
}

fn http_path(entry: &Value, path: &Path, errors: &mut Errors) {
    let (text, kind) = (entry.get("path").str(), entry.get("pathType"));
    let text_path = path.child("path");
    match kind.as_str() {
        None => {
            errors.required(&path.child("pathType"), "pathType must be specified");
            return;
        }
        Some("Exact" | "Prefix") => {
            if !text.starts_with('/') {
                errors.invalid(&text_path, text, "must be an absolute path");
            }
            if !text.is_empty() {
                for sequence in FORBIDDEN_SEQUENCES.iter().filter(|sequence| text.contains(**sequence)) {
                    errors.invalid(&text_path, text, &format!("must not contain '{sequence}'"));
                }
                for end in FORBIDDEN_ENDS.iter().filter(|end| text.ends_with(**end)) {
                    errors.invalid(&text_path, text, &format!("cannot end with '{end}'"));
                }
            }
        }
        Some("ImplementationSpecific") => {
            if !text.is_empty() && !text.starts_with('/') {
                errors.invalid(&text_path, text, "must be an absolute path");
            }
        }
        Some(_) => errors.not_supported(&path.child("pathType"), kind, PATH_TYPES),
    }
    backend(entry.get("backend"), &path.child("backend"), errors);
}

fn backend(entry: &Value, path: &Path, errors: &mut Errors) {
    let (service, resource) = (entry.get("service"), entry.get("resource"));
    match (service.is_null(), resource.is_null()) {
        (false, false) => errors.invalid(path, "", "cannot set both resource and service backends"),
        (true, true) => errors.invalid(path, "", "resource or service backend is required"),
        (true, false) => resource_backend(resource, &path.child("resource"), errors),
        (false, true) => service_backend(service, path, errors),
    }
}

fn service_backend(service: &Value, path: &Path, errors: &mut Errors) {
    let inside = path.child("service");
    match service.get("name").str() {
        "" => errors.required(&inside.child("name"), ""),
        held => {
            for message in name::dns1123_label(held) {
                errors.invalid(&inside.child("name"), held, &message);
            }
        }
    }
    let (port_name, number) = (service.at(&["port", "name"]).str(), service.at(&["port", "number"]).int());
    match (port_name, number) {
        ("", 0) => errors.required(path, "port name or number is required"),
        ("", number) => {
            for message in name::port_number(number) {
                errors.invalid(&inside.child("port").child("number"), number, &message);
            }
        }
        (port_name, 0) => {
            for message in name::port_name(port_name) {
                errors.invalid(&inside.child("port").child("name"), port_name, &message);
            }
        }
        _ => errors.invalid(path, "", "cannot set both port name & port number"),
    }
}

fn resource_backend(resource: &Value, path: &Path, errors: &mut Errors) {
    let group = resource.get("apiGroup");
    if !group.is_empty() {
        for message in name::dns1123_subdomain(group.str()) {
            errors.invalid(&path.child("apiGroup"), group, &message);
        }
    }
    for key in ["kind", "name"] {
        let held = resource.get(key);
        if held.is_empty() {
            errors.required(&path.child(key), "");
        } else {
            for message in name::path_segment(held.str()) {
                errors.invalid(&path.child(key), held, &message);
            }
        }
    }
}
