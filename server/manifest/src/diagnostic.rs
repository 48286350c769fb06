//! What we say of a text beside kubectl: a stable code, a place, words, and edits that mend it.

use crate::Span;
use serde::Serialize;
use std::borrow::Cow;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// kubectl or the server refuses.
    Error,
    /// Accepted, but probably not what was meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// One remark with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable and in kebab case, such as `yaml-duplicate-key`; translations hang on it.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// English words; pages translate by `code` and `arguments`.
    pub message: String,
    /// Values that a translation needs, by name.
    pub arguments: Vec<(Cow<'static, str>, String)>,
    /// Edits on the original text that mend it; empty when we know none.
    pub fix: Vec<Edit>,
}

/// Replace a byte range by a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub replacement: String,
}
