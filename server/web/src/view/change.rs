//! What controllers did and why, and the events that they wrote.

use super::object::ObjectName;
use super::place::{Range, Texts};
use serde::Serialize;
use simulator::change;
use utoipa::ToSchema;

/// A change that a controller made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change<'a> {
    /// The controller, as Kubernetes calls it.
    pub by: &'a str,
    /// `create`, `update`, `delete` or `event`.
    pub verb: &'a str,
    /// The object that was written.
    pub object: ObjectName<'a>,
    /// One line in words: what changed.
    pub summary: &'a str,
    /// The objects that led to it, the most important first.
    pub read: Vec<ObjectName<'a>>,
    /// The text that ultimately caused it, when one value did.
    pub because: Option<Range>,
}

/// An event; equal ones are one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event<'a> {
    /// The object it is about.
    pub about: ObjectName<'a>,
    /// `Normal` or `Warning`.
    pub r#type: &'a str,
    /// In CamelCase, such as `ProvisioningFailed`.
    pub reason: &'a str,
    /// The words.
    pub message: &'a str,
    /// The component that wrote it.
    pub by: &'a str,
}

impl<'a> Change<'a> {
    /// Shows a change.
    pub fn new(change: &'a change::Recorded, texts: &Texts) -> Change<'a> {
        Change {
            by: change.by,
            verb: change.verb,
            object: (&change.object).into(),
            summary: &change.summary,
            read: change.read.iter().map(ObjectName::from).collect(),
            because: texts.origin(&change.because),
        }
    }
}

impl<'a> From<&'a change::Event> for Event<'a> {
    fn from(event: &'a change::Event) -> Self {
        Event {
            about: (&event.about).into(),
            r#type: event.severity,
            reason: event.reason,
            message: &event.message,
            by: event.by,
        }
    }
}
