//! Status conditions: lists of `{type, status, reason, message, lastTransitionTime}`.

use crate::object::Object;
use crate::value::{Data, Value};

/// What a condition says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition<'a> {
    /// Its type, such as `Ready`.
    pub kind: &'a str,
    /// `True`, `False` or `Unknown`.
    pub status: &'a str,
    /// CamelCase reason; left out when empty.
    pub reason: &'a str,
    /// The words; left out when empty.
    pub message: &'a str,
}

impl Condition<'_> {
    /// Whether the object says exactly this already, so that setting it would change nothing.
    pub fn is_held_by(&self, object: &Object) -> bool {
        let held = object.condition(self.kind);
        let says = |key: &str, text: &str| held.get(key).str() == text && held.has(key) != text.is_empty();
        held.get("status").str() == self.status
            && held.has("lastTransitionTime")
            && says("reason", self.reason)
            && says("message", self.message)
    }
}

/// Sets a condition in `object.status.conditions`; the time moves only when its status does.
pub fn set(object: &mut Value, condition: Condition<'_>, now: &str) {
    let list = object.entry("status").entry("conditions").list_mut();
    let position = list.iter().position(|held| held.get("type").str() == condition.kind);
    let since = position
        .and_then(|at| list.get(at))
        .filter(|held| held.get("status").str() == condition.status)
        .map_or_else(|| now.into(), |held| held.get("lastTransitionTime").clone());
    let mut fresh: Value =
        [("lastTransitionTime", since), ("status", condition.status.into()), ("type", condition.kind.into())].into();
    for (key, text) in [("reason", condition.reason), ("message", condition.message)] {
        if !text.is_empty() {
            fresh.set(key, text);
        }
    }
    match position.and_then(|at| list.get_mut(at)) {
        // Fields that this says nothing about (`observedGeneration`, `lastProbeTime`) stay.
        Some(held) => {
            for key in ["reason", "message"] {
                held.remove(key);
            }
            if let Data::Map(members) = fresh.data {
                held.map_mut().extend(members);
            }
        }
        None => list.push(fresh),
    }
}

/// Takes a condition out; says whether it was there.
pub fn remove(object: &mut Value, kind: &str) -> bool {
    if object.at(&["status", "conditions"]).is_null() {
        return false;
    }
    let list = object.entry("status").entry("conditions").list_mut();
    let before = list.len();
    list.retain(|held| held.get("type").str() != kind);
    list.len() != before
}
