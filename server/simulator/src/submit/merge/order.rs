//! The order of merged lists: `$setElementOrder` first, then the patch, then the list that was there.

use super::go::go_type;
use super::{DIRECTIVE, no_merge_key};
use crate::value::Value;

/// What tells items apart: the value of the merge key, or the item itself.
pub(super) fn identity<'a>(item: &'a Value, key: &str) -> &'a Value {
    match key {
        "" => item,
        key => item.get(key),
    }
}

/// Where an item with the same identity stands.
pub(super) fn position(list: &[Value], item: &Value, key: &str) -> Option<usize> {
    list.iter().position(|held| identity(held, key) == identity(item, key))
}

/// Whether every item has the merge key (`validateMergeKeyInLists`).
pub(super) fn need_merge_key(lists: &[&[Value]], key: &str) -> Result<(), String> {
    for item in lists.iter().flat_map(|list| list.iter()) {
        match item.as_map() {
            Some(members) if !members.contains_key(key) => return Err(no_merge_key(members, key)),
            _ => {}
        }
    }
    Ok(())
}

/// Sorts by the order of `by`; items with a delete directive go to the end (`normalizeSliceOrder`).
pub(super) fn normalize(list: &mut Vec<Value>, by: &[Value], key: &str) -> Result<(), String> {
    if !key.is_empty() {
        need_merge_key(&[list, by], key)?;
    }
    let (deletes, mut rest): (Vec<Value>, Vec<Value>) =
        std::mem::take(list).into_iter().partition(|item| item.get(DIRECTIVE).str() == "delete");
    rest.sort_by_key(|item| position(by, item, key).unwrap_or(usize::MAX));
    list.extend(rest);
    list.extend(deletes);
    Ok(())
}

/// Puts together what a patch names and what only the server has (`normalizeElementOrder`, `mergeSortedSlice`):
/// a server's item stands before the first item of the patch that stood behind it.
pub(super) fn interleave(
    merged: Vec<Value>,
    named: &[Value],
    server: &[Value],
    key: &str,
) -> Result<Vec<Value>, String> {
    if !key.is_empty() {
        if let Some(item) = merged.iter().find(|item| item.as_map().is_none()) {
            return Err(format!("expected a map[string]interface {{}}, but received a {}", go_type(item)));
        }
        need_merge_key(&[&merged], key)?;
    }
    let (mut patch, mut only): (Vec<Value>, Vec<Value>) =
        merged.into_iter().partition(|item| position(named, item, key).is_some());
    normalize(&mut patch, named, key)?;
    normalize(&mut only, server, key)?;
    let before = |left: &Value, right: &Value| match (position(server, left, key), position(server, right, key)) {
        (Some(left), Some(right)) => left < right,
        _ => false,
    };
    let mut all = Vec::with_capacity(patch.len() + only.len());
    let (mut left, mut right) = (only.into_iter().peekable(), patch.into_iter().peekable());
    loop {
        let take_left = match (left.peek(), right.peek()) {
            (None, None) => return Ok(all),
            (Some(one), Some(other)) => before(one, other),
            (one, _) => one.is_some(),
        };
        all.extend(if take_left { left.next() } else { right.next() });
    }
}
