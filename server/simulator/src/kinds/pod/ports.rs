//! Container ports (`validateContainerPorts`, `AccumulateUniqueHostPorts`).

use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name;
use std::collections::BTreeSet;

/// Names, numbers and protocols of one container's ports.
pub(super) fn validate(ports: &Value, path: &Path, errors: &mut Errors) {
    let mut names = BTreeSet::new();
    for (index, port) in ports.list().iter().enumerate() {
        let path = path.index(index);
        let text = port.get("name").str();
        if !text.is_empty() {
            let messages = name::port_name(text);
            messages.iter().for_each(|message| errors.invalid(&path.child("name"), text, message));
            if messages.is_empty() && !names.insert(text) {
                errors.duplicate(&path.child("name"), text);
            }
        }
        match port.get("containerPort").int() {
            0 => errors.required(&path.child("containerPort"), ""),
            number => validate_number(number, &path.child("containerPort"), errors),
        }
        match port.get("hostPort").int() {
            0 => {}
            number => validate_number(number, &path.child("hostPort"), errors),
        }
        match port.get("protocol").str() {
            "" => errors.required(&path.child("protocol"), ""),
            "SCTP" | "TCP" | "UDP" => {}
            other => errors.not_supported(&path.child("protocol"), other, &["SCTP", "TCP", "UDP"]),
        }
    }
}

fn validate_number(number: i64, path: &Path, errors: &mut Errors) {
    for message in name::port_number(number) {
        errors.invalid(path, number, &message);
    }
}

/// No host port twice among the containers, by protocol and address as written.
pub(super) fn validate_host_ports(containers: &[Value], path: &Path, errors: &mut Errors) {
    let mut taken = BTreeSet::new();
    for (index, container) in containers.iter().enumerate() {
        let path = path.index(index).child("ports");
        for (index, port) in container.get("ports").list().iter().enumerate() {
            let number = port.get("hostPort").int();
            if number == 0 {
                continue;
            }
            let text = format!("{}/{}/{number}", port.get("protocol").str(), port.get("hostIP").str());
            if !taken.insert(text.clone()) {
                errors.duplicate(&path.index(index).child("hostPort"), text.as_str());
            }
        }
    }
}

/// `ValidatePortNumOrName`: a port number, or the name of a port.
pub(super) fn validate_number_or_name(port: &Value, path: &Path, errors: &mut Errors) {
    match port.as_str() {
        Some(text) => {
            for message in name::port_name(text) {
                errors.invalid(path, text, &message);
            }
        }
        None => validate_number(port.int(), path, errors),
    }
}
