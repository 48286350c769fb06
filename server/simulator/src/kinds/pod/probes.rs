//! Probes and lifecycle hooks (`validateProbe`, `validateLifecycle`, `validateHandler`).

use super::ports;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name;

/// Lifecycle first, then the three probes.
pub(super) fn validate(container: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    let grace = spec.get("terminationGracePeriodSeconds").as_int();
    let lifecycle = container.get("lifecycle");
    for hook in ["postStart", "preStop"] {
        if !lifecycle.get(hook).is_null() {
            validate_handler(lifecycle.get(hook), grace, &path.child("lifecycle").child(hook), errors);
        }
    }
    validate_stop_signal(lifecycle, spec, &path.child("lifecycle"), errors);
    for (key, must_succeed_once) in [("livenessProbe", true), ("readinessProbe", false), ("startupProbe", true)] {
        let (probe, path) = (container.get(key), path.child(key));
        if probe.is_null() {
            continue;
        }
        validate_probe(probe, grace, &path, errors);
        if must_succeed_once && probe.get("successThreshold").int() != 1 {
            errors.invalid(&path.child("successThreshold"), probe.get("successThreshold").int(), "must be 1");
        }
        let own = probe.get("terminationGracePeriodSeconds");
        if !must_succeed_once && !own.is_null() {
            errors.invalid(
                &path.child("terminationGracePeriodSeconds"),
                own.int(),
                "must not be set for readinessProbes",
            );
        }
    }
}

fn validate_probe(probe: &Value, grace: Option<i64>, path: &Path, errors: &mut Errors) {
    validate_handler(probe, grace, path, errors);
    for key in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
        if probe.get(key).int() < 0 {
            errors.invalid(&path.child(key), probe.get(key).int(), "must be greater than or equal to 0");
        }
    }
    if let Some(own) = probe.get("terminationGracePeriodSeconds").as_int().filter(|own| *own <= 0) {
        errors.invalid(&path.child("terminationGracePeriodSeconds"), own, "must be greater than 0");
    }
}

/// Exactly one handler; a second one is refused without being looked at.
fn validate_handler(handler: &Value, grace: Option<i64>, path: &Path, errors: &mut Errors) {
    let mut found = false;
    for key in ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] {
        let (action, path) = (handler.get(key), path.child(key));
        if action.is_null() {
            continue;
        }
        if found {
            errors.forbidden(&path, "may not specify more than 1 handler type");
            continue;
        }
        found = true;
        match key {
            "exec" if action.get("command").is_empty() => errors.required(&path.child("command"), ""),
            "httpGet" => validate_http(action, &path, errors),
            "tcpSocket" => ports::validate_number_or_name(action.get("port"), &path.child("port"), errors),
            "grpc" => ports::validate_number_or_name(&action.get("port").int().into(), &path.child("port"), errors),
            "sleep" => validate_sleep(action.get("seconds").int(), grace, &path, errors),
            _ => {}
        }
    }
    if !found {
        errors.required(path, "must specify a handler type");
    }
}

fn validate_http(get: &Value, path: &Path, errors: &mut Errors) {
    if get.get("path").is_empty() {
        errors.required(&path.child("path"), "");
    }
    ports::validate_number_or_name(get.get("port"), &path.child("port"), errors);
    let scheme = get.get("scheme").str();
    if !["HTTP", "HTTPS"].contains(&scheme) {
        errors.not_supported(&path.child("scheme"), scheme, &["HTTP", "HTTPS"]);
    }
    for header in get.get("httpHeaders").list() {
        for message in name::http_header_name(header.get("name").str()) {
            errors.invalid(&path.child("httpHeaders"), header.get("name").str(), &message);
        }
    }
}

fn validate_sleep(seconds: i64, grace: Option<i64>, path: &Path, errors: &mut Errors) {
    if let Some(grace) = grace.filter(|grace| seconds < 0 || seconds > *grace) {
        let message = format!("must be non-negative and less than terminationGracePeriodSeconds ({grace})");
        errors.invalid(path, seconds, &message);
    }
}

/// A stop signal belongs to an operating system.
fn validate_stop_signal(lifecycle: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    if !lifecycle.get("stopSignal").is_null() && spec.at(&["os", "name"]).is_empty() {
        errors.forbidden(&path.child("stopSignal"), "may not be set for containers with empty `spec.os.name`");
    }
}
