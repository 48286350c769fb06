//! What a plugin of the scheduling framework can say (`pkg/scheduler/framework/interface.go`).

use super::{NodeInfo, Request};
use crate::change::Change;
use std::collections::BTreeSet;

/// One plugin of the default profile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plugin {
    /// Its name, such as `NodeAffinity`.
    pub(crate) name: &'static str,
    /// PreFilter, once per pod: a refusal ends the attempt with its words alone.
    pub(crate) pre_filter: fn(&Request<'_>) -> Result<Nodes, Refusal>,
    /// Whether Filter has anything to say of the pod; where not, it is not asked (PreFilter's `Skip`).
    pub(crate) filters: fn(&Request<'_>) -> bool,
    /// Filter, once per node: the first plugin that refuses a node has the word on it.
    pub(crate) filter: fn(&Request<'_>, &NodeInfo) -> Result<(), Refusal>,
    /// Score of each of the nodes that fit, from 0 to 100; empty when the plugin has no opinion.
    pub(crate) score: fn(&Request<'_>, &[&NodeInfo]) -> Vec<i64>,
    /// How much its score counts.
    pub(crate) weight: i64,
    /// Reserve and PreBind on the chosen node: `None` when the pod can be bound now, else what it waits for,
    /// and the changes that bring it about (none when they were asked for already).
    pub(crate) pre_bind: fn(&Request<'_>, &NodeInfo) -> Option<Vec<Change>>,
}

impl Plugin {
    /// A plugin that lets everything pass; a base for `..Plugin::NONE`.
    pub(crate) const NONE: Plugin = Plugin {
        name: "",
        pre_filter: |_| Ok(None),
        filters: |_| true,
        filter: |_, _| Ok(()),
        score: |_, _| Vec::new(),
        weight: 0,
        pre_bind: |_, _| None,
    };
}

/// The names of the only nodes worth looking at; `None` is all of them.
pub(crate) type Nodes = Option<BTreeSet<String>>;

/// Why a pod does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The plugin's words, one per reason.
    pub(crate) reasons: Vec<String>,
    /// Whether removing other pods could help (`Unschedulable` rather than `UnschedulableAndUnresolvable`).
    pub(crate) resolvable: bool,
    /// The claim whose removal is the reason: removing one wakes no pod that waits for anything else.
    pub(crate) removed_claim: Option<String>,
}

impl Refusal {
    /// A refusal that preempting other pods might lift.
    pub(crate) fn resolvable(reason: impl Into<String>) -> Refusal {
        Refusal { reasons: vec![reason.into()], resolvable: true, removed_claim: None }
    }

    /// A refusal that stands whatever other pods do.
    pub(crate) fn unresolvable(reason: impl Into<String>) -> Refusal {
        Refusal { reasons: vec![reason.into()], resolvable: false, removed_claim: None }
    }

    /// A refusal because a claim is gone or going.
    pub(crate) fn claim_removed(claim: &str, reason: String) -> Refusal {
        Refusal { removed_claim: Some(claim.to_owned()), ..Refusal::unresolvable(reason) }
    }
}

/// `DefaultNormalizeScore`: the highest becomes 100; reversed, the lowest does.
pub(super) fn normalize(scores: Vec<i64>, reverse: bool) -> Vec<i64> {
    let most = scores.iter().copied().max().unwrap_or(0);
    let part = |score: i64| if most == 0 { 0 } else { 100 * score / most };
    scores.into_iter().map(|score| if reverse { 100 - part(score) } else { part(score) }).collect()
}
