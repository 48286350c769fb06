//! What passes over all objects ask of each, answered once when an object is stored: most objects are then passed over
//! without a look into them.

use crate::object::Object;
use crate::value::Value;

/// A set of answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Traits(u8);

impl Traits {
    /// It has `metadata.finalizers`.
    pub(crate) const FINALIZERS: Traits = Traits(1);
    /// It has `metadata.ownerReferences`.
    pub(crate) const OWNERS: Traits = Traits(1 << 1);
    /// A pod that has a node.
    pub(crate) const NODE: Traits = Traits(1 << 2);
    /// A pod that has an address.
    pub(crate) const ADDRESS: Traits = Traits(1 << 3);
    /// A pod with generic ephemeral volumes.
    pub(crate) const EPHEMERAL_VOLUMES: Traits = Traits(1 << 4);

    /// Those of an object.
    pub(crate) fn of(object: &Object) -> Traits {
        let mut found = Traits::default();
        let mut note = |held: bool, of: Traits| found.0 |= if held { of.0 } else { 0 };
        note(!object.meta("finalizers").is_empty(), Traits::FINALIZERS);
        note(!object.meta("ownerReferences").is_empty(), Traits::OWNERS);
        if object.kind.kind == "Pod" {
            let is_ephemeral = |volume: &Value| !volume.get("ephemeral").is_null();
            let has_address = !object.status("podIP").is_empty() || !object.status("podIPs").is_empty();
            note(!object.spec("nodeName").is_empty(), Traits::NODE);
            note(has_address, Traits::ADDRESS);
            note(object.spec("volumes").list().iter().any(is_ephemeral), Traits::EPHEMERAL_VOLUMES);
        }
        found
    }

    /// Whether all of the others are among them.
    pub(crate) fn have(self, others: Traits) -> bool {
        self.0 & others.0 == others.0
    }
}
