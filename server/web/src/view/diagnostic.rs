//! What we say of a text beside kubectl.

use super::place::{Range, Texts};
use manifest::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One remark with its place.
#[derive(Debug, Serialize, ToSchema)]
pub struct Diagnostic<'a> {
    /// Stable, in kebab case, such as `yaml-duplicate-key`.
    pub code: &'a str,
    /// `error`, `warning` or `info`.
    #[schema(value_type = String)]
    pub severity: Severity,
    /// Where.
    pub place: Option<Range>,
    /// English words.
    pub message: &'a str,
    /// Values that a translation of the message needs, by name.
    pub arguments: BTreeMap<&'a str, &'a str>,
    /// Edits of the text that mend it; empty when none is known.
    pub fix: Vec<Edit<'a>>,
}

/// Replace a range of the text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Edit<'a> {
    /// What goes.
    pub place: Option<Range>,
    /// What comes.
    pub replacement: &'a str,
}

impl Diagnostic<'_> {
    /// The same remark when its step has another number for whoever reads it.
    pub fn of_step(mut self, step: u32) -> Self {
        for place in self.place.iter_mut().chain(self.fix.iter_mut().filter_map(|edit| edit.place.as_mut())) {
            place.step = step;
        }
        self
    }
}

impl<'a> Diagnostic<'a> {
    /// Shows a remark on the text of a step.
    pub fn new(found: &'a manifest::Diagnostic, step: u32, texts: &Texts) -> Diagnostic<'a> {
        let fix = found.fix.iter();
        Diagnostic {
            code: &found.code,
            severity: found.severity,
            place: texts.span(step, found.span),
            message: &found.message,
            arguments: found.arguments.iter().map(|(name, value)| (&**name, value.as_str())).collect(),
            fix: fix.map(|edit| Edit { place: texts.span(step, edit.span), replacement: &edit.replacement }).collect(),
        }
    }
}
