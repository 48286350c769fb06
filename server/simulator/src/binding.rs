//! Whether a volume and a claim belong together, predicate by predicate (component-helpers `storage/volume/pv_helpers.go`).
//!
//! The binder and the scheduler decide with [`judge`]; who explains a decision reads the same [`Judgement`].

use crate::kinds::{persistent_volume, persistent_volume_claim};
use crate::object::Object;
use crate::value::Value;
use crate::values::quantity::Quantity;
use crate::values::{access_mode, label_selector, node_selector};
use serde::Serialize;

/// On claims: the binding was completed once.
pub const BIND_COMPLETED: &str = "pv.kubernetes.io/bind-completed";
/// On claims and volumes: the cluster, not a person, chose the other side.
pub const BOUND_BY_CONTROLLER: &str = "pv.kubernetes.io/bound-by-controller";
/// On volumes: who made it.
pub const PROVISIONED_BY: &str = "pv.kubernetes.io/provisioned-by";
/// On claims: the node of the pod that waits for the volume.
pub const SELECTED_NODE: &str = "volume.kubernetes.io/selected-node";

/// Whom a volume's `claimRef` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Holder {
    /// There is no `claimRef`.
    Nobody,
    /// The claim, by name and, if one is given, by uid.
    ThisClaim,
    /// Another claim, also one of the same name that is gone.
    Another,
}

/// What there is to say of a pair, each predicate on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// Whom the volume is claimed by.
    pub holder: Holder,
    /// The volume offers all modes that the claim wants.
    pub access_modes: bool,
    /// Both are file systems or both block devices.
    pub volume_mode: bool,
    /// The volume is at least as large as the request.
    pub size: bool,
    /// The volume is not being deleted.
    pub stays: bool,
    /// The volume's phase is Available.
    pub available: bool,
    /// The claim's selector, if there is one, matches the volume's labels.
    pub selector: bool,
    /// Both have the same class.
    pub class: bool,
    /// Both have the same attributes class.
    pub attributes_class: bool,
    /// The node, if one was given, is within the volume's node affinity.
    pub node_affinity: bool,
}

impl Judgement {
    /// Whether the volume is reserved for the claim and can be bound: class, selector and phase are not asked then.
    pub fn is_reserved(&self) -> bool {
        self.holder == Holder::ThisClaim && self.size && self.volume_mode && self.attributes_class && self.stays
    }

    /// Whether the claim may take the free volume.
    pub fn fits(&self) -> bool {
        self.holder == Holder::Nobody && self.results().iter().all(|(_, holds)| *holds)
    }

    /// Every predicate by name with its result, in the order in which they are asked.
    pub fn results(&self) -> [(&'static str, bool); 10] {
        [
            ("holder", self.holder != Holder::Another),
            ("accessModes", self.access_modes),
            ("size", self.size),
            ("volumeMode", self.volume_mode),
            ("stays", self.stays),
            ("available", self.available),
            ("selector", self.selector),
            ("class", self.class),
            ("attributesClass", self.attributes_class),
            ("nodeAffinity", self.node_affinity),
        ]
    }

    /// What is wrong with a free volume that the claim asked for by name (`checkVolumeSatisfyClaim`).
    pub fn objection(&self, volume: &str) -> Option<String> {
        let asked = [
            (self.stays, format!("the volume is marked for deletion \"{volume}\"")),
            (self.size, "requested PV is too small".to_owned()),
            (self.class, "storageClassName does not match".to_owned()),
            (self.attributes_class, "volumeAttributesClassName does not match".to_owned()),
            (self.volume_mode, "incompatible volumeMode".to_owned()),
            (self.access_modes, "incompatible accessMode".to_owned()),
        ];
        asked.into_iter().find(|(holds, _)| !holds).map(|(_, words)| words)
    }
}

/// Judges a claim and a volume.
pub fn judge(claim: &Object, volume: &Object) -> Judgement {
    let selector = claim.spec("selector");
    let class = persistent_volume_claim::class(&claim.value).unwrap_or_default();
    Judgement {
        holder: holder(claim, volume),
        access_modes: access_mode::contains_all(volume.spec("accessModes"), claim.spec("accessModes")),
        volume_mode: mode(claim) == mode(volume),
        size: capacity(volume) >= request(claim),
        stays: !volume.is_terminating(),
        available: volume.status("phase").str() == "Available",
        selector: selector.is_null() || label_selector::matches(selector, volume.labels()),
        class: persistent_volume::class(&volume.value) == class,
        attributes_class: volume.spec("volumeAttributesClassName").str()
            == claim.spec("volumeAttributesClassName").str(),
        node_affinity: true,
    }
}

/// Judges a claim and a volume for a pod on a node.
pub fn judge_on(claim: &Object, volume: &Object, node: &Object) -> Judgement {
    Judgement { node_affinity: reaches(volume, node), ..judge(claim, volume) }
}

/// Whether the volume can be used on the node (`CheckNodeAffinity`): its affinity looks at labels only.
pub fn reaches(volume: &Object, node: &Object) -> bool {
    let required = volume.value.at(&["spec", "nodeAffinity", "required"]);
    required.is_null() || node_selector::matches_terms(required, node.labels(), None)
}

/// What the claim asks for.
pub fn request(claim: &Object) -> Quantity {
    Quantity::of(claim.spec("resources").at(&["requests", "storage"]))
}

/// How large the volume is.
pub fn capacity(volume: &Object) -> Quantity {
    Quantity::of(volume.spec("capacity").get("storage"))
}

/// Whether the claim's binding is complete: a volume is named, and the binder has said so.
pub fn is_fully_bound(claim: &Object) -> bool {
    !claim.spec("volumeName").is_empty() && has_annotation(claim, BIND_COMPLETED)
}

/// Whether the annotation is there, whatever it says.
pub fn has_annotation(object: &Object, key: &str) -> bool {
    object.meta("annotations").has(key)
}

/// The reference by which a volume names its claim.
pub fn claim_reference(claim: &Object) -> Value {
    serde_json::json!({
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "namespace": claim.namespace(),
        "name": claim.name(),
        "uid": claim.uid(),
        "resourceVersion": claim.meta("resourceVersion").str(),
    })
    .into()
}

/// The volume claimed by the claim (`GetBindVolumeToClaim`): the same value when it is already.
pub fn claimed(volume: &Object, claim: &Object) -> Value {
    let mut value = volume.value.clone();
    if holder(claim, volume) != Holder::ThisClaim {
        value.entry_at(&["spec"]).set("claimRef", claim_reference(claim));
        value.entry_at(&["metadata", "annotations"]).set(BOUND_BY_CONTROLLER, "yes");
    } else if volume.spec("claimRef").get("uid").is_empty() {
        let fresh = claim_reference(claim);
        let reference = value.entry_at(&["spec", "claimRef"]);
        fresh.members().for_each(|(key, member)| {
            reference.set(key, member.clone());
        });
    }
    value
}

/// Whom the volume is claimed by, seen from the claim.
pub(crate) fn holder(claim: &Object, volume: &Object) -> Holder {
    let reference = volume.spec("claimRef");
    let uid = reference.get("uid").str();
    if reference.is_null() {
        Holder::Nobody
    } else if reference.get("name").str() == claim.name()
        && reference.get("namespace").str() == claim.namespace()
        && (uid.is_empty() || uid == claim.uid())
    {
        Holder::ThisClaim
    } else {
        Holder::Another
    }
}

fn mode(object: &Object) -> &str {
    object.spec("volumeMode").as_str().unwrap_or("Filesystem")
}
