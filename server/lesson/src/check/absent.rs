//! `absent`: an object does not exist.

use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;

/// An object that must not be there.
#[derive(Debug, Clone)]
pub struct Absent {
    pub(crate) object: ObjectRef,
}

impl Absent {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Absent> {
        Some(Absent { object: keys.required("object")? })
    }
}

impl Expect for Absent {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let found = self.object.find(scene.cluster);
        let code = if found.is_some() { "present" } else { "absent" };
        Finding::new(found.is_none(), Reason::new(code).with("object", &self.object))
            .at(found.and_then(|object| object.value.origin))
    }

    fn targets(&self) -> Vec<Target> {
        vec![Target::Guarded(self.object.clone())]
    }
}
