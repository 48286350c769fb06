//! `unchanged`: an object is as the learner found it, as far as people write it.

use super::{Expect, Finding, Scene, Target, names};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use simulator::object::Object;
use simulator::value::Value;
use std::collections::BTreeSet;

/// An object that the learner leaves alone.
#[derive(Debug, Clone)]
pub struct Unchanged {
    pub(crate) object: ObjectRef,
}

/// Members of `spec` that the cluster writes: (kind, member).
const WRITTEN_BY_THE_CLUSTER: &[(&str, &str)] = &[
    ("PersistentVolume", "claimRef"),
    ("PersistentVolumeClaim", "volumeName"),
    ("Pod", "nodeName"),
    ("Service", "clusterIP"),
    ("Service", "clusterIPs"),
];

/// What of `metadata` belongs to people.
const METADATA: &[&str] = &["labels", "finalizers", "ownerReferences"];

impl Unchanged {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Unchanged> {
        Some(Unchanged { object: keys.required("object")? })
    }
}

impl Expect for Unchanged {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let before = self.object.find(scene.before);
        let Some(now) = self.object.find(scene.cluster) else {
            let code = if before.is_some() { "gone" } else { "no-object" };
            return Finding::new(false, Reason::new(code).with("object", &self.object));
        };
        let Some(before) = before else {
            return Finding::new(false, Reason::new("present").with("object", &self.object)).at(now.value.origin);
        };
        let changed = changed(before, now);
        match changed.is_empty() {
            true => Finding::new(true, Reason::new("unchanged")),
            false => {
                let fields = names(changed.iter().map(String::as_str));
                let reason = Reason::new("changed").with("object", &self.object).with("fields", &fields);
                Finding::new(false, reason).compared("", fields).at(now.value.origin)
            }
        }
    }

    fn targets(&self) -> Vec<Target> {
        vec![Target::Guarded(self.object.clone())]
    }
}

/// The fields that differ, such as `spec.containers`, sorted.
fn changed(before: &Object, now: &Object) -> BTreeSet<String> {
    let mut changed = BTreeSet::new();
    for member in METADATA {
        if before.meta(member) != now.meta(member) {
            changed.insert(format!("metadata.{member}"));
        }
    }
    for area in members(&before.value).chain(members(&now.value)) {
        let (old, new) = (before.value.get(area), now.value.get(area));
        if old == new {
            continue;
        }
        if old.as_map().is_none() || new.as_map().is_none() {
            changed.insert(area.to_owned());
            continue;
        }
        for member in members(old).chain(members(new)) {
            let ours = area == "spec" && WRITTEN_BY_THE_CLUSTER.contains(&(now.kind.kind, member));
            if !ours && old.get(member) != new.get(member) {
                changed.insert(format!("{area}.{member}"));
            }
        }
    }
    changed
}

/// Names of the members that people write.
fn members(value: &Value) -> impl Iterator<Item = &str> {
    value.members().map(|(key, _)| key).filter(|key| !matches!(*key, "metadata" | "status"))
}
