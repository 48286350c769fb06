//! Scaling: another number of pods, spread over the sets that have some (`pkg/controller/deployment/sync.go` scale).

use super::replica_sets::{ReplicaSets, Set};
use super::{fence_posts, wanted};
use crate::object::Object;
use std::cmp::Reverse;

/// Whether the wanted number changed since the sets were last touched (`isScalingEvent`).
pub(super) fn is_wanted(deployment: &Object, sets: &ReplicaSets) -> bool {
    sets.all().filter(|set| set.replicas() > 0).any(|set| set.desired().is_some_and(|held| held != wanted(deployment)))
}

/// One set with pods, or none: the newest takes the number. A complete rollout: the old ones go. Else all in proportion.
pub(super) fn run(deployment: &Object, sets: &mut ReplicaSets) {
    let active: Vec<usize> =
        (0..sets.old.len()).filter(|at| sets.old.get(*at).is_some_and(|set| set.replicas() > 0)).collect();
    let new_is_active = sets.new.as_ref().is_some_and(|set| set.replicas() > 0);
    match (active.as_slice(), new_is_active) {
        ([], _) if sets.new.is_some() => sets.scale_new(deployment, wanted(deployment)),
        ([], _) => {
            if let Some(newest) = sets.old.len().checked_sub(1) {
                sets.scale_old(newest, deployment, wanted(deployment));
            }
        }
        ([only], false) => sets.scale_old(*only, deployment, wanted(deployment)),
        _ if is_saturated(deployment, sets.new.as_ref()) => {
            active.into_iter().for_each(|at| sets.scale_old(at, deployment, 0));
        }
        _ if deployment.spec("strategy").get("type").str() == "RollingUpdate" => {
            in_proportion(deployment, sets, &active, new_is_active);
        }
        _ => {}
    }
}

/// `IsSaturated`: the new set has all the pods that are wanted, and they are available.
fn is_saturated(deployment: &Object, new: Option<&Set>) -> bool {
    new.is_some_and(|set| {
        let wanted = wanted(deployment);
        set.replicas() == wanted && set.desired() == Some(wanted) && set.count("availableReplicas") == wanted
    })
}

/// Shares the difference out by the sets' sizes, the largest first; what rounding leaves goes to the first.
fn in_proportion(deployment: &Object, sets: &mut ReplicaSets, active: &[usize], new_is_active: bool) {
    let (surge, _) = fence_posts(deployment);
    let allowed = if wanted(deployment) > 0 { wanted(deployment) + surge } else { 0 };
    let total = sets.replicas();
    let add = allowed - total;
    // `None` is the new set.
    let mut order: Vec<(Option<usize>, i64, i64)> = Vec::new();
    let share = |set: &Set| fraction(set, allowed, total);
    order.extend(active.iter().filter_map(|at| sets.old.get(*at).map(|set| (Some(*at), set.replicas(), share(set)))));
    order.extend(sets.new.iter().filter(|_| new_is_active).map(|set| (None, set.replicas(), share(set))));
    match add > 0 {
        true => order.sort_by_key(|(at, size, _)| (Reverse(*size), Reverse(at.unwrap_or(usize::MAX)))),
        false => order.sort_by_key(|(at, size, _)| (Reverse(*size), at.unwrap_or(usize::MAX))),
    }
    let mut added = 0;
    let mut targets: Vec<(Option<usize>, i64)> = Vec::new();
    for (at, size, fraction) in order {
        let left = add - added;
        let part = match (add == 0 || size == 0, add > 0) {
            (true, _) => 0,
            (_, true) => fraction.min(left),
            (_, false) => fraction.max(left),
        };
        added += part;
        targets.push((at, size + part));
    }
    if let Some((_, first)) = targets.first_mut() {
        *first = (*first + add - added).max(0);
    }
    for (at, target) in targets {
        match at {
            Some(at) => sets.scale_old(at, deployment, target),
            None => sets.scale_new(deployment, target),
        }
    }
}

/// `getReplicaSetFraction`: the set's part of the difference, by what it was of the size allowed before.
fn fraction(set: &Set, allowed: i64, total: i64) -> i64 {
    if allowed == 0 {
        return -set.replicas();
    }
    let before = set.most().filter(|most| *most > 0).unwrap_or(total.max(1));
    // Rounded half away from zero, as Go's `math.Round`.
    let (size, twice) = (set.replicas() * allowed, 2 * before);
    (2 * size + before).div_euclid(twice) - set.replicas()
}
