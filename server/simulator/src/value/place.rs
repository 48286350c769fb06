//! Where in the text a path of a refusal leads to.

use super::{Source, Value};

/// The value at a path such as `spec.ports[0].port`, or the nearest thing around it that the text holds.
pub fn place(sent: &Value, path: &str) -> Option<Source> {
    let mut at = sent;
    let mut found = sent.origin;
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let next = match rest.strip_prefix('[') {
            Some(inside) => {
                let (index, after) = inside.split_once(']').unwrap_or((inside, ""));
                rest = after;
                match index.parse::<usize>() {
                    Ok(index) => at.list().get(index),
                    Err(_) => at.as_map().and_then(|members| members.get(index)),
                }
            }
            None => {
                // Keys may hold dots themselves: the longest member that fits wins.
                let fits = |key: &&str| {
                    rest.strip_prefix(*key).is_some_and(|after| after.is_empty() || after.starts_with(['.', '[']))
                };
                let key = at.members().map(|(key, _)| key).filter(fits).max_by_key(|key| key.len());
                rest = key.map_or("", |key| rest.strip_prefix(key).unwrap_or(""));
                key.and_then(|key| at.as_map()?.get(key))
            }
        };
        let Some(next) = next else { return found };
        found = next.origin.or(found);
        at = next;
    }
    found
}
