//! What controllers want changed, and the record of what was done because of what.

use crate::object::Name;
use crate::value::{Source, Text, Value};
use serde::Serialize;

/// A change that a controller asks for; only [`settle`](crate::settle) carries it out.
#[derive(Debug, Clone)]
pub struct Change {
    /// What to do.
    pub act: Act,
    /// The objects that led to it, the most important first.
    pub read: Vec<Name>,
    /// The text that ultimately caused it, when one value did (a selector, a label, a request).
    pub because: Option<Source>,
}

/// What to do to the cluster.
#[derive(Debug, Clone)]
pub enum Act {
    /// Send this object to the API server (`metadata.generateName` allowed): it passes defaults, admission and
    /// validation like any other create.
    Create {
        /// The whole object.
        object: Value,
        /// Event for a success; a generated name follows `message`.
        created: Option<Box<Event>>,
        /// Event for a refusal; the server's message follows `message`.
        refused: Option<Box<Event>>,
    },
    /// Replace the stored object by this one, main resource and status alike; trusted, not validated.
    Update(Value),
    /// Delete the object: goes at once unless it has finalizers, which turn it into a terminating one.
    Delete(Name),
    /// Take the object out whatever it holds (a kubelet confirming that a pod is gone).
    Remove(Name),
    /// Write an event.
    Event(Event),
    /// Ask the controller again, although it does all that it wants at once: this time it could not.
    Requeue,
}

/// An event about an object; equal ones are one event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Event {
    /// The object it is about.
    pub about: Name,
    /// `Normal` or `Warning`.
    #[serde(rename = "type")]
    pub severity: &'static str,
    /// CamelCase reason.
    pub reason: &'static str,
    /// The words.
    pub message: Text,
    /// The component that wrote it, such as `default-scheduler`.
    pub by: &'static str,
}

/// A change that was carried out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recorded {
    /// Name of the controller, as Kubernetes calls it.
    pub by: &'static str,
    /// `create`, `update`, `delete`, `event`.
    pub verb: &'static str,
    /// The object that was written.
    pub object: Name,
    /// One line in words for people: what changed.
    pub summary: Text,
    /// The objects that led to it.
    pub read: Vec<Name>,
    /// The text that ultimately caused it.
    pub because: Option<Source>,
}

impl Change {
    /// A change with the objects that led to it.
    pub fn new(act: Act, read: Vec<Name>) -> Change {
        Change { act, read, because: None }
    }

    /// Names the text that caused it.
    pub fn because(mut self, origin: Option<Source>) -> Change {
        self.because = origin;
        self
    }
}
