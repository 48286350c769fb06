//! Access modes of volumes and claims.

use super::field::{Errors, Path, Shown};
use crate::value::Value;

/// Mode and short name, in the order in which kubectl lists them.
const MODES: [(&str, &str); 4] =
    [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), (ONE_POD, "RWOP")];
/// The modes as refusals list them.
const SORTED: &[&str] = &["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", ONE_POD];
/// One pod of the whole cluster may use the volume.
pub const ONE_POD: &str = "ReadWriteOncePod";

/// Checks the modes of a list that is there; an empty one is the caller's matter.
pub fn validate(modes: &Value, path: &Path, errors: &mut Errors) {
    let (mut one_pod, mut other) = (false, false);
    for mode in modes.list().iter().map(Value::str) {
        match SORTED.contains(&mode) {
            true if mode == ONE_POD => one_pod = true,
            true => other = true,
            false => errors.not_supported(path, Shown::named(mode), SORTED),
        }
    }
    if one_pod && other {
        errors.forbidden(path, "may not use ReadWriteOncePod with other access modes");
    }
}

/// The modes of a list once each, in kubectl's order.
pub fn set(modes: &Value) -> Vec<&'static str> {
    let has = |mode: &str| modes.list().iter().any(|held| held.str() == mode);
    MODES.iter().map(|(mode, _)| *mode).filter(|mode| has(mode)).collect()
}

/// `RWO,ROX`.
pub fn short(modes: &Value) -> String {
    let held = set(modes);
    let names = MODES.iter().filter(|(mode, _)| held.contains(mode)).map(|(_, short)| *short);
    names.collect::<Vec<_>>().join(",")
}

/// Whether all wanted modes are offered.
pub fn contains_all(offered: &Value, wanted: &Value) -> bool {
    wanted.list().iter().all(|mode| offered.list().contains(mode))
}
