//! garbage-collector-controller: deletes what nobody owns any more, and carries out what finalizers say about dependents
//! (`pkg/controller/garbagecollector/garbagecollector.go`).

use crate::change::{Act, Change};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::kinds;
use crate::object::{Name, Object};
use crate::traits::Traits;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller = Controller::new("garbage-collector-controller", &[], reconcile);

/// Dependents are let go before the owner goes.
const ORPHAN: &str = "orphan";

/// Dependents go before the owner does.
const FOREGROUND: &str = "foregroundDeletion";

/// Dependents by the uid of an owner that waits for them.
type Waiting<'a> = BTreeMap<&'a str, (&'a Arc<Object>, Vec<&'a Arc<Object>>)>;

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut waiting: Waiting<'_> = BTreeMap::new();
    let mut changes = Vec::new();
    for kind in cluster.kinds() {
        for object in cluster.list_with(kind, Traits::FINALIZERS) {
            if object.is_terminating() && (object.has_finalizer(ORPHAN) || object.has_finalizer(FOREGROUND)) {
                waiting.entry(object.uid()).or_insert((object, Vec::new()));
            }
        }
    }
    for kind in cluster.kinds() {
        for object in cluster.list_with(kind, Traits::OWNERS) {
            for reference in object.meta("ownerReferences").list() {
                if let Some((_, dependents)) = waiting.get_mut(reference.get("uid").str()) {
                    dependents.push(object);
                }
            }
            changes.extend(collect(cluster, object));
        }
    }
    for (owner, dependents) in waiting.into_values() {
        changes.extend(release(owner, &dependents));
    }
    changes
}

/// What becomes of an object with owners (`attemptToDeleteItem`).
fn collect(cluster: &Cluster, object: &Arc<Object>) -> Option<Change> {
    if object.is_terminating() {
        return None;
    }
    let (mut solid, mut gone, mut leaving) = (0, Vec::new(), Vec::new());
    for reference in object.meta("ownerReferences").list() {
        match owner(cluster, object, reference)? {
            Owner::Gone => gone.push(reference),
            Owner::Leaves(name) => leaving.push(name),
            Owner::Stays => solid += 1,
        }
    }
    let because = object.meta("ownerReferences").origin;
    match (solid, gone.is_empty()) {
        (0, _) => Some(Change::new(Act::Delete(object.id()), leaving).because(because)),
        (_, false) => {
            let mut value = object.value.clone();
            let owners = value.entry_at(&["metadata", "ownerReferences"]).list_mut();
            owners.retain(|reference| !gone.contains(&reference));
            Some(Change::new(Act::Update(value), Vec::new()).because(because))
        }
        _ => None,
    }
}

/// What an owner reference points at.
enum Owner {
    /// Nothing, or another object of that name.
    Gone,
    /// An owner that is deleted once its dependents are.
    Leaves(Name),
    /// A living owner.
    Stays,
}

/// `None` when the collector cannot tell, because nobody serves the owner's kind: then it keeps its hands off.
fn owner(cluster: &Cluster, object: &Object, reference: &Value) -> Option<Owner> {
    let (group, version) = kinds::split_api_version(reference.get("apiVersion").str());
    let kind = kinds::by_gvk(group, version, reference.get("kind").str())?;
    let namespace = if kind.namespaced { object.namespace() } else { "" };
    let found = cluster.get(kind.kind, namespace, reference.get("name").str());
    Some(match found.filter(|found| found.uid() == reference.get("uid").str()) {
        None => Owner::Gone,
        Some(found) if found.is_terminating() && found.has_finalizer(FOREGROUND) => Owner::Leaves(found.id()),
        Some(_) => Owner::Stays,
    })
}

/// Lets an owner go that waited for its dependents, or its dependents from it.
fn release(owner: &Arc<Object>, dependents: &[&Arc<Object>]) -> Vec<Change> {
    let read = || dependents.iter().map(|object| object.id()).collect::<Vec<_>>();
    let is_owner = |reference: &Value| reference.get("uid").str() == owner.uid();
    let without = |finalizer: &str| {
        let mut value = owner.value.clone();
        value.entry_at(&["metadata", "finalizers"]).list_mut().retain(|held| held.str() != finalizer);
        Change::new(Act::Update(value), read())
    };
    if owner.has_finalizer(ORPHAN) {
        let freed = dependents.iter().map(|object| {
            let mut value = object.value.clone();
            value.entry_at(&["metadata", "ownerReferences"]).list_mut().retain(|reference| !is_owner(reference));
            Change::new(Act::Update(value), vec![owner.id()])
        });
        return freed.chain([without(ORPHAN)]).collect();
    }
    let blocks = |object: &&&Arc<Object>| {
        let references = object.meta("ownerReferences").list();
        references.iter().any(|reference| is_owner(reference) && reference.get("blockOwnerDeletion").is_true())
    };
    match dependents.iter().any(|object| blocks(&object)) {
        true => Vec::new(),
        false => vec![without(FOREGROUND)],
    }
}
