//! `binding`: a claim is bound (to this volume), or waits and an event of this reason says why.

use super::event::about;
use super::placeholder::resolve;
use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use simulator::change;
use simulator::kinds;

/// A claim and what must have become of it.
#[derive(Debug, Clone)]
pub struct Binding {
    claim: ObjectRef,
    wanted: Wanted,
}

#[derive(Debug, Clone)]
enum Wanted {
    /// Bound, and to this volume unless it is `None`.
    Bound(Option<String>),
    /// Pending, with an event of this reason.
    Waits(String),
}

impl Binding {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Binding> {
        let claim: Option<String> = keys.required("claim");
        let volume = keys.optional("volume");
        let reason = keys.optional("reason");
        let wanted = match (volume, reason) {
            (Some(_), Some(_)) => {
                keys.note("`volume` and `reason` exclude each other: a bound claim does not wait");
                return None;
            }
            (volume, None) => Wanted::Bound(volume),
            (None, Some(reason)) => Wanted::Waits(reason),
        };
        let claim = ObjectRef::of(kinds::by_kind("PersistentVolumeClaim")?, &claim?);
        Some(Binding { claim, wanted })
    }
}

impl Expect for Binding {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let Some(claim) = self.claim.find(scene.cluster) else {
            return Finding::new(false, Reason::new("no-object").with("object", &self.claim));
        };
        let phase = claim.status("phase").str();
        let volume = claim.spec("volumeName").str();
        let events = events(scene, &self.claim);
        let state = match phase {
            "Bound" => Reason::new("bound").with("claim", &self.claim).with("volume", volume),
            _ if events.is_empty() => Reason::new("phase-is").with("object", &self.claim).with("phase", phase),
            _ => {
                let why: Vec<&str> = events.iter().map(|(_, message)| *message).collect();
                Reason::new("claim-waits").with("claim", &self.claim).with("phase", phase).with("why", why.join(" "))
            }
        };
        let finding = match &self.wanted {
            Wanted::Bound(None) => Finding::new(phase == "Bound", state).compared("Bound", phase),
            Wanted::Bound(Some(wanted)) => {
                let wanted = resolve(wanted, scene.cluster);
                let met = phase == "Bound" && volume == wanted;
                let reason = match phase == "Bound" && !met {
                    true => Reason::new("bound-elsewhere")
                        .with("claim", &self.claim)
                        .with("volume", volume)
                        .with("wanted", &wanted),
                    false => state,
                };
                Finding::new(met, reason).compared(wanted, volume)
            }
            Wanted::Waits(reason) => {
                let met = phase == "Pending" && events.iter().any(|(held, _)| held == reason);
                Finding::new(met, state).compared(reason.as_str(), phase)
            }
        };
        finding.at(claim.value.get("spec").origin)
    }

    fn targets(&self) -> Vec<Target> {
        let pointers = [
            "",
            "/spec/storageClassName",
            "/spec/accessModes",
            "/spec/accessModes/*",
            "/spec/resources/requests/storage",
            "/spec/volumeName",
            "/spec/selector",
            "/spec/volumeMode",
        ];
        vec![Target::part(&self.claim, &pointers)]
    }
}

/// (reason, message) of the events about an object: those that are new since the learner began, else all.
fn events<'a>(scene: &'a Scene<'_>, object: &'a ObjectRef) -> Vec<(&'a str, &'a str)> {
    let old: Vec<&change::Event> = about(scene.before, object).collect();
    let (known, new): (Vec<_>, Vec<_>) = about(scene.cluster, object).partition(|event| old.contains(event));
    let shown = if new.is_empty() { known } else { new };
    shown.into_iter().map(|event| (event.reason, &*event.message)).collect()
}
