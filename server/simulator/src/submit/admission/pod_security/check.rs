//! The checks of a standard, and what a pod breaks of them (`policy/checks.go`, `policy/registry.go`).

use super::policy::{Level, Standard};
use super::{baseline, restricted};
use crate::value::Value;
use std::collections::BTreeSet;

/// One check.
pub(super) struct Check {
    /// The first minor version that has it.
    pub(super) since: u32,
    /// The version since which the restricted level has a stricter check in its place.
    pub(super) overridden: Option<u32>,
    /// What of the check a pod breaks.
    pub(super) run: fn(&Pod<'_>) -> Option<Violation>,
}

/// A pod or template that is checked.
pub(super) struct Pod<'a> {
    pub(super) annotations: &'a Value,
    pub(super) spec: &'a Value,
    /// The minor version of the standard.
    pub(super) version: u32,
}

impl Pod<'_> {
    /// Whether it says that it runs on Windows.
    pub(super) fn is_windows(&self) -> bool {
        self.spec.at(&["os", "name"]).str() == "windows"
    }

    /// Whether its users are not the node's (`relaxPolicyForUserNamespacePod`), which matters since 1.35.
    pub(super) fn has_own_users(&self) -> bool {
        self.version >= 35 && self.spec.get("hostUsers").as_bool() == Some(false)
    }

    /// The security context of the pod as a whole.
    pub(super) fn context(&self) -> &Value {
        self.spec.get("securityContext")
    }

    /// The security contexts of the pod as a whole and of its containers.
    pub(super) fn contexts(&self) -> impl Iterator<Item = &Value> {
        std::iter::once(self.context()).chain(containers(self.spec).map(|container| container.get("securityContext")))
    }

    /// Names of the containers whose security context is bad, init containers first.
    pub(super) fn bad(&self, mut is_bad: impl FnMut(&Value) -> bool) -> Vec<&str> {
        let bad = containers(self.spec).filter(|container| is_bad(container.get("securityContext")));
        bad.map(|container| container.get("name").str()).collect()
    }

    /// `pod and containers "a", "b"`: who sets what they must not; `None` when nobody does.
    pub(super) fn setters(&self, mut is_bad: impl FnMut(&Value) -> bool) -> Option<String> {
        let mut setters = Vec::new();
        if is_bad(self.context()) {
            setters.push("pod".to_owned());
        }
        let containers = self.bad(is_bad);
        if !containers.is_empty() {
            setters.push(named("container", &containers));
        }
        (!setters.is_empty()).then(|| setters.join(" and "))
    }
}

/// Why a pod breaks a check.
pub(super) struct Violation {
    pub(super) reason: &'static str,
    pub(super) detail: String,
}

/// All that a pod breaks, in the order of the checks.
pub(super) struct Violations(Vec<Violation>);

impl Violations {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `host namespaces, privileged`.
    pub(super) fn reason(&self) -> String {
        self.0.iter().map(|violation| violation.reason).collect::<Vec<_>>().join(", ")
    }

    /// `host namespaces (hostNetwork=true), privileged (container "a" must not set …)`.
    pub(super) fn detail(&self) -> String {
        let one = |Violation { reason, detail }: &Violation| match detail.as_str() {
            "" => (*reason).to_owned(),
            detail => format!("{reason} ({detail})"),
        };
        self.0.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// What a pod or template breaks of a standard.
pub(super) fn violations(standard: Standard, template: &Value) -> Violations {
    let pod = Pod {
        annotations: template.at(&["metadata", "annotations"]),
        spec: template.get("spec"),
        version: standard.version.unwrap_or(u32::MAX),
    };
    let is_restricted = standard.level == Level::Restricted;
    let is_overridden = |check: &Check| is_restricted && check.overridden.is_some_and(|since| since <= pod.version);
    let baseline = baseline::CHECKS.iter().filter(|check| !is_overridden(check));
    let restricted = restricted::CHECKS.iter().filter(|_| is_restricted);
    let checks = baseline.chain(restricted).filter(|check| check.since <= pod.version);
    Violations(checks.filter_map(|check| (check.run)(&pod)).collect())
}

/// `visitContainers`: init containers, containers, ephemeral containers.
pub(super) fn containers(spec: &Value) -> impl Iterator<Item = &Value> {
    ["initContainers", "containers", "ephemeralContainers"].into_iter().flat_map(|list| spec.get(list).list())
}

/// `container "a"`, `containers "a", "b"`.
pub(super) fn named(what: &str, names: &[&str]) -> String {
    format!("{} {}", plural(what, names.len()), quoted(names.iter().copied()))
}

/// `container "a" uses hostPort 80`: who uses which things, and how many of them.
pub(super) fn uses(what: &str, names: &[&str], thing: &str, count: usize, things: &str) -> String {
    let verb = if names.len() == 1 { "uses" } else { "use" };
    format!("{} {verb} {} {things}", named(what, names), plural(thing, count))
}

/// The word, with an `s` for anything but one.
pub(super) fn plural(word: &str, count: usize) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

/// `"a", "b"`; what stands in quotes is not escaped.
pub(super) fn quoted<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ")
}

/// Texts sorted, each once.
pub(super) type Sorted<'a> = BTreeSet<&'a str>;
