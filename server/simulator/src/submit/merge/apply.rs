//! Merging a patch into a map (`mergeMap`): on the server into an object, in kubectl one patch into another.

use super::order::{interleave, position};
use super::{
    DELETE_FROM, DIRECTIVE, Lookup, RETAIN_KEYS, SET_ORDER, Shapes, go::print_as_text, items_are_maps, lookup,
    no_merge_key, print,
};
use crate::value::{Data, Map, Text, Value};
use std::mem::discriminant;
use std::sync::Arc;

/// `ErrBadPatchFormatForRetainKeys`.
const BAD_RETAIN_KEYS: &str = "invalid patch format of retainKeys";

/// What merging is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    /// Carry out lists of deletions instead of keeping them.
    carry_out: bool,
    /// Drop nulls that meet nothing instead of keeping them.
    drop_nulls: bool,
}

impl Options {
    /// A patch into an object.
    const OBJECT: Options = Options { carry_out: true, drop_nulls: true };
    /// A patch into another patch.
    pub(super) const PATCHES: Options = Options { carry_out: false, drop_nulls: false };
}

/// Applies a patch to an object. The patch loses the parts that are directives or ordered lists on the way, and it is
/// this rest that the server prints in a refusal. The error is Go's.
pub(crate) fn apply(object: &mut Map, patch: &mut Map, shape: Shapes) -> Result<(), String> {
    merge(object, patch, shape, Options::OBJECT)
}

pub(super) fn merge(original: &mut Map, patch: &mut Map, shape: Shapes, options: Options) -> Result<(), String> {
    if let Some(directive) = patch.get(DIRECTIVE).cloned() {
        return match directive.as_str() {
            Some("replace") => {
                patch.remove(DIRECTIVE);
                original.clone_from(patch);
                Ok(())
            }
            Some("delete") => {
                original.clear();
                Ok(())
            }
            _ => Err(bad_directive(&directive, patch)),
        };
    }
    retain_keys(original, patch, options)?;
    ordered_lists(original, patch, shape, options)?;
    let keys: Vec<Text> = patch.keys().cloned().collect();
    for key in keys {
        let Some(wanted) = patch.get_mut(&key) else { continue };
        let deletes = key.strip_prefix(DELETE_FROM);
        if deletes.is_some() && !options.carry_out {
            original.insert(key, wanted.clone());
            continue;
        }
        let name: &str = deletes.unwrap_or(&key);
        if wanted.is_null() {
            original.remove(name);
            if options.drop_nulls {
                continue;
            }
        }
        member(original, name, wanted, deletes.is_some(), shape, options)?;
    }
    Ok(())
}

fn member(
    original: &mut Map,
    name: &str,
    wanted: &mut Value,
    deletes: bool,
    shape: Shapes,
    options: Options,
) -> Result<(), String> {
    let held = match original.get_mut(name) {
        Some(held) if discriminant(&held.data) == discriminant(&wanted.data) => held,
        _ if deletes => return Ok(()),
        _ => {
            if options.drop_nulls {
                discard_nulls(wanted);
            }
            match remove_directives(wanted) {
                true => original.insert(name.into(), wanted.clone()),
                false => original.remove(name),
            };
            return Ok(());
        }
    };
    let found = lookup(shape, name);
    match (&mut held.data, &mut wanted.data) {
        (Data::Map(inner), Data::Map(patch)) if !found.replace => {
            merge(inner, patch, found.shape, options)?;
            held.origin = wanted.origin.or(held.origin);
        }
        (Data::List(items), Data::List(patch)) if found.merge => {
            let patch = Arc::make_mut(patch);
            let merged = merge_lists(std::mem::take(Arc::make_mut(items)), patch, found, deletes, options)?;
            *held = Value { data: Data::List(merged.into()), origin: wanted.origin.or(held.origin) };
        }
        _ => held.clone_from(wanted),
    }
    Ok(())
}

/// `$retainKeys`: members that it does not name go from an object.
fn retain_keys(original: &mut Map, patch: &mut Map, options: Options) -> Result<(), String> {
    let Some(named) = patch.remove(RETAIN_KEYS) else { return Ok(()) };
    if !options.carry_out {
        return match original.get(RETAIN_KEYS) {
            None => {
                original.insert(RETAIN_KEYS.into(), named);
                Ok(())
            }
            Some(held) if *held == named => Ok(()),
            Some(held) => Err(format!(
                "{} and {} are not deep equal: this may happen when calculating the 3-way diff patch",
                print(held),
                print(&named)
            )),
        };
    }
    if !matches!(named.data, Data::List(_)) {
        return Err(BAD_RETAIN_KEYS.to_owned());
    }
    let names = |key: &str| named.list().iter().any(|name| name.str() == key);
    let stranger = patch.iter().any(|(key, value)| {
        !value.is_null() && !key.starts_with(DELETE_FROM) && !key.starts_with(SET_ORDER) && !names(key)
    });
    if stranger {
        return Err(BAD_RETAIN_KEYS.to_owned());
    }
    original.retain(|key, _| names(key));
    Ok(())
}

/// `$setElementOrder/…`: merges the list it speaks of and puts it in order; both leave the patch.
fn ordered_lists(original: &mut Map, patch: &mut Map, shape: Shapes, options: Options) -> Result<(), String> {
    let keys: Vec<Text> = patch.keys().filter(|key| key.starts_with(SET_ORDER)).cloned().collect();
    for key in keys {
        let Some(order) = patch.remove(&key) else { continue };
        if !options.carry_out && !original.contains_key(&key) {
            original.insert(key.clone(), order.clone());
        }
        let Some(name) = key.strip_prefix(SET_ORDER) else { continue };
        let found = lookup(shape, name);
        let held = original.get(name).cloned();
        let origin = patch.get(name).and_then(|wanted| wanted.origin);
        let mut wanted = patch.get(name).map(|wanted| wanted.list().to_vec());
        if let (None, Some(wanted)) = (&held, &mut wanted) {
            wanted.retain_mut(remove_directives);
        }
        let merged = match (&held, &mut wanted) {
            (None, None) => continue,
            (Some(held), None) => held.list().to_vec(),
            (None, Some(wanted)) => wanted.clone(),
            (Some(held), Some(wanted)) => merge_lists(held.list().to_vec(), wanted, found, false, options)?,
        };
        let server = held.as_ref().map_or(&[][..], Value::list);
        if !merged.is_empty() {
            items_are_maps(&[server, wanted.as_deref().unwrap_or(&[])])?;
        }
        let both = interleave(merged, order.list(), server, found.key)?;
        let origin = origin.or(held.as_ref().and_then(|held| held.origin));
        original.insert(name.into(), Value { data: Data::List(both.into()), origin });
        patch.remove(name);
    }
    Ok(())
}

/// `mergeSlice`.
fn merge_lists(
    original: Vec<Value>,
    patch: &mut [Value],
    found: Lookup,
    deletes: bool,
    options: Options,
) -> Result<Vec<Value>, String> {
    if original.is_empty() && patch.is_empty() {
        return Ok(original);
    }
    let server = original.clone();
    if !items_are_maps(&[&original, patch])? {
        if options.carry_out && deletes {
            return Ok(original.into_iter().filter(|item| !patch.contains(item)).collect());
        }
        let mut merged: Vec<Value> = Vec::with_capacity(original.len() + patch.len());
        for item in original.into_iter().chain(patch.iter().cloned()) {
            if !merged.contains(&item) {
                merged.push(item);
            }
        }
        return interleave(merged, patch, &server, found.key);
    }
    let key = found.key;
    if key.is_empty() {
        let name = found.shape.map_or("", |shape| shape.short_name());
        return Err(format!("cannot merge lists without merge key for {name}"));
    }
    let mut merged = original;
    let mut plain = Vec::with_capacity(patch.len());
    let mut replaces = false;
    for item in patch.iter() {
        let directive = item.get(DIRECTIVE);
        match directive.as_str() {
            None if !item.has(DIRECTIVE) => plain.push(item.clone()),
            Some("replace") => replaces = true,
            Some("delete") if item.has(key) => merged.retain(|held| held.get(key) != item.get(key)),
            Some("delete") => return Err(no_merge_key(item.as_map().unwrap_or(&Map::new()), key)),
            Some("merge") => return Err("merging lists cannot yet be specified in the patch".to_owned()),
            _ => return Err(bad_directive(directive, item.as_map().unwrap_or(&Map::new()))),
        }
    }
    if replaces {
        return Ok(plain);
    }
    for item in &mut plain {
        if !item.has(key) {
            return Err(no_merge_key(item.as_map().unwrap_or(&Map::new()), key));
        }
        match position(&merged, item, key).and_then(|at| merged.get_mut(at)) {
            Some(held) => {
                let origin = item.origin;
                merge(held.map_mut(), item.map_mut(), found.shape, options)?;
                held.origin = origin.or(held.origin);
            }
            None => merged.push(item.clone()),
        }
    }
    interleave(merged, &plain, &server, key)
}

/// Drops maps that hold a directive from what is taken over as it is; whether the value itself may stay
/// (`removeDirectives`).
fn remove_directives(value: &mut Value) -> bool {
    match &mut value.data {
        Data::Map(members) if members.contains_key(DIRECTIVE) => return false,
        Data::Map(members) => members.retain(|_, member| remove_directives(member)),
        Data::List(items) => Arc::make_mut(items).retain_mut(remove_directives),
        _ => {}
    }
    true
}

/// `ErrBadPatchType`.
fn bad_directive(directive: &Value, patch: &Map) -> String {
    format!("unknown patch type: {} in map: {}", print_as_text(directive), print(&Value::from(patch.clone())))
}

/// Drops nulls from what is taken over as it is (`discardNullValuesFromPatch`).
fn discard_nulls(value: &mut Value) {
    match &mut value.data {
        Data::Map(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(discard_nulls);
        }
        Data::List(items) => Arc::make_mut(items).iter_mut().for_each(discard_nulls),
        _ => {}
    }
}
