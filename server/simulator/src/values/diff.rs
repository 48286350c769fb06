//! What changed between two objects, as lines behind an "is immutable" refusal.

use crate::value::Value;
use std::collections::BTreeSet;

/// One line with `-` and one with `+` per member that differs, each ended by a newline.
pub fn members(old: &Value, new: &Value) -> String {
    let names: BTreeSet<&str> = old.members().chain(new.members()).map(|(name, _)| name).collect();
    let mut lines = String::new();
    for name in names {
        let (old, new) = (old.get(name), new.get(name));
        if old == new {
            continue;
        }
        for (sign, value) in [('-', old), ('+', new)] {
            if !value.is_null() {
                let json = serde_json::to_string(value).unwrap_or_default();
                lines.push_str(&format!("{sign} {name}: {json}\n"));
            }
        }
    }
    lines
}
