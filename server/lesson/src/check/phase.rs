//! `phase`: an object's `status.phase`.

use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;

/// An object and its phase.
#[derive(Debug, Clone)]
pub struct Phase {
    object: ObjectRef,
    phase: String,
}

impl Phase {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Phase> {
        let object = keys.required("object");
        let phase = keys.required("phase");
        Some(Phase { object: object?, phase: phase? })
    }
}

impl Expect for Phase {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let Some(object) = self.object.find(scene.cluster) else {
            let reason = Reason::new("no-object").with("object", &self.object);
            return Finding::new(false, reason).compared(&*self.phase, "");
        };
        let phase = object.status("phase").str();
        let met = phase == self.phase;
        let reason = match met {
            true => Reason::new("phase-is"),
            false => Reason::new("phase-differs").with("wanted", &self.phase),
        };
        let reason = reason.with("object", &self.object).with("phase", phase);
        Finding::new(met, reason).compared(&*self.phase, phase).at(object.value.get("spec").origin)
    }

    fn targets(&self) -> Vec<Target> {
        vec![Target::part(&self.object, &[""])]
    }
}
