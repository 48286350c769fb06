//! Names such as `acme.io/foo`: a domain and a path in it (`IsDomainPrefixedPath`, apimachinery `pkg/util/validation`).

use super::field::{Errors, Path};
use super::name;

/// Characters beside letters and digits that the path half of a controller may hold.
const PATH_MARKS: &str = "/-._~%!$&'()*+,;=:";

/// Checks a name that has to be there.
pub fn validate(text: &str, path: &Path, errors: &mut Errors) {
    if text.is_empty() {
        return errors.required(path, "");
    }
    let Some((host, rest)) = text.split_once('/').filter(|(host, rest)| !host.is_empty() && !rest.is_empty()) else {
        errors.invalid(path, text, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        return;
    };
    for message in name::dns1123_subdomain(host) {
        errors.invalid(path, host, &message);
    }
    if !rest.chars().all(|c| c.is_ascii_alphanumeric() || PATH_MARKS.contains(c)) {
        let message = r"Invalid path (regex used for validation is '[A-Za-z0-9/\-._~%!$&'()*+,;=:]+')";
        errors.invalid(path, rest, message);
    }
}
