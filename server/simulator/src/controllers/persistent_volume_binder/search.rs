//! Finds a volume for a claim without one (`index.go`, `FindMatchingVolume`).

use crate::binding::{self, Holder, holder, judge};
use crate::object::Object;
use crate::values::access_mode;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The best of the volumes for the claim.
///
/// Volumes with the same set of modes form a group; the group with the fewest modes that has one wins, whatever the
/// sizes in later groups. In a group a reserved volume comes first, else the smallest that is large enough. When binding
/// waits for a pod, only a reserved volume counts: the scheduler picks from the others.
pub(super) fn find<'a>(
    claim: &Object,
    volumes: impl Iterator<Item = &'a Arc<Object>>,
    waits_for_pod: bool,
) -> Option<&'a Arc<Object>> {
    let mut groups: BTreeMap<(usize, Vec<&str>), Vec<&Arc<Object>>> = BTreeMap::new();
    // Most volumes are somebody else's, and need no closer look.
    let volumes = volumes.filter(|volume| holder(claim, volume) != Holder::Another);
    for volume in volumes.filter(|volume| judge(claim, volume).access_modes) {
        let modes = access_mode::set(volume.spec("accessModes"));
        groups.entry((modes.len(), modes)).or_default().push(volume);
    }
    groups.values().find_map(|group| best_of(claim, group, waits_for_pod))
}

fn best_of<'a>(claim: &Object, group: &[&'a Arc<Object>], waits_for_pod: bool) -> Option<&'a Arc<Object>> {
    let judged = || group.iter().map(|volume| (*volume, judge(claim, volume)));
    let reserved = judged().find(|(_, judgement)| judgement.is_reserved());
    let smallest = || {
        judged()
            .filter(|(_, judgement)| !waits_for_pod && judgement.fits())
            .min_by_key(|(volume, _)| binding::capacity(volume))
    };
    reserved.or_else(smallest).map(|(volume, _)| volume)
}
