//! What a NetworkPolicy must satisfy (`pkg/apis/networking/validation/validation.go`, `ValidateNetworkPolicySpec`).

use crate::value::{Data, Value};
use crate::values::field::{Errors, Path};
use crate::values::{ip, label_selector, metadata, name};

/// Protocols in the order in which refusals list them.
const PROTOCOLS: &[&str] = &["TCP", "UDP", "SCTP"];

/// A direction of traffic: where its rules stand and what they call their peers.
const DIRECTIONS: &[(&str, &str)] = &[("ingress", "from"), ("egress", "to")];

pub(super) fn validate(policy: &Value, errors: &mut Errors) {
    metadata::validate(policy.get("metadata"), true, name::dns1123_subdomain, &Path::new("metadata"), errors);
    spec(policy.get("spec"), &[], errors);
}

pub(super) fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    spec(new.get("spec"), &blocks(old.get("spec")), errors);
}

/// CIDRs that a strict reader would write otherwise, as far as they came through from an older object.
pub(super) fn warnings(policy: &Value, _old: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    for (direction, peers) in DIRECTIONS {
        for (i, rule) in policy.at(&["spec", direction]).list().iter().enumerate() {
            for (j, peer) in rule.get(peers).list().iter().enumerate() {
                let block = peer.get("ipBlock");
                let path = format!("spec.{direction}[{i}].{peers}[{j}].ipBlock");
                if !block.get("cidr").is_empty() {
                    found.extend(ip::cidr_warnings(&format!("{path}.cidr"), block.get("cidr").str()));
                }
                for (k, except) in block.get("except").list().iter().enumerate() {
                    found.extend(ip::cidr_warnings(&format!("{path}.except[{k}]"), except.str()));
                }
            }
        }
    }
    found
}

/// `kept`: CIDRs of the stored object, which an update need not write more strictly than they are.
fn spec(spec: &Value, kept: &[&str], errors: &mut Errors) {
    let path = Path::new("spec");
    label_selector::validate(spec.get("podSelector"), &path.child("podSelector"), errors);
    for (direction, peers) in DIRECTIONS {
        for (i, rule) in spec.get(direction).list().iter().enumerate() {
            let path = path.child(direction).index(i);
            for (j, entry) in rule.get("ports").list().iter().enumerate() {
                port(entry, &path.child("ports").index(j), errors);
            }
            for (j, entry) in rule.get(peers).list().iter().enumerate() {
                peer(entry, &path.child(peers).index(j), kept, errors);
            }
        }
    }
    policy_types(spec.get("policyTypes"), &path.child("policyTypes"), errors);
}

fn policy_types(types: &Value, path: &Path, errors: &mut Errors) {
    if types.list().len() > 2 {
        errors.invalid(path, types, "may not specify more than two policyTypes");
        return;
    }
    for (i, entry) in types.list().iter().enumerate() {
        if !matches!(entry.str(), "Ingress" | "Egress") {
            errors.not_supported(&path.index(i), entry, &["Ingress", "Egress"]);
        }
    }
}

fn port(entry: &Value, path: &Path, errors: &mut Errors) {
    let protocol = entry.get("protocol");
    if !protocol.is_null() && !PROTOCOLS.contains(&protocol.str()) {
        errors.not_supported(&path.child("protocol"), protocol, PROTOCOLS);
    }
    let (port, end) = (entry.get("port"), entry.get("endPort"));
    let end_path = path.child("endPort");
    let range_of_end = |errors: &mut Errors| {
        for message in name::port_number(end.int()) {
            errors.invalid(&end_path, end, &message);
        }
    };
    match &port.data {
        Data::Null if !end.is_null() => {
            errors.invalid(&end_path, end, "may not be specified when `port` is not specified");
        }
        Data::Null => {}
        Data::Int(number) => {
            for message in name::port_number(*number) {
                errors.invalid(&path.child("port"), port, &message);
            }
            if !end.is_null() {
                if end.int() < *number {
                    errors.invalid(&end_path, end, "must be greater than or equal to `port`");
                }
                range_of_end(errors);
            }
        }
        _ => {
            if !end.is_null() {
                errors.invalid(&end_path, end, "may not be specified when `port` is non-numeric");
            }
            for message in name::port_name(port.str()) {
                errors.invalid(&path.child("port"), port, &message);
            }
        }
    }
}

fn peer(entry: &Value, path: &Path, kept: &[&str], errors: &mut Errors) {
    let selectors = ["podSelector", "namespaceSelector"];
    let mut kinds = 0;
    for key in selectors {
        if !entry.get(key).is_null() {
            kinds += 1;
            label_selector::validate(entry.get(key), &path.child(key), errors);
        }
    }
    let block = entry.get("ipBlock");
    if !block.is_null() {
        kinds += 1;
        ip_block(block, &path.child("ipBlock"), kept, errors);
    }
    if kinds == 0 {
        errors.required(path, "must specify a peer");
    } else if kinds > 1 && !block.is_null() {
        errors.forbidden(path, "may not specify both ipBlock and another peer");
    }
}

fn ip_block(block: &Value, path: &Path, kept: &[&str], errors: &mut Errors) {
    let cidr = block.get("cidr");
    if cidr.is_empty() {
        errors.declared(|errors| errors.required(&path.child("cidr"), ""));
        return;
    }
    let messages = |text: &str| match kept.contains(&text) {
        true => ip::cidr_messages_kept(text),
        false => ip::cidr_messages(text),
    };
    let found = messages(cidr.str());
    for message in &found {
        errors.invalid(&path.child("cidr"), cidr, message);
    }
    let Some(outer) = ip::parse_cidr(cidr.str()) else { return };
    for (i, except) in block.get("except").list().iter().enumerate() {
        let path = path.child("except").index(i);
        for message in messages(except.str()) {
            errors.invalid(&path, except, &message);
        }
        let Some(inner) = ip::parse_cidr(except.str()) else { continue };
        if !outer.contains(inner.address) || inner.prefix <= outer.prefix {
            errors.invalid(&path, except, "must be a strict subset of `cidr`");
        }
    }
}

/// All CIDRs of a stored spec.
fn blocks(spec: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    for (direction, peers) in DIRECTIONS {
        for rule in spec.get(direction).list() {
            for peer in rule.get(peers).list() {
                let block = peer.get("ipBlock");
                found.push(block.get("cidr").str());
                found.extend(block.get("except").list().iter().map(Value::str));
            }
        }
    }
    found
}
