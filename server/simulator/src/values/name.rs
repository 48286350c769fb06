//! Names and their grammars, with what the API server says when a name does not fit.
//!
//! Each function returns upstream's messages; an empty list means that the name is fine. Lengths are in bytes.
//! Follows apimachinery `pkg/util/validation/validation.go` and, for label keys and values, `pkg/api/validate/content`:
//! the two count alike but the first says "characters" and the second "bytes".

/// A grammar: what is the matter with a text, in upstream's words; empty when it is fine.
pub type Rule = fn(&str) -> Vec<String>;

/// A DNS label as of RFC 1123, such as a port's or (since 1.36) a Service's name.
pub fn dns1123_label(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 63, "characters");
    if !is_dns_label(value) {
        messages.push(match is_subdomain(value, is_dns_label) {
            true => "must not contain dots".to_owned(),
            false => DNS1123_LABEL.to_owned(),
        });
    }
    messages
}

/// A DNS label as of RFC 1035: like [`dns1123_label`] but it starts with a letter.
pub fn dns1035_label(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 63, "characters");
    if !(is_dns_label(value) && value.starts_with(|c: char| c.is_ascii_lowercase())) {
        messages.push(DNS1035_LABEL.to_owned());
    }
    messages
}

/// A DNS subdomain as of RFC 1123: the name of most objects.
pub fn dns1123_subdomain(value: &str) -> Vec<String> {
    subdomain_counted_in(value, "characters")
}

/// A DNS subdomain whose labels may hold underscores, as a pod's search list allows.
pub fn dns1123_subdomain_with_underscore(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 253, "characters");
    if !is_subdomain(value, is_dns_label_with_underscore) {
        messages.push(DNS1123_SUBDOMAIN_WITH_UNDERSCORE.to_owned());
    }
    messages
}

/// A wildcard host of an Ingress: `*.` and a subdomain.
pub fn wildcard_dns1123_subdomain(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 253, "characters");
    if !value.strip_prefix("*.").is_some_and(|rest| is_subdomain(rest, is_dns_label)) {
        messages.push(WILDCARD_DNS1123_SUBDOMAIN.to_owned());
    }
    messages
}

/// A qualified name: the key of a label, with or without a domain in front (`app`, `example.com/app`).
pub fn qualified_name(value: &str) -> Vec<String> {
    let mut messages = Vec::new();
    let name = match value.split_once('/') {
        None => value,
        Some((prefix, name)) if !name.contains('/') => {
            match prefix {
                "" => messages.push("prefix part must be non-empty".to_owned()),
                prefix => {
                    let found = subdomain_counted_in(prefix, "bytes");
                    messages.extend(found.iter().map(|message| format!("prefix part {message}")));
                }
            }
            name
        }
        Some(_) => {
            return vec![format!(
                "a valid label key {LABEL_KEY} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            )];
        }
    };
    match name {
        "" => messages.push("name part must be non-empty".to_owned()),
        name => messages.extend(too_long(name, 63, "bytes").iter().map(|message| format!("name part {message}"))),
    }
    if !is_label_text(name) {
        messages.push(format!("name part {LABEL_KEY}"));
    }
    messages
}

/// The value of a label: empty, or up to 63 bytes.
pub fn label_value(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 63, "bytes");
    if !value.is_empty() && !is_label_text(value) {
        messages.push(LABEL_VALUE.to_owned());
    }
    messages
}

/// The name of a container's port, also where a Service's `targetPort` names one (`IsValidPortName`).
pub fn port_name(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 15, "characters");
    let mut demand = |met: bool, message: &str| {
        if !met {
            messages.push(message.to_owned());
        }
    };
    demand(
        !value.is_empty() && value.bytes().all(is_lower_alphanumeric_or_hyphen),
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
    );
    demand(value.bytes().any(|b| b.is_ascii_lowercase()), "must contain at least one letter (a-z)");
    demand(!value.contains("--"), "must not contain consecutive hyphens");
    demand(!value.starts_with('-') && !value.ends_with('-'), "must not begin or end with a hyphen");
    messages
}

/// The number of a port.
pub fn port_number(value: i64) -> Vec<String> {
    in_range(value, 1, 65535)
}

/// A number between two others, both included.
pub fn in_range(value: i64, low: i64, high: i64) -> Vec<String> {
    match (low..=high).contains(&value) {
        true => Vec::new(),
        false => vec![format!("must be between {low} and {high}, inclusive")],
    }
}

/// The name of an environment variable (`IsRelaxedEnvVarName`): printable ASCII without `=`.
pub fn env_var_name(value: &str) -> Vec<String> {
    if value.is_empty() {
        return vec!["environment variable name must be non-empty".to_owned()];
    }
    match value.bytes().all(|b| (b' '..=b'~').contains(&b) && b != b'=') {
        true => Vec::new(),
        false => vec![ENV_VAR_NAME.to_owned()],
    }
}

/// A key of a ConfigMap or Secret.
pub fn config_map_key(value: &str) -> Vec<String> {
    let mut messages = too_long(value, 253, "characters");
    if value.is_empty() || !value.bytes().all(is_label_byte) {
        messages.push(CONFIG_MAP_KEY.to_owned());
    }
    match value {
        "." => messages.push("must not be '.'".to_owned()),
        ".." => messages.push("must not be '..'".to_owned()),
        longer if longer.starts_with("..") => messages.push("must not start with '..'".to_owned()),
        _ => {}
    }
    messages
}

/// An identifier of the language C.
pub fn c_identifier(value: &str) -> Vec<String> {
    let fits = value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !value.is_empty()
        && !value.starts_with(|c: char| c.is_ascii_digit());
    if fits { Vec::new() } else { vec![C_IDENTIFIER.to_owned()] }
}

/// A percentage such as `25%`.
pub fn percent(value: &str) -> Vec<String> {
    let digits = value.strip_suffix('%').unwrap_or_default();
    match !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        true => Vec::new(),
        false => vec![PERCENT.to_owned()],
    }
}

/// The name of an HTTP header, as a probe may send.
pub fn http_header_name(value: &str) -> Vec<String> {
    match !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        true => Vec::new(),
        false => vec![HTTP_HEADER_NAME.to_owned()],
    }
}

/// A name that can stand in a URL's path (`path.IsValidPathSegmentName`); checked anew on every update.
pub fn path_segment(value: &str) -> Vec<String> {
    if value == "." || value == ".." {
        return vec![format!("may not be '{value}'")];
    }
    ["/", "%"].iter().filter(|part| value.contains(**part)).map(|part| format!("may not contain '{part}'")).collect()
}

const DNS1123_LABEL: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const DNS1035_LABEL: &str = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const DNS1123_SUBDOMAIN: &str = r"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const DNS1123_SUBDOMAIN_WITH_UNDERSCORE: &str = r"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')";
const WILDCARD_DNS1123_SUBDOMAIN: &str = r"a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_KEY: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const ENV_VAR_NAME: &str =
    "a valid environment variable name must consist only of printable ASCII characters other than '='";
const CONFIG_MAP_KEY: &str = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const C_IDENTIFIER: &str = "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName', regex used for validation is '[A-Za-z_][A-Za-z0-9_]*')";
const PERCENT: &str = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
const HTTP_HEADER_NAME: &str = "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

fn too_long(value: &str, max: usize, unit: &str) -> Vec<String> {
    match value.len() > max {
        true => vec![format!("must be no more than {max} {unit}")],
        false => Vec::new(),
    }
}

fn subdomain_counted_in(value: &str, unit: &str) -> Vec<String> {
    let mut messages = too_long(value, 253, unit);
    if !is_subdomain(value, is_dns_label) {
        messages.push(DNS1123_SUBDOMAIN.to_owned());
    }
    messages
}

fn is_subdomain(value: &str, is_label: fn(&str) -> bool) -> bool {
    value.split('.').all(is_label)
}

fn is_dns_label(value: &str) -> bool {
    !value.is_empty()
        && value.bytes().all(is_lower_alphanumeric_or_hyphen)
        && !value.starts_with('-')
        && !value.ends_with('-')
}

fn is_dns_label_with_underscore(value: &str) -> bool {
    let rest = value.strip_prefix('_').unwrap_or(value);
    !rest.is_empty()
        && rest.bytes().all(|b| is_lower_alphanumeric_or_hyphen(b) || b == b'_')
        && !rest.starts_with(['-', '_'])
        && !rest.ends_with(['-', '_'])
}

fn is_label_text(value: &str) -> bool {
    value.bytes().all(is_label_byte)
        && value.starts_with(|c: char| c.is_ascii_alphanumeric())
        && value.ends_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_label_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')
}

fn is_lower_alphanumeric_or_hyphen(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'
}
