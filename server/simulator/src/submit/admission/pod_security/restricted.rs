//! The checks that the restricted level adds, sorted by their upstream names (`policy/check_*.go`).

use super::baseline::{explicit_seccomp, masked_proc};
use super::check::{Check, Pod, Sorted, Violation, containers, named, quoted, uses};
use crate::value::Value;

pub(super) static CHECKS: &[Check] = &[
    Check { since: 8, overridden: None, run: allow_privilege_escalation },
    Check { since: 22, overridden: None, run: capabilities },
    Check { since: 35, overridden: None, run: masked_proc },
    Check { since: 0, overridden: None, run: restricted_volumes },
    Check { since: 0, overridden: None, run: run_as_non_root },
    Check { since: 23, overridden: None, run: run_as_user },
    Check { since: 19, overridden: None, run: seccomp_profile },
];

/// Sources of volumes that do not reach around what PersistentVolumes allow.
const VOLUMES: [&str; 9] = [
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/// The version since which pods for Windows need not say what means nothing there.
const WINDOWS: u32 = 25;

fn is_excused(pod: &Pod<'_>) -> bool {
    pod.version >= WINDOWS && pod.is_windows()
}

fn allow_privilege_escalation(pod: &Pod<'_>) -> Option<Violation> {
    let bad = pod.bad(|context| context.get("allowPrivilegeEscalation").as_bool() != Some(false));
    (!bad.is_empty() && !is_excused(pod)).then(|| Violation {
        reason: "allowPrivilegeEscalation != false",
        detail: format!("{} must set securityContext.allowPrivilegeEscalation=false", named("container", &bad)),
    })
}

fn capabilities(pod: &Pod<'_>) -> Option<Violation> {
    if is_excused(pod) {
        return None;
    }
    fn added(context: &Value) -> impl Iterator<Item = &str> {
        let list = context.at(&["capabilities", "add"]).list().iter().map(Value::str);
        list.filter(|capability| *capability != "NET_BIND_SERVICE")
    }
    let mut details = Vec::new();
    let keeping =
        pod.bad(|context| !context.at(&["capabilities", "drop"]).list().iter().any(|held| held.str() == "ALL"));
    if !keeping.is_empty() {
        let who = named("container", &keeping);
        details.push(format!("{who} must set securityContext.capabilities.drop=[\"ALL\"]"));
    }
    let adding = pod.bad(|context| added(context).next().is_some());
    if !adding.is_empty() {
        let all: Sorted<'_> = containers(pod.spec).flat_map(|held| added(held.get("securityContext"))).collect();
        let who = named("container", &adding);
        details.push(format!("{who} must not include {} in securityContext.capabilities.add", quoted(all)));
    }
    (!details.is_empty()).then(|| Violation { reason: "unrestricted capabilities", detail: details.join("; ") })
}

fn restricted_volumes(pod: &Pod<'_>) -> Option<Violation> {
    let mut kinds = Sorted::new();
    let mut names = Vec::new();
    for volume in pod.spec.get("volumes").list() {
        let source = volume.members().find(|(key, held)| *key != "name" && !held.is_null());
        // A volume without a source is an emptyDir.
        if let Some((kind, _)) = source.filter(|(kind, _)| !VOLUMES.contains(kind)) {
            kinds.insert(kind);
            names.push(volume.get("name").str());
        }
    }
    (!names.is_empty()).then(|| Violation {
        reason: "restricted volume types",
        detail: uses("volume", &names, "restricted volume type", kinds.len(), &quoted(kinds)),
    })
}

fn run_as_non_root(pod: &Pod<'_>) -> Option<Violation> {
    if pod.has_own_users() {
        return None;
    }
    let said = |context: &Value| context.get("runAsNonRoot").as_bool();
    let reason = "runAsNonRoot != true";
    if let Some(setters) = pod.setters(|context| said(context) == Some(false)) {
        let detail = format!("{setters} must not set securityContext.runAsNonRoot=false");
        return Some(Violation { reason, detail });
    }
    let silent = pod.bad(|context| said(context).is_none());
    (said(pod.context()) != Some(true) && !silent.is_empty()).then(|| Violation {
        reason,
        detail: format!("pod or {} must set securityContext.runAsNonRoot=true", named("container", &silent)),
    })
}

fn run_as_user(pod: &Pod<'_>) -> Option<Violation> {
    if pod.has_own_users() {
        return None;
    }
    let setters = pod.setters(|context| context.get("runAsUser").as_int() == Some(0))?;
    Some(Violation { reason: "runAsUser=0", detail: format!("{setters} must not set runAsUser=0") })
}

fn seccomp_profile(pod: &Pod<'_>) -> Option<Violation> {
    if is_excused(pod) {
        return None;
    }
    if let Some(explicit) = explicit_seccomp(pod) {
        return Some(explicit);
    }
    let silent = pod.bad(|context| context.get("seccompProfile").is_null());
    (pod.context().get("seccompProfile").is_null() && !silent.is_empty()).then(|| Violation {
        reason: "seccompProfile",
        detail: format!(
            "pod or {} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"",
            named("container", &silent)
        ),
    })
}
