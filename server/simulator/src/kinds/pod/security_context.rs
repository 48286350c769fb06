//! Security contexts of pods and containers, and what the operating system allows of them.

use super::windows;
use crate::kinds::volume_source::path::validate_descending;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name::in_range;

const LARGEST_ID: i64 = i32::MAX as i64;

/// `validatePodSpecSecurityContext`.
pub(super) fn validate_pod(spec: &Value, path: &Path, errors: &mut Errors) {
    let context = spec.get("securityContext");
    for key in ["fsGroup", "runAsUser", "runAsGroup"].into_iter().filter(|key| context.has(key)) {
        validate_id(context.get(key), &path.child(key), errors);
    }
    for (index, group) in context.get("supplementalGroups").list().iter().enumerate() {
        validate_id(group, &path.child("supplementalGroups").index(index), errors);
    }
    // Upstream's internal type keeps these two inside the security context, and reports them there.
    if spec.get("shareProcessNamespace").is_true() && spec.get("hostPID").is_true() {
        errors.invalid(
            &path.child("shareProcessNamespace"),
            spec.get("shareProcessNamespace"),
            "ShareProcessNamespace and HostPID cannot both be enabled",
        );
    }
    validate_sysctls(spec, &path.child("sysctls"), errors);
    one_of(context, "fsGroupChangePolicy", &["Always", "OnRootMismatch"], path, errors);
    validate_seccomp(context.get("seccompProfile"), &path.child("seccompProfile"), errors);
    windows::validate_options(context.get("windowsOptions"), &path.child("windowsOptions"), errors);
    validate_app_armor(context.get("appArmorProfile"), &path.child("appArmorProfile"), errors);
    one_of(context, "supplementalGroupsPolicy", &["Merge", "Strict"], path, errors);
    one_of(context, "seLinuxChangePolicy", &["MountOption", "Recursive"], path, errors);
}

fn one_of(context: &Value, key: &'static str, words: &[&str], path: &Path, errors: &mut Errors) {
    if let Some(word) = context.get(key).as_str().filter(|word| !words.contains(word)) {
        errors.not_supported(&path.child(key), word, words);
    }
}

fn validate_id(id: &Value, path: &Path, errors: &mut Errors) {
    if let Some(id) = id.as_int() {
        for message in in_range(id, 0, LARGEST_ID) {
            errors.invalid(path, id, &message);
        }
    }
}

/// `ValidateSecurityContext` of a container.
pub(super) fn validate(context: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    if context.is_null() {
        return;
    }
    for key in ["runAsUser", "runAsGroup"] {
        validate_id(context.get(key), &path.child(key), errors);
    }
    if let Some(mount) = context.get("procMount").as_str() {
        let path = path.child("procMount");
        if !["Default", "Unmasked"].contains(&mount) {
            errors.not_supported(&path, mount, &["Default", "Unmasked"]);
        }
        if mount == "Unmasked" && spec.get("hostUsers").as_bool() != Some(false) {
            errors.invalid(&path, mount, "`hostUsers` must be false to use `Unmasked`");
        }
    }
    validate_seccomp(context.get("seccompProfile"), &path.child("seccompProfile"), errors);
    if context.get("allowPrivilegeEscalation").as_bool() == Some(false) {
        let added = context.at(&["capabilities", "add"]).list();
        let shown = Shown::Bare(crate::schema::internal_json("core.SecurityContext", context));
        if context.get("privileged").is_true() {
            let why = "cannot set `allowPrivilegeEscalation` to false and `privileged` to true";
            errors.invalid(path, shown.clone(), why);
        }
        if added.iter().any(|capability| capability.str() == "CAP_SYS_ADMIN") {
            let why = "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN";
            errors.invalid(path, shown, why);
        }
    }
    windows::validate_options(context.get("windowsOptions"), &path.child("windowsOptions"), errors);
    validate_app_armor(context.get("appArmorProfile"), &path.child("appArmorProfile"), errors);
}

/// `validateSeccompProfileField`.
fn validate_seccomp(profile: &Value, path: &Path, errors: &mut Errors) {
    if profile.is_null() {
        return;
    }
    let local = profile.get("localhostProfile");
    validate_profile_type(profile, "type is required when seccompProfile is set", path, errors);
    let path = path.child("localhostProfile");
    match (profile.get("type").str(), local.as_str()) {
        ("Localhost", None) => errors.required(&path, "must be set when seccomp type is Localhost"),
        ("Localhost", Some(file)) => validate_descending(file, &path, errors),
        (_, Some(_)) => {
            let shown = Shown::Bare(crate::schema::internal_json("core.SeccompProfile", profile));
            errors.invalid(&path, shown, "can only be set when seccomp type is Localhost");
        }
        (_, None) => {}
    }
}

/// `ValidateAppArmorProfileField`.
fn validate_app_armor(profile: &Value, path: &Path, errors: &mut Errors) {
    const LONGEST: usize = 4095;
    const MISSING: &str = "must be set when AppArmor type is Localhost";
    if profile.is_null() {
        return;
    }
    validate_profile_type(profile, "type is required when appArmorProfile is set", path, errors);
    let path = path.child("localhostProfile");
    match (profile.get("type").str(), profile.get("localhostProfile").as_str()) {
        ("Localhost", None) => errors.required(&path, MISSING),
        ("Localhost", Some(file)) => {
            if file.trim() != file {
                errors.invalid(&path, file, "must not be padded with whitespace");
            } else if file.is_empty() {
                errors.required(&path, MISSING);
            }
            if file.len() > LONGEST {
                errors.too_long(&path, LONGEST);
            }
        }
        ("RuntimeDefault" | "Unconfined", Some(file)) => {
            errors.invalid(&path, file, "can only be set when AppArmor type is Localhost");
        }
        _ => {}
    }
}

fn validate_profile_type(profile: &Value, missing: &str, path: &Path, errors: &mut Errors) {
    const TYPES: &[&str] = &["Localhost", "RuntimeDefault", "Unconfined"];
    match profile.get("type").str() {
        "" => errors.required(&path.child("type"), missing),
        kind if TYPES.contains(&kind) => {}
        kind => errors.not_supported(&path.child("type"), kind, TYPES),
    }
}

/// `validateSysctls`: names, no name twice, none of a namespace that the pod shares with the node.
fn validate_sysctls(spec: &Value, path: &Path, errors: &mut Errors) {
    const WORDS: &str = "must have at most 253 characters and match regex \
        ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
    let sysctls = spec.at(&["securityContext", "sysctls"]).list();
    for (index, sysctl) in sysctls.iter().enumerate() {
        let (path, text) = (path.index(index).child("name"), sysctl.get("name").str());
        if text.is_empty() {
            errors.required(&path, "");
        } else if !is_sysctl(text) {
            errors.invalid(&path, text, WORDS);
        } else if sysctls.iter().take(index).any(|earlier| earlier.get("name").str() == text) {
            errors.duplicate(&path, text);
        }
        let plain = text.replace('/', ".");
        if spec.get("hostNetwork").is_true() && plain.starts_with("net.") {
            errors.invalid(&path, text, "may not be specified when 'hostNetwork' is true");
        } else if spec.get("hostIPC").is_true()
            && ["kernel.shm", "kernel.msg", "fs.mqueue."].iter().any(|own| plain.starts_with(own))
        {
            errors.invalid(&path, text, "may not be specified when 'hostIPC' is true");
        }
    }
}

fn is_sysctl(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.len() <= 253
        && text.split(['.', '/']).all(|segment| {
            segment.starts_with(plain)
                && segment.ends_with(plain)
                && segment.chars().all(|c| plain(c) || c == '-' || c == '_')
        })
}

/// `validateHostUsers`: a pod with users of its own shares no namespace with the node.
pub(super) fn validate_host_users(spec: &Value, path: &Path, errors: &mut Errors) {
    if spec.get("hostUsers").as_bool() != Some(false) {
        return;
    }
    for (key, shown) in [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")] {
        if spec.get(key).is_true() {
            errors.forbidden(&path.child(shown), "when `pod.Spec.HostUsers` is false");
        }
    }
}

/// What a Windows pod must leave out, in upstream's order (`validateWindows`).
const NOT_ON_WINDOWS: &[&[&str]] = &[
    &["securityContext", "appArmorProfile"],
    &["securityContext", "seLinuxOptions"],
    &["hostUsers"],
    &["hostPID"],
    &["hostIPC"],
    &["securityContext", "seccompProfile"],
    &["securityContext", "fsGroup"],
    &["securityContext", "fsGroupChangePolicy"],
    &["securityContext", "sysctls"],
    &["shareProcessNamespace"],
    &["securityContext", "runAsUser"],
    &["securityContext", "runAsGroup"],
    &["securityContext", "supplementalGroups"],
    &["securityContext", "supplementalGroupsPolicy"],
    &["securityContext", "seLinuxChangePolicy"],
];

/// What a container of a Windows pod must leave out of its security context.
const NOT_IN_WINDOWS_CONTAINERS: &[&str] = &[
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
    "runAsUser",
    "runAsGroup",
];

/// `validateOS` and what follows from it.
pub(super) fn validate_os(spec: &Value, path: &Path, errors: &mut Errors) {
    let os = spec.get("os");
    let windows = match os.get("name").str() {
        _ if os.is_null() => return,
        "" => return errors.required(&path.child("os").child("name"), "cannot be empty"),
        "linux" => false,
        "windows" => true,
        other => return errors.not_supported(&path.child("os"), other, &["linux", "windows"]),
    };
    let (why, members): (&str, &[&[&str]]) = match windows {
        true => ("cannot be set for a windows pod", NOT_ON_WINDOWS),
        false => ("windows options cannot be set for a linux pod", &[&["securityContext", "windowsOptions"]]),
    };
    for member in members.iter().filter(|member| is_set(spec.at(member))) {
        errors.forbidden(&member.iter().fold(path.clone(), |path, key| path.child(key)), why);
    }
    let members = if windows { NOT_IN_WINDOWS_CONTAINERS } else { &["windowsOptions"] };
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for (index, container) in spec.get(list).list().iter().enumerate() {
            let path = path.child(list).index(index).child("securityContext");
            let context = container.get("securityContext");
            for member in members.iter().filter(|member| !context.get(member).is_null()) {
                errors.forbidden(&path.child(member), why);
            }
        }
    }
}

/// Whether a member says something: a plain `false` and an empty list do not.
fn is_set(value: &Value) -> bool {
    !value.is_empty() && value.as_bool() != Some(false)
}
