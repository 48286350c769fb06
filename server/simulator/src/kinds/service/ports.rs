//! Ports of a Service (`validateServicePort` of `pkg/apis/core/validation`).

use super::{is_external_name, is_headless, is_type};
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::{dns1123_label, port_name, port_number, qualified_name};
use std::collections::BTreeSet;

/// Protocols that a port can have, sorted as messages name them.
pub(crate) const PROTOCOLS: &[&str] = &["SCTP", "TCP", "UDP"];

/// There must be ports unless the Service forwards nothing itself.
pub(super) fn validate_presence(spec: &Value, errors: &mut Errors) {
    if spec.get("ports").is_empty() && !is_headless(spec) && !is_external_name(spec) {
        errors.required(&Path::new("spec").child("ports"), "");
    }
}

/// Each port by itself, and its name among the others.
pub(super) fn validate(spec: &Value, errors: &mut Errors) {
    let ports = spec.get("ports").list();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (index, port) in ports.iter().enumerate() {
        let path = Path::new("spec").child("ports").index(index);
        let name = port.get("name").str();
        match name {
            "" if ports.len() > 1 => errors.required(&path.child("name"), ""),
            "" => {}
            name => {
                for message in dns1123_label(name) {
                    errors.invalid(&path.child("name"), name, &message);
                }
                if !names.insert(name) {
                    errors.duplicate(&path.child("name"), name);
                }
            }
        }
        for message in port_number(port.get("port").int()) {
            errors.invalid(&path.child("port"), port.get("port").int(), &message);
        }
        validate_protocol(port.get("protocol").str(), &path.child("protocol"), errors);
        validate_number_or_name(port.get("targetPort"), &path.child("targetPort"), errors);
        validate_qualified(port.get("appProtocol"), &path.child("appProtocol"), errors);
    }
}

/// Ports among each other and against the type: node ports first, then numbers.
pub(super) fn validate_together(spec: &Value, errors: &mut Errors) {
    let path = Path::new("spec").child("ports");
    let ports = spec.get("ports").list();
    if is_type(spec, "ClusterIP") {
        for (index, port) in ports.iter().enumerate() {
            if port.get("nodePort").int() != 0 {
                errors.forbidden(&path.index(index).child("nodePort"), "may not be used when `type` is 'ClusterIP'");
            }
        }
    }
    let mut node_ports: BTreeSet<(&str, i64)> = BTreeSet::new();
    for (index, port) in ports.iter().enumerate() {
        let (protocol, number) = (port.get("protocol").str(), port.get("nodePort").int());
        if number != 0 && !node_ports.insert((protocol, number)) {
            errors.duplicate(&path.index(index).child("nodePort"), number);
        }
    }
    let mut numbers: BTreeSet<(&str, i64)> = BTreeSet::new();
    for (index, port) in ports.iter().enumerate() {
        let (protocol, number) = (port.get("protocol").str(), port.get("port").int());
        if !numbers.insert((protocol, number)) {
            // The key under which upstream remembers a port: a ServicePort with only these two fields set.
            let key = format!(
                "{{\"Name\":\"\",\"Protocol\":{},\"AppProtocol\":null,\"Port\":{number},\"TargetPort\":0,\"NodePort\":0}}",
                Shown::named(protocol)
            );
            errors.duplicate(&path.index(index), Shown::Bare(key));
        }
    }
}

/// A protocol, which must be there.
pub(crate) fn validate_protocol(protocol: &str, path: &Path, errors: &mut Errors) {
    match protocol {
        "" => errors.required(path, ""),
        known if PROTOCOLS.contains(&known) => {}
        other => errors.not_supported(path, Shown::named(other), PROTOCOLS),
    }
}

/// A number of a port, or the name that a container gave it (`ValidatePortNumOrName`).
pub(crate) fn validate_number_or_name(port: &Value, path: &Path, errors: &mut Errors) {
    match port.as_str() {
        Some(name) => port_name(name).iter().for_each(|message| errors.invalid(path, name, message)),
        None => port_number(port.int()).iter().for_each(|message| errors.invalid(path, port.int(), message)),
    }
}

/// A qualified name that may be missing.
pub(crate) fn validate_qualified(name: &Value, path: &Path, errors: &mut Errors) {
    if let Some(name) = name.as_str() {
        qualified_name(name).iter().for_each(|message| errors.invalid(path, name, message));
    }
}
