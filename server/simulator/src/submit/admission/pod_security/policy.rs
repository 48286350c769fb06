//! Which standard the labels of a namespace name (`api/helpers.go`, `PolicyToEvaluate`).

use crate::value::Value;
use crate::values::field::{Errors, Path};

/// How strict a standard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Privileged,
    Baseline,
    Restricted,
}

/// What is done with a pod that does not keep to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Enforce,
    Warn,
}

/// A level as one minor version of Kubernetes had it; `None` is the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standard {
    pub(super) level: Level,
    pub(super) version: Option<u32>,
}

impl std::fmt::Display for Standard {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let level = match self.level {
            Level::Privileged => "privileged",
            Level::Baseline => "baseline",
            Level::Restricted => "restricted",
        };
        match self.version {
            None => write!(out, "{level}:latest"),
            Some(minor) => write!(out, "{level}:v1.{minor}"),
        }
    }
}

/// Labels of a level and its version, in the order in which they are checked.
const LABELS: [(&str, &str); 3] = [
    ("pod-security.kubernetes.io/enforce", "pod-security.kubernetes.io/enforce-version"),
    ("pod-security.kubernetes.io/audit", "pod-security.kubernetes.io/audit-version"),
    ("pod-security.kubernetes.io/warn", "pod-security.kubernetes.io/warn-version"),
];

/// The standard that labels name for a mode; labels that say nothing allow everything, and those that cannot be read
/// are enforced as strictly as can be.
pub(super) fn standard(labels: &Value, mode: Mode) -> Standard {
    let [enforce, _, warn] = LABELS;
    let ((level, version), unread) = match mode {
        Mode::Enforce => (enforce, Level::Restricted),
        Mode::Warn => (warn, Level::Privileged),
    };
    let level = labels.get(level).as_str().map_or(Level::Privileged, |text| self::level(text).unwrap_or(unread));
    Standard { level, version: labels.get(version).as_str().and_then(self::version).flatten() }
}

/// What the labels of a namespace name that is no level or no version.
pub(super) fn validate(namespace: &Value) -> Errors {
    let labels = namespace.at(&["metadata", "labels"]);
    let path = Path::new("metadata").child("labels");
    let mut errors = Errors::default();
    for (level, version) in LABELS {
        if let Some(text) = labels.get(level).as_str().filter(|text| self::level(text).is_none()) {
            errors.invalid(&path.key(level), text, "must be one of privileged, baseline, restricted");
        }
        if let Some(text) = labels.get(version).as_str().filter(|text| self::version(text).is_none()) {
            errors.invalid(&path.key(version), text, "must be \"latest\" or \"v1.x\"");
        }
    }
    errors
}

fn level(text: &str) -> Option<Level> {
    match text {
        "privileged" => Some(Level::Privileged),
        "baseline" => Some(Level::Baseline),
        "restricted" => Some(Level::Restricted),
        _ => None,
    }
}

/// `latest`, which is no number, or `v1.` and a number without zeros in front.
fn version(text: &str) -> Option<Option<u32>> {
    if text == "latest" {
        return Some(None);
    }
    let digits = text.strip_prefix("v1.")?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    // Versions of the future are as the latest.
    (is_number && !digits.is_empty()).then(|| Some(digits.parse().unwrap_or(u32::MAX)))
}
