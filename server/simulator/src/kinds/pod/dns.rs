//! Names of a pod and how it resolves names (`validatePodDNSConfig`, hostname rules, `ValidateHostAliases`).

use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::{ip, name};

const MOST_SERVERS: usize = 3;
const MOST_SEARCHES: usize = 32;
const MOST_SEARCH_CHARACTERS: usize = 2048;
const LONGEST_HOSTNAME: usize = 64;

/// Checks `dnsConfig`; policy None cannot do without.
pub(super) fn validate_config(spec: &Value, path: &Path, errors: &mut Errors) {
    let config = spec.get("dnsConfig");
    let servers = config.get("nameservers").list();
    if spec.get("dnsPolicy").str() == "None" {
        if config.is_null() {
            errors.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
            return;
        }
        if servers.is_empty() {
            let why = "must provide at least one DNS nameserver when `dnsPolicy` is None";
            errors.required(&path.child("nameservers"), why);
            return;
        }
    }
    let servers_path = path.child("nameservers");
    if servers.len() > MOST_SERVERS {
        let message = format!("must not have more than {MOST_SERVERS} nameservers");
        errors.invalid(&servers_path, config.get("nameservers"), &message);
    }
    for (index, server) in servers.iter().enumerate() {
        for message in ip::ip_messages(server.str()) {
            errors.invalid(&servers_path.index(index), server.str(), &message);
        }
    }
    validate_searches(config.get("searches"), &path.child("searches"), errors);
    for (index, option) in config.get("options").list().iter().enumerate() {
        if option.get("name").is_empty() {
            errors.required(&path.child("options").index(index), "must not be empty");
        }
    }
}

fn validate_searches(searches: &Value, path: &Path, errors: &mut Errors) {
    let list = searches.list();
    if list.len() > MOST_SEARCHES {
        errors.invalid(path, searches, &format!("must not have more than {MOST_SEARCHES} search paths"));
    }
    // The blanks between them count.
    let characters = list.iter().map(|search| search.str().len() + 1).sum::<usize>().saturating_sub(1);
    if characters > MOST_SEARCH_CHARACTERS {
        let message = format!(
            "must not have more than {MOST_SEARCH_CHARACTERS} characters (including spaces) in the search list"
        );
        errors.invalid(path, searches, &message);
    }
    for (index, search) in list.iter().enumerate().filter(|(_, search)| search.str() != ".") {
        let text = search.str().strip_suffix('.').unwrap_or(search.str());
        for message in name::dns1123_subdomain_with_underscore(text) {
            errors.invalid(&path.index(index), text, &message);
        }
    }
}

/// Checks hostname, subdomain and the override of both.
pub(super) fn validate_names(spec: &Value, path: &Path, errors: &mut Errors) {
    for key in ["hostname", "subdomain"] {
        let text = spec.get(key).str();
        if !text.is_empty() {
            for message in name::dns1123_label(text) {
                errors.invalid(&path.child(key), text, &message);
            }
        }
    }
    let Some(text) = spec.get("hostnameOverride").as_str() else { return };
    let path = path.child("hostnameOverride");
    if spec.get("hostNetwork").is_true() {
        errors.forbidden(&path, "may not be specified when hostNetwork is true");
    }
    if spec.get("setHostnameAsFQDN").is_true() {
        errors.forbidden(&path, "may not be specified when setHostnameAsFQDN is true");
    }
    if text.len() > LONGEST_HOSTNAME {
        errors.too_long(&path, LONGEST_HOSTNAME);
    }
    for message in name::dns1123_subdomain(text) {
        errors.invalid(&path, text, &message);
    }
}

/// Checks additional lines of the hosts file.
pub(super) fn validate_host_aliases(aliases: &Value, path: &Path, errors: &mut Errors) {
    for (index, alias) in aliases.list().iter().enumerate() {
        let path = path.index(index);
        for message in ip::ip_messages(alias.get("ip").str()) {
            errors.invalid(&path.child("ip"), alias.get("ip").str(), &message);
        }
        for (index, hostname) in alias.get("hostnames").list().iter().enumerate() {
            for message in name::dns1123_subdomain(hostname.str()) {
                errors.invalid(&path.child("hostnames").index(index), hostname.str(), &message);
            }
        }
    }
}
