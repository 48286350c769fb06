//! What pods and containers may ask of Windows.

use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name;

const LONGEST_SPEC_KIB: usize = 64;
const LONGEST_DOMAIN: usize = 256;
const LONGEST_USER: usize = 104;

/// `validateWindowsSecurityContextOptions`.
pub(super) fn validate_options(options: &Value, path: &Path, errors: &mut Errors) {
    if let Some(credentials) = options.get("gmsaCredentialSpecName").as_str() {
        for message in name::dns1123_subdomain(credentials) {
            errors.invalid(&path.child("gmsaCredentialSpecName"), credentials, &message);
        }
    }
    if let Some(spec) = options.get("gmsaCredentialSpec").as_str() {
        let path = path.child("gmsaCredentialSpec");
        if spec.is_empty() {
            errors.invalid(&path, spec, "gmsaCredentialSpec cannot be an empty string");
        } else if spec.len() > LONGEST_SPEC_KIB * 1024 {
            errors.invalid(&path, spec, &format!("gmsaCredentialSpec size must be under {LONGEST_SPEC_KIB} KiB"));
        }
    }
    if let Some(user) = options.get("runAsUserName").as_str() {
        for message in user_name(user) {
            errors.invalid(&path.child("runAsUserName"), user, &message);
        }
    }
}

/// What is wrong with `[DOMAIN\]USER`.
fn user_name(text: &str) -> Vec<String> {
    let one = |message: &str| vec![message.to_owned()];
    if text.is_empty() {
        return one("runAsUserName cannot be an empty string");
    }
    if text.chars().any(|c| c.is_ascii_control()) {
        return one("runAsUserName cannot contain control characters");
    }
    let (domain, user) = match text.split_once('\\') {
        Some((_, rest)) if rest.contains('\\') => return one("runAsUserName cannot contain more than one backslash"),
        Some((domain, user)) => (Some(domain), user),
        None => (None, text),
    };
    let mut found = Vec::new();
    if domain.is_some_and(|domain| domain.len() >= LONGEST_DOMAIN) {
        found.push(format!("runAsUserName's Domain length must be under {LONGEST_DOMAIN} characters"));
    }
    if domain.is_some_and(|domain| !is_net_bios(domain) && !is_domain(domain)) {
        found.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format".to_owned());
    }
    if user.is_empty() {
        found.push("runAsUserName's User cannot be empty".to_owned());
    } else if user.len() > LONGEST_USER {
        found.push(format!("runAsUserName's User length must not be longer than {LONGEST_USER} characters"));
    }
    if !user.is_empty() && user.chars().all(|c| c == '.' || c == ' ') {
        found.push("runAsUserName's User cannot contain only periods or spaces".to_owned());
    }
    if user.contains(|c| "\"/\\:;|=,+*?<>@[]".contains(c)) {
        let why = r#"runAsUserName's User cannot contain the following characters: "/\:;|=,+*?<>@[]"#;
        found.push(why.to_owned());
    }
    found
}

fn is_net_bios(domain: &str) -> bool {
    (1..=15).contains(&domain.chars().count())
        && !domain.starts_with('.')
        && !domain.contains(|c| "\\/:*?\"<>|".contains(c))
}

fn is_domain(domain: &str) -> bool {
    domain.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

/// `validateWindowsHostProcessPod`: all containers are host processes or none is, and then the pod is on the node's
/// network.
pub(super) fn validate_host_process(spec: &Value, path: &Path, errors: &mut Errors) {
    let asked = |holder: &Value| holder.at(&["securityContext", "windowsOptions", "hostProcess"]).as_bool();
    let pod = asked(spec);
    let (mut containers, mut processes) = (0, 0);
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for (index, container) in spec.get(list).list().iter().enumerate() {
            let own = asked(container);
            if let (Some(pod), Some(own)) = (pod, own)
                && pod != own
            {
                let path = path.child(list).index(index).child("securityContext").child("windowsOptions");
                let why = format!("pod hostProcess value must be identical if both are specified, was {pod}");
                errors.invalid(&path.child("hostProcess"), Shown::Bare(own.to_string()), &why);
            }
            containers += 1;
            processes += usize::from(own.or(pod) == Some(true));
        }
    }
    if processes == 0 {
        return;
    }
    if processes != containers {
        let why = "If pod contains any hostProcess containers then all containers must be HostProcess containers";
        errors.invalid(path, "", why);
    }
    if !spec.get("hostNetwork").is_true() {
        let why = "hostNetwork must be true if pod contains any hostProcess containers";
        errors.invalid(&path.child("hostNetwork"), Shown::Bare("false".to_owned()), why);
    }
}
