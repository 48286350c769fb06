//! Endpoints: defaults, validation, update rules (`pkg/apis/core/validation`, `pkg/registry/core/endpoint`).

pub(crate) mod subsets;

use super::Rules;
use super::service::ports::{validate_protocol, validate_qualified};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name::{Rule, dns1123_label, dns1123_subdomain, port_number};
use crate::values::{ip, metadata};

/// The rules of Endpoints.
pub static RULES: Rules = Rules { defaults, validate, validate_update, warnings, ..Rules::NONE };

fn defaults(endpoints: &mut Value) {
    let Some(subsets) = endpoints.get_mut("subsets") else { return };
    for port in subsets.list_mut().iter_mut().filter_map(|subset| subset.get_mut("ports")) {
        for port in port.list_mut().iter_mut().filter(|port| port.get("protocol").is_empty()) {
            port.set("protocol", "TCP");
        }
    }
}

fn validate(endpoints: &Value, errors: &mut Errors) {
    metadata::validate(endpoints.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    validate_subsets(endpoints.get("subsets"), &Value::default(), errors);
}

/// Subsets that do not change are not looked at again.
fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    if new.get("subsets").list() != old.get("subsets").list() {
        validate_subsets(new.get("subsets"), old.get("subsets"), errors);
    }
}

fn validate_subsets(subsets: &Value, old: &Value, errors: &mut Errors) {
    for (index, subset) in subsets.list().iter().enumerate() {
        let path = Path::new("subsets").index(index);
        if subset.get("addresses").is_empty() && subset.get("notReadyAddresses").is_empty() {
            errors.required(&path, "must specify `addresses` or `notReadyAddresses`");
        }
        for member in ["addresses", "notReadyAddresses"] {
            for (index, address) in subset.get(member).list().iter().enumerate() {
                validate_address(address, old, &path.child(member).index(index), errors);
            }
        }
        let ports = subset.get("ports").list();
        for (index, port) in ports.iter().enumerate() {
            validate_port(port, ports.len() > 1, &path.child("ports").index(index), errors);
        }
    }
}

fn validate_address(address: &Value, old: &Value, path: &Path, errors: &mut Errors) {
    let text = address.get("ip").str();
    let kept = all_addresses(old).any(|(_, held)| held.get("ip").str() == text);
    let messages = if kept { ip::ip_messages_kept(text) } else { ip::ip_messages(text) };
    messages.iter().for_each(|message| errors.invalid(&path.child("ip"), text, message));
    let named: [(&str, Rule); 2] = [("hostname", dns1123_label), ("nodeName", dns1123_subdomain)];
    for (member, rule) in named {
        let name = address.get(member).str();
        if !name.is_empty() {
            rule(name).iter().for_each(|message| errors.invalid(&path.child(member), name, message));
        }
    }
    match ip::parse(text) {
        None => errors.invalid(&path.child("ip"), text, "must be a valid IP address"),
        Some(address) => {
            ip::special_messages(&address).iter().for_each(|message| errors.invalid(&path.child("ip"), text, message));
        }
    }
}

fn validate_port(port: &Value, needs_name: bool, path: &Path, errors: &mut Errors) {
    match port.get("name").str() {
        "" if needs_name => errors.required(&path.child("name"), ""),
        "" => {}
        name => dns1123_label(name).iter().for_each(|message| errors.invalid(&path.child("name"), name, message)),
    }
    let number = port.get("port").int();
    port_number(number).iter().for_each(|message| errors.invalid(&path.child("port"), number, message));
    validate_protocol(port.get("protocol").str(), &path.child("protocol"), errors);
    validate_qualified(port.get("appProtocol"), &path.child("appProtocol"), errors);
}

/// The API's own deprecation comes with every answer to a write (it is no warning of these rules); this is what the
/// strategy adds.
fn warnings(new: &Value, _old: Option<&Value>) -> Vec<String> {
    let addresses = all_addresses(new.get("subsets"));
    addresses.filter_map(|(path, address)| ip::ip_warning(&path, address.get("ip").str())).collect()
}

/// Every address of some subsets with the path of its `ip`.
fn all_addresses(subsets: &Value) -> impl Iterator<Item = (String, &Value)> {
    subsets.list().iter().enumerate().flat_map(|(at, subset)| {
        ["addresses", "notReadyAddresses"].into_iter().flat_map(move |member| {
            let addresses = subset.get(member).list().iter().enumerate();
            addresses.map(move |(index, address)| (format!("subsets[{at}].{member}[{index}].ip"), address))
        })
    })
}
