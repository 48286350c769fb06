//! `unchanged`: objects are as the learner found them, as far as people write them.

use super::{Expect, Finding, Scene, Target, names};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use serde::Deserialize;
use simulator::object::Object;
use simulator::value::Value;
use std::collections::BTreeSet;

/// Objects that the learner leaves alone.
#[derive(Debug, Clone)]
pub struct Unchanged {
    objects: Vec<ObjectRef>,
}

/// `object` in `lesson.toml`: one or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Objects {
    One(ObjectRef),
    Several(Vec<ObjectRef>),
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
        let objects = match keys.required("object")? {
            Objects::One(object) => vec![object],
            Objects::Several(objects) => objects,
        };
        Some(Unchanged { objects })
    }
}

impl Expect for Unchanged {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let changed = self.objects.iter().find_map(|object| difference(object, scene));
        changed.unwrap_or_else(|| Finding::new(true, Reason::new("unchanged")))
    }

    fn targets(&self) -> Vec<Target> {
        self.objects.iter().cloned().map(Target::Guarded).collect()
    }
}

/// What has become of an object that was to stay as it was; `None` when it did.
fn difference(object: &ObjectRef, scene: &Scene<'_>) -> Option<Finding> {
    let before = object.find(scene.before);
    let Some(now) = object.find(scene.cluster) else {
        let code = if before.is_some() { "gone" } else { "no-object" };
        return Some(Finding::new(false, Reason::new(code).with("object", object)));
    };
    let Some(before) = before else {
        return Some(Finding::new(false, Reason::new("present").with("object", object)).at(now.value.origin));
    };
    let changed = changed(before, now);
    if changed.is_empty() {
        return None;
    }
    let fields = names(changed.iter().map(String::as_str));
    let reason = Reason::new("changed").with("object", object).with("fields", &fields);
    Some(Finding::new(false, reason).compared("", fields).at(now.value.origin))
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
