//! Who belongs to whom: adopting what a selector selects and letting go what it selects no longer
//! (`pkg/controller/controller_ref_manager.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use crate::values::label_selector;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Objects of one kind by their controller, and by namespace those without one.
pub(super) struct Dependents<'a> {
    owned: BTreeMap<&'a str, Vec<&'a Arc<Object>>>,
    orphans: BTreeMap<&'a str, Vec<&'a Arc<Object>>>,
}

/// What an owner has after claiming.
#[derive(Default)]
pub(super) struct Claimed<'a> {
    /// What it owns, sorted by name; objects just adopted are among them.
    pub(super) owned: Vec<&'a Arc<Object>>,
    /// Adoptions and releases.
    pub(super) changes: Vec<Change>,
}

impl<'a> Dependents<'a> {
    /// All objects of the kind.
    pub(super) fn of(cluster: &'a Cluster, kind: &str) -> Dependents<'a> {
        let (mut owned, mut orphans) = (BTreeMap::new(), BTreeMap::new());
        for object in cluster.list(kind) {
            let by: &mut Vec<&Arc<Object>> = match object.controller().get("uid").str() {
                "" => orphans.entry(object.namespace()).or_default(),
                uid => owned.entry(uid).or_default(),
            };
            by.push(object);
        }
        Dependents { owned, orphans }
    }

    /// What the owner controls, whatever a selector says.
    pub(super) fn owned_by(&self, owner: &Object) -> &[&'a Arc<Object>] {
        self.owned.get(owner.uid()).map_or(&[], Vec::as_slice)
    }

    /// Claims for the owner what `selector` selects, out of what `counts` at all.
    pub(super) fn claim(&self, owner: &Object, selector: &Value, counts: impl Fn(&Object) -> bool) -> Claimed<'a> {
        let mut claimed = Claimed::default();
        for object in self.owned_by(owner).iter().filter(|object| counts(object)) {
            if label_selector::matches(selector, object.labels()) {
                claimed.owned.push(object);
            } else if !owner.is_terminating() {
                claimed.changes.push(release(owner, object));
            }
        }
        let orphans = self.orphans.get(owner.namespace()).map_or(&[][..], Vec::as_slice);
        if owner.is_terminating() || orphans.is_empty() {
            return claimed;
        }
        for object in orphans.iter().filter(|object| !object.is_terminating() && counts(object)) {
            if label_selector::matches(selector, object.labels()) {
                claimed.owned.push(object);
                claimed.changes.push(adopt(owner, object, selector));
            }
        }
        claimed.owned.sort_by_key(|object| object.name());
        claimed
    }
}

/// The reference that makes `owner` the controller of an object.
pub(super) fn controller_reference(owner: &Object) -> Value {
    json!({
        "apiVersion": owner.kind.api_version(),
        "kind": owner.kind.kind,
        "name": owner.name(),
        "uid": owner.uid(),
        "controller": true,
        "blockOwnerDeletion": true,
    })
    .into()
}

fn adopt(owner: &Object, object: &Object, selector: &Value) -> Change {
    let mut value = object.value.clone();
    value.entry_at(&["metadata", "ownerReferences"]).list_mut().push(controller_reference(owner));
    Change::new(Act::Update(value), vec![owner.id(), object.id()]).because(selector.origin)
}

fn release(owner: &Object, object: &Object) -> Change {
    let mut value = object.value.clone();
    let metadata = value.entry("metadata");
    let references = metadata.entry("ownerReferences").list_mut();
    references.retain(|reference| reference.get("uid").str() != owner.uid());
    if references.is_empty() {
        metadata.remove("ownerReferences");
    }
    Change::new(Act::Update(value), vec![owner.id(), object.id()]).because(object.labels().origin)
}
