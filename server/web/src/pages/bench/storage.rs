//! Claims and volumes: who has whom, how large, in which phase, and why.

use super::overview::short;
use super::seen::Seen;
use super::silent;
use crate::view::bindings::{Claim, Volume};
use simulator::outcome::Target;
use simulator::values::quantity::Quantity;

/// A claim.
#[derive(Debug)]
pub struct ClaimRow {
    /// Its name; with the namespace in front unless that is `default`.
    pub name: String,
    /// What it asks for, such as `20Gi RWX manual`.
    pub asks: String,
    /// `ok`, `warn` or `info`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// Its phase, in Kubernetes' own word.
    pub phase: String,
    /// The message behind the phase: stuck or healthy; empty when bound.
    pub health: &'static str,
    /// Its volume.
    pub volume: String,
    /// Pods that mount it.
    pub used_by: String,
    /// The control plane's own words.
    pub words: Vec<String>,
}

/// A volume.
#[derive(Debug)]
pub struct VolumeRow {
    /// Its name.
    pub name: String,
    /// How much it holds.
    pub capacity: String,
    /// The bar's length, 0 to 100: its share of the largest volume.
    pub share: String,
    /// Where the mark of what its claim asked for stands, 0 to 100.
    pub wanted: Option<String>,
    /// What the mark means: what was asked for.
    pub requested: String,
    /// Access modes and class.
    pub facts: String,
    /// Phases: name, and `past`, `now`, `warn` or empty.
    pub rail: Vec<(&'static str, &'static str)>,
    /// Its claim, and the reclaim policy when that claim is gone.
    pub note: String,
    /// The control plane's own words.
    pub words: Vec<String>,
}

/// All claims.
pub fn claims(seen: &Seen<'_>) -> Vec<ClaimRow> {
    seen.bindings.claims.iter().map(|claim| ClaimRow::new(claim, seen)).collect()
}

/// All volumes.
pub fn volumes(seen: &Seen<'_>) -> Vec<VolumeRow> {
    let largest = seen.bindings.volumes.iter().filter_map(|volume| bytes(volume.capacity)).fold(0.0, f64::max);
    seen.bindings.volumes.iter().map(|volume| VolumeRow::new(volume, largest, seen)).collect()
}

/// Access modes in kubectl's short form.
fn short_modes(modes: &[&str]) -> String {
    let short = |mode: &&str| match *mode {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => "?",
    };
    modes.iter().map(short).collect::<Vec<_>>().join(",")
}

fn bytes(quantity: Option<&str>) -> Option<f64> {
    Quantity::parse(quantity?).ok().map(|quantity| quantity.value() as f64)
}

impl ClaimRow {
    fn new(claim: &Claim<'_>, seen: &Seen<'_>) -> ClaimRow {
        let target =
            Target { kind: "PersistentVolumeClaim", namespace: claim.namespace.into(), name: claim.name.into() };
        let silent = silent::about(&target, seen.cluster(), &seen.services, &seen.bindings, seen.w);
        let (state, icon, health) = match silent.as_ref().map(|silent| silent.state) {
            None => ("ok", "s-met", ""),
            Some("info") => ("info", "s-wait", "claim-healthy"),
            Some(_) => ("warn", "s-warn", "claim-stuck"),
        };
        let class = match claim.class {
            Some("") => "\"\"",
            Some(class) => class,
            None => "",
        };
        let modes = short_modes(&claim.access_modes);
        ClaimRow {
            name: short(claim.namespace, claim.name),
            asks: [claim.requested.unwrap_or_default(), &modes, class]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" "),
            state,
            icon,
            phase: claim.phase.to_owned(),
            health,
            volume: claim.volume.unwrap_or_default().to_owned(),
            used_by: claim.used_by.join(", "),
            words: claim.reasons.iter().map(|said| format!("{}: {}", said.reason, said.message)).collect(),
        }
    }
}

impl VolumeRow {
    fn new(volume: &Volume<'_>, largest: f64, seen: &Seen<'_>) -> VolumeRow {
        let claim = volume.claim.as_deref().and_then(|claim| claim.split_once('/'));
        let claim = claim.and_then(|(namespace, name)| {
            seen.bindings.claims.iter().find(|claim| claim.namespace == namespace && claim.name == name)
        });
        let requested = claim.and_then(|claim| claim.requested);
        let share =
            |quantity: Option<&str>| bytes(quantity).filter(|_| largest > 0.0).map(|size| 100.0 * size / largest);
        let facts = [short_modes(&volume.access_modes), volume.class.to_owned()];
        let own = volume.claim.as_deref().unwrap_or_default();
        let own = own.split_once('/').map_or_else(String::new, |(namespace, name)| short(namespace, name));
        VolumeRow {
            name: volume.name.to_owned(),
            capacity: volume.capacity.unwrap_or_default().to_owned(),
            share: format!("{:.1}", share(volume.capacity).unwrap_or(0.0)),
            wanted: share(requested).map(|at| format!("{:.1}", (at - 0.4).clamp(0.0, 99.2))),
            requested: requested.unwrap_or_default().to_owned(),
            facts: facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" "),
            rail: rail(volume.phase),
            note: match volume.phase {
                "Released" | "Failed" => format!("{} {own}", volume.reclaim_policy),
                _ => own,
            },
            words: volume.reasons.iter().map(|said| format!("{}: {}", said.reason, said.message)).collect(),
        }
    }
}

/// Available, Bound, Released (or Failed): what is past, and where the volume is now.
fn rail(phase: &str) -> Vec<(&'static str, &'static str)> {
    let last = if phase == "Failed" { "Failed" } else { "Released" };
    let phases = ["Available", "Bound", last];
    let now = phases.iter().position(|known| *known == phase);
    let mark = |(index, name)| match now {
        Some(now) if index < now => (name, "past"),
        Some(now) if index == now && index == 2 => (name, "warn"),
        Some(now) if index == now => (name, "now"),
        _ => (name, ""),
    };
    phases.into_iter().enumerate().map(mark).collect()
}
