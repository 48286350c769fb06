//! Grammars of single values: the cases stand in `tests/values/*.tsv`.

use simulator::values::{ip, name};

fn rule(called: &str) -> fn(&str) -> Vec<String> {
    match called {
        "dns1123_label" => name::dns1123_label,
        "dns1035_label" => name::dns1035_label,
        "dns1123_subdomain" => name::dns1123_subdomain,
        "dns1123_subdomain_with_underscore" => name::dns1123_subdomain_with_underscore,
        "wildcard_dns1123_subdomain" => name::wildcard_dns1123_subdomain,
        "qualified_name" => name::qualified_name,
        "label_value" => name::label_value,
        "port_name" => name::port_name,
        "config_map_key" => name::config_map_key,
        "env_var_name" => name::env_var_name,
        "c_identifier" => name::c_identifier,
        "percent" => name::percent,
        "path_segment" => name::path_segment,
        "ip" => ip::ip_messages,
        "ip_kept" => ip::ip_messages_kept,
        "cidr" => ip::cidr_messages,
        "cidr_kept" => ip::cidr_messages_kept,
        other => panic!("no rule is called {other}"),
    }
}

#[test]
fn names_and_addresses() {
    for line in include_str!("values/name-and-ip.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [called, value, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}")
        };
        let found = rule(called)(value);
        let expected: Vec<&str> = expected.split(" | ").filter(|part| !part.is_empty()).collect();
        let agrees = found.len() == expected.len() && found.iter().zip(&expected).all(|(f, e)| f.contains(e));
        assert!(agrees, "{line}\nfound {found:#?}");
    }
}
