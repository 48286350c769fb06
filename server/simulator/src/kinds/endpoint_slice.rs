//! EndpointSlice: defaults, validation, update rules (`pkg/apis/discovery/validation` and, for `addressType` and the
//! number of addresses, the generated declarative validation, whose errors come last).

use super::Rules;
use super::service::ports::{PROTOCOLS, validate_qualified};
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::{Rule, dns1123_label, dns1123_subdomain, label_value};
use crate::values::{ip, metadata};
use std::collections::BTreeSet;

/// The rules of EndpointSlice.
pub static RULES: Rules = Rules { defaults, validate, validate_update, warnings, ..Rules::NONE };

const ADDRESS_TYPES: [&str; 3] = ["FQDN", "IPv4", "IPv6"];
const MOST_ADDRESSES: usize = 100;
const MOST_ENDPOINTS: usize = 1000;
const MOST_PORTS: usize = 20000;
const MOST_HINTS: usize = 8;

fn defaults(slice: &mut Value) {
    if let Some(ports) = slice.get_mut("ports") {
        for port in ports.list_mut() {
            port.set_default("name", "");
            port.set_default("protocol", "TCP");
        }
    }
}

fn validate(slice: &Value, errors: &mut Errors) {
    validate_slice(slice, None, errors);
    let address_type = slice.get("addressType").str();
    if address_type.is_empty() {
        errors.required(&Path::new("addressType"), "");
    } else if !ADDRESS_TYPES.contains(&address_type) {
        errors.not_supported(&Path::new("addressType"), Shown::named(address_type), &ADDRESS_TYPES);
    }
    validate_address_counts(slice, errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    validate_slice(new, Some(old), errors);
    if new.get("addressType").str() != old.get("addressType").str() {
        let path = Path::new("addressType");
        if new.get("addressType").is_empty() {
            errors.required(&path, "");
        }
        errors.invalid(&path, Shown::Bare("null".into()), "field is immutable");
    }
    if new.get("endpoints").list() != old.get("endpoints").list() {
        validate_address_counts(new, errors);
    }
}

fn validate_address_counts(slice: &Value, errors: &mut Errors) {
    for (index, endpoint) in slice.get("endpoints").list().iter().enumerate() {
        let path = Path::new("endpoints").index(index).child("addresses");
        match endpoint.get("addresses").list().len() {
            0 => errors.required(&path, ""),
            count if count > MOST_ADDRESSES => errors.too_many(&path, count, MOST_ADDRESSES),
            _ => {}
        }
    }
}

fn validate_slice(slice: &Value, old: Option<&Value>, errors: &mut Errors) {
    metadata::validate(slice.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    let endpoints = slice.get("endpoints").list();
    match endpoints.len() > MOST_ENDPOINTS {
        true => errors.too_many(&Path::new("endpoints"), endpoints.len(), MOST_ENDPOINTS),
        false => validate_endpoints(slice, endpoints, &held_addresses(old), errors),
    }
    let ports = slice.get("ports").list();
    match ports.len() > MOST_PORTS {
        true => errors.too_many(&Path::new("ports"), ports.len(), MOST_PORTS),
        false => validate_ports(ports, errors),
    }
}

/// Addresses that the stored slice has; they are not held to rules that came later.
fn held_addresses(old: Option<&Value>) -> BTreeSet<&str> {
    let endpoints = old.map_or(&[][..], |old| old.get("endpoints").list());
    endpoints.iter().flat_map(|endpoint| endpoint.get("addresses").list()).map(Value::str).collect()
}

fn validate_endpoints(slice: &Value, endpoints: &[Value], held: &BTreeSet<&str>, errors: &mut Errors) {
    let address_type = slice.get("addressType").str();
    for (index, endpoint) in endpoints.iter().enumerate() {
        let path = Path::new("endpoints").index(index);
        for (index, address) in endpoint.get("addresses").list().iter().enumerate() {
            let (list, address) = (path.child("addresses"), address.str());
            match address_type {
                "IPv4" | "IPv6" => validate_ip(address, address_type, held, &list, index, errors),
                "FQDN" => validate_fqdn(address, &list.index(index), errors),
                _ => {}
            }
        }
        let named: [(&str, Rule); 2] = [("nodeName", dns1123_subdomain), ("hostname", dns1123_label)];
        for (member, rule) in named {
            if let Some(name) = endpoint.get(member).as_str() {
                rule(name).iter().for_each(|message| errors.invalid(&path.child(member), name, message));
            }
        }
        validate_hints(endpoint.get("hints"), &path.child("hints"), errors);
    }
}

fn validate_ip(address: &str, family: &str, held: &BTreeSet<&str>, list: &Path, index: usize, errors: &mut Errors) {
    let path = list.index(index);
    let messages = if held.contains(address) { ip::ip_messages_kept(address) } else { ip::ip_messages(address) };
    messages.iter().for_each(|message| errors.invalid(&path, address, message));
    let Some(parsed) = ip::parse(address).filter(|_| messages.is_empty()) else { return };
    if ip::family(&parsed) != family {
        // Upstream names the list and not the address here.
        errors.invalid(list, address, &format!("must be an {family} address"));
    }
    ip::special_messages(&parsed).iter().for_each(|message| errors.invalid(&path, address, message));
}

/// A domain name of two labels or more, with or without a final dot (`IsFullyQualifiedDomainName`).
fn validate_fqdn(name: &str, path: &Path, errors: &mut Errors) {
    if name.is_empty() {
        return errors.required(path, "");
    }
    let name = name.strip_suffix('.').unwrap_or(name);
    let messages = dns1123_subdomain(name);
    if !messages.is_empty() {
        return errors.invalid(path, name, &messages.join(","));
    }
    if !name.contains('.') {
        return errors.invalid(path, name, "should be a domain with at least two segments separated by dots");
    }
    for (label, messages) in name.split('.').map(|label| (label, dns1123_label(label))) {
        if !messages.is_empty() {
            errors.invalid(path, label, &messages.join(","));
        }
    }
}

fn validate_hints(hints: &Value, path: &Path, errors: &mut Errors) {
    let lists: [(&str, Rule); 2] = [("forZones", label_value), ("forNodes", dns1123_subdomain)];
    for (member, rule) in lists {
        let path = path.child(member);
        let targets = hints.get(member).list();
        if targets.len() > MOST_HINTS {
            errors.too_many(&path, targets.len(), MOST_HINTS);
            continue;
        }
        let mut seen = BTreeSet::new();
        for (index, target) in targets.iter().enumerate() {
            let (path, name) = (path.index(index).child("name"), target.get("name").str());
            if !seen.insert(name) {
                errors.duplicate(&path, name);
            }
            rule(name).iter().for_each(|message| errors.invalid(&path, name, message));
        }
    }
}

fn validate_ports(ports: &[Value], errors: &mut Errors) {
    let mut names = BTreeSet::new();
    for (index, port) in ports.iter().enumerate() {
        let path = Path::new("ports").index(index);
        let name = port.get("name").str();
        if !name.is_empty() {
            dns1123_label(name).iter().for_each(|message| errors.invalid(&path.child("name"), name, message));
        }
        if !names.insert(name) {
            errors.duplicate(&path.child("name"), name);
        }
        let protocol = port.get("protocol").str();
        if !PROTOCOLS.contains(&protocol) {
            errors.not_supported(&path.child("protocol"), Shown::named(protocol), PROTOCOLS);
        }
        validate_qualified(port.get("appProtocol"), &path.child("appProtocol"), errors);
    }
}

fn warnings(new: &Value, old: Option<&Value>) -> Vec<String> {
    let mut warnings = Vec::new();
    if old.is_none() && new.get("addressType").str() == "FQDN" {
        warnings.push("spec.addressType: FQDN endpoints are deprecated".to_owned());
    }
    for (at, endpoint) in new.get("endpoints").list().iter().enumerate() {
        for (index, address) in endpoint.get("addresses").list().iter().enumerate() {
            let path = format!("endpoints[{at}].addresses[{index}]");
            warnings.extend(ip::ip_warning(&path, address.str()).filter(|_| new.get("addressType").str() != "FQDN"));
        }
    }
    warnings
}
