//! `event`: there is an event of this reason about an object.

use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use simulator::Cluster;
use simulator::change;

/// An object and the reason of an event about it.
#[derive(Debug, Clone)]
pub struct Event {
    object: ObjectRef,
    reason: String,
}

impl Event {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Event> {
        let object = keys.required("object");
        let reason = keys.required("reason");
        Some(Event { object: object?, reason: reason? })
    }
}

impl Expect for Event {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let event = about(scene.cluster, &self.object).find(|event| event.reason == self.reason);
        let reason = match event {
            Some(event) => Reason::new("event-seen").with("message", &event.message),
            None => Reason::new("no-event").with("object", &self.object),
        };
        let origin = self.object.find(scene.cluster).and_then(|object| object.value.origin);
        Finding::new(event.is_some(), reason.with("reason", &self.reason)).at(origin)
    }

    fn targets(&self) -> Vec<Target> {
        vec![Target::part(&self.object, &[""])]
    }
}

/// The events about an object.
pub(super) fn about<'a>(cluster: &'a Cluster, object: &'a ObjectRef) -> impl Iterator<Item = &'a change::Event> {
    cluster.events().filter(|event| {
        event.about.kind == object.kind.kind
            && *event.about.namespace == *object.namespace
            && *event.about.name == *object.name
    })
}
