//! The patch between two maps (`diffMaps`).

use super::order::{identity, normalize};
use super::{
    DELETE_FROM, DIRECTIVE, Lookup, RETAIN_KEYS, SET_ORDER, Shapes, items_are_maps, lookup, no_merge_key, print,
};
use crate::value::{Map, Value};
use serde_json::json;

/// Which half of a difference is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    /// What is gone.
    pub(super) deletions: bool,
    /// What is new or different.
    pub(super) changes: bool,
}

/// The patch from `original` to `modified`; `retain` when the map's strategy is `retainKeys`.
pub(super) fn maps(
    original: &Map,
    modified: &Map,
    shape: Shapes,
    options: Options,
    retain: bool,
) -> Result<Map, String> {
    let mut patch = Map::new();
    for (key, wanted) in modified {
        let Some(held) = original.get(key) else {
            if options.changes {
                patch.insert(key.clone(), wanted.clone());
            }
            continue;
        };
        match (held.as_map(), wanted.as_map()) {
            (Some(before), Some(after)) => {
                let found = lookup(shape, key);
                if found.replace {
                    if options.changes {
                        patch.insert(key.clone(), wanted.clone());
                    }
                    continue;
                }
                let inner = maps(before, after, found.shape, options, found.retain_keys)?;
                if !inner.is_empty() {
                    patch.insert(key.clone(), Value { data: crate::value::Data::Map(inner), origin: wanted.origin });
                }
            }
            _ => {
                let found = lookup(shape, key);
                let both =
                    matches!((&held.data, &wanted.data), (crate::value::Data::List(_), crate::value::Data::List(_)));
                match both && found.merge {
                    true => lists(key, held.list(), wanted.list(), found, options, &mut patch)?,
                    false if options.changes && held != wanted => {
                        patch.insert(key.clone(), wanted.clone());
                    }
                    false => {}
                }
            }
        }
    }
    if options.deletions {
        for key in original.keys().filter(|key| !modified.contains_key(key)) {
            patch.insert(key.clone(), Value::default());
        }
    }
    if retain {
        let named: Vec<Value> =
            modified.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| Value::from(key.clone())).collect();
        let extra = original.keys().any(|key| !modified.contains_key(key));
        if !named.is_empty() && (!patch.is_empty() || extra) {
            patch.insert(RETAIN_KEYS.into(), named.into());
        }
    }
    Ok(patch)
}

/// Two lists that merge (`handleSliceDiff`, `diffLists`): what is different, what goes, and the order if it matters.
fn lists(
    name: &str,
    original: &[Value],
    modified: &[Value],
    found: Lookup,
    options: Options,
    patch: &mut Map,
) -> Result<(), String> {
    if original.is_empty() {
        if options.changes && !modified.is_empty() {
            patch.insert(name.into(), modified.to_vec().into());
        }
        return Ok(());
    }
    let (added, removed, order) = match items_are_maps(&[original, modified])? {
        true => of_maps(original, modified, found, options)?,
        false => of_scalars(original, modified, options)?,
    };
    for (prefix, list) in [("", added), (DELETE_FROM, removed), (SET_ORDER, order)] {
        if !list.is_empty() {
            patch.insert(format!("{prefix}{name}").into(), list.into());
        }
    }
    Ok(())
}

type Parts = (Vec<Value>, Vec<Value>, Vec<Value>);

fn of_maps(original: &[Value], modified: &[Value], found: Lookup, options: Options) -> Result<Parts, String> {
    let key = found.key;
    // Both sides are walked in the order of the merge key's text, as upstream does; equal keys pair up from the end.
    let (before, after) = (sorted(original, key), sorted(modified, key));
    let mut patch = Vec::new();
    let mut deletions = Vec::new();
    let (mut left, mut right) = (before.into_iter().peekable(), after.into_iter().peekable());
    loop {
        for (_, item) in left.peek().into_iter().chain(right.peek()) {
            if let Some(members) = item.as_map().filter(|members| !members.contains_key(key)) {
                return Err(no_merge_key(members, key));
            }
        }
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((one, _)), Some((other, _))) => one.cmp(other),
        };
        let old = if order.is_le() { left.next() } else { None };
        let new = if order.is_ge() { right.next() } else { None };
        match (old, new) {
            (Some((_, old)), Some((_, new))) => {
                let mut inner = maps(
                    old.as_map().unwrap_or(&Map::new()),
                    new.as_map().unwrap_or(&Map::new()),
                    found.shape,
                    options,
                    found.retain_keys,
                )?;
                if !inner.is_empty() {
                    inner.insert(key.into(), new.get(key).clone());
                    patch.push(Value { data: crate::value::Data::Map(inner), origin: new.origin });
                }
            }
            (None, Some((_, new))) if options.changes => patch.push(new.clone()),
            (Some((_, old)), None) if options.deletions => {
                let mut directive: Value = json!({ DIRECTIVE: "delete" }).into();
                directive.set(key, old.get(key).clone());
                deletions.push(directive);
            }
            _ => {}
        }
    }
    normalize(&mut patch, modified, key)?;
    let same_order = original.len() == modified.len()
        && original.iter().zip(modified).all(|(one, other)| identity(one, key) == identity(other, key));
    patch.extend(deletions);
    let wanted = (options.changes && (!patch.is_empty() || !same_order)) || (options.deletions && !patch.is_empty());
    let order = modified.iter().map(|item| {
        let mut only = Value::map();
        only.set(key, item.get(key).clone());
        only
    });
    Ok((patch, Vec::new(), if wanted { order.collect() } else { Vec::new() }))
}

/// Items with the text of their merge key, sorted by it. Equal keys turn round: upstream's `Less` calls them smaller.
fn sorted<'a>(list: &'a [Value], key: &str) -> Vec<(String, &'a Value)> {
    let mut sorted: Vec<(String, &Value)> = list.iter().rev().map(|item| (print(item.get(key)), item)).collect();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    sorted
}

fn of_scalars(original: &[Value], modified: &[Value], options: Options) -> Result<Parts, String> {
    let texts = |list: &[Value]| {
        let mut texts: Vec<(String, Value)> = list.iter().map(|item| (print(item), item.clone())).collect();
        texts.sort_by(|(one, _), (other, _)| one.cmp(other));
        texts
    };
    let mut added = Vec::new();
    let mut removed: Vec<Value> = Vec::new();
    let (mut left, mut right) = (texts(original).into_iter().peekable(), texts(modified).into_iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((one, _)), Some((other, _))) => one.cmp(other),
        };
        let old = if order.is_le() { left.next() } else { None };
        let new = if order.is_ge() { right.next() } else { None };
        match (old, new) {
            (None, Some((_, new))) if options.changes => added.push(new),
            (Some((_, old)), None) if options.deletions && !removed.contains(&old) => removed.push(old),
            _ => {}
        }
    }
    normalize(&mut added, modified, "")?;
    let ordered = (options.deletions && !removed.is_empty()) || (options.changes && original != modified);
    Ok((added, removed, if ordered { modified.to_vec() } else { Vec::new() }))
}
