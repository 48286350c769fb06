//! Revisions of templates: hashes, and ControllerRevisions that keep what they stand for
//! (`pkg/controller/history/controller_history.go`, `pkg/controller/controller_utils.go` ComputeHash).

use super::ownership::{Dependents, controller_reference};
use crate::change::{Act, Change};
use crate::object::Object;
use crate::value::Value;
use serde_json::json;
use std::sync::Arc;

/// A hash of a value in the letters that Kubernetes uses for generated names.
pub(super) fn hash(value: &Value) -> String {
    const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    let text = serde_json::to_string(value).unwrap_or_default();
    // FNV-1a, 32 bits.
    let number = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let letter = |digit: u8| LETTERS.get(usize::from(digit) % LETTERS.len()).copied().map_or('b', char::from);
    number.to_string().bytes().map(letter).collect()
}

/// Where an owner's template stands among its revisions.
pub(super) struct Revision {
    /// Name of the ControllerRevision of the present template.
    pub(super) name: String,
    /// The hash at the end of it.
    pub(super) hash: String,
    /// Makes the revision, or makes an old one the newest again.
    pub(super) change: Option<Change>,
}

/// The revision of the owner's template; template and selector stand in its spec.
pub(super) fn current(owner: &Object, revisions: &Dependents<'_>) -> Revision {
    let template = owner.spec("template").without_origin();
    let mut held: Vec<&Arc<Object>> = revisions.owned_by(owner).to_vec();
    held.sort_by_key(|revision| revision.value.get("revision").int());
    let newest = held.last().map_or(0, |revision| revision.value.get("revision").int());
    if let Some(same) = held.iter().rev().find(|revision| *template_of(revision) == template) {
        let mut value = same.value.clone();
        value.set("revision", newest + 1);
        let is_newest = same.value.get("revision").int() == newest;
        let change = (!is_newest).then(|| Change::new(Act::Update(value), vec![owner.id()]));
        return Revision { name: same.name().to_owned(), hash: hash_of(owner, same.name()), change };
    }
    let hash = hash(&template);
    let name = format!("{}-{hash}", owner.name());
    let mut revision: Value = json!({
        "apiVersion": "apps/v1",
        "kind": "ControllerRevision",
        "metadata": {"name": name, "namespace": owner.namespace()},
        "revision": newest + 1,
    })
    .into();
    let metadata = revision.entry("metadata");
    metadata.set("labels", template.at(&["metadata", "labels"]).clone());
    metadata.entry("labels").set("controller.kubernetes.io/hash", hash.as_str());
    metadata.set("ownerReferences", vec![controller_reference(owner)]);
    revision.entry_at(&["data", "spec"]).set("template", template);
    let act = Act::Create { object: revision, created: None, refused: None };
    let change = Change::new(act, vec![owner.id()]).because(owner.spec("template").origin);
    Revision { name, hash, change: Some(change) }
}

/// The template that a revision of the owner keeps.
pub(super) fn template<'a>(owner: &Object, name: &str, revisions: &Dependents<'a>) -> Option<&'a Value> {
    let revision: &'a Arc<Object> = revisions.owned_by(owner).iter().find(|revision| revision.name() == name)?;
    Some(template_of(revision))
}

fn template_of(revision: &Object) -> &Value {
    revision.value.at(&["data", "spec", "template"])
}

fn hash_of(owner: &Object, revision: &str) -> String {
    revision.strip_prefix(owner.name()).and_then(|rest| rest.strip_prefix('-')).unwrap_or(revision).to_owned()
}
