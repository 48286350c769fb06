//! Strategic merge patches (apimachinery `pkg/util/strategicpatch/patch.go`): how kubectl makes one from what was
//! applied last, what is applied now and what the cluster has, and how the server applies it.

mod apply;
mod diff;
mod go;
mod order;
#[cfg(test)]
mod tests;

pub(crate) use apply::apply;
pub(crate) use go::print;

use crate::schema::{Field, Shape, Struct, TYPES, Type};
use crate::value::{Map, Value};

/// `$patch: delete` and `$patch: replace`.
const DIRECTIVE: &str = "$patch";
/// The members that a patched object keeps.
const RETAIN_KEYS: &str = "$retainKeys";
/// The order that a list of a patched object gets; the list's name follows.
const SET_ORDER: &str = "$setElementOrder/";
/// The plain values that go from a list; the list's name follows.
const DELETE_FROM: &str = "$deleteFromPrimitiveList/";

/// The patch that brings `current` to `modified` and takes out what `original` had and `modified` has not
/// (`CreateThreeWayMergePatch` with overwrite). The error is Go's.
pub(crate) fn three_way(shape: Shapes, original: &Map, modified: &Map, current: &Map) -> Result<Map, String> {
    let additions = diff::Options { deletions: false, changes: true };
    let deletions = diff::Options { deletions: true, changes: false };
    let mut added = diff::maps(current, modified, shape, additions, false)?;
    let mut patch = diff::maps(original, modified, shape, deletions, false)?;
    apply::merge(&mut patch, &mut added, shape, apply::Options::PATCHES)?;
    Ok(patch)
}

/// The Go struct that the members of a map belong to; `None` where the types are unknown or the map is a plain one.
pub(crate) type Shapes = Option<&'static Struct>;

/// What a strategic merge patch does with the member of a map.
#[derive(Debug, Clone, Copy, Default)]
struct Lookup {
    /// The struct of the member, or of its items.
    shape: Shapes,
    merge: bool,
    replace: bool,
    retain_keys: bool,
    key: &'static str,
}

/// `LookupPatchMetadataForStruct` and `LookupPatchMetadataForSlice`.
fn lookup(shape: Shapes, member: &str) -> Lookup {
    let field = shape.and_then(|shape| shape.member(&TYPES, member));
    let Some((Field { ty, patch, .. }, _)) = field else { return Lookup::default() };
    let shape = match &ty.shape {
        Shape::List(item) => struct_of(item),
        _ => struct_of(ty),
    };
    Lookup { shape, merge: patch.merge, replace: patch.replace, retain_keys: patch.retain_keys, key: patch.key }
}

fn struct_of(ty: &Type) -> Shapes {
    match &ty.shape {
        Shape::Struct(number) => TYPES.by_number(*number),
        _ => None,
    }
}

/// `ErrNoMergeKey`.
fn no_merge_key(item: &Map, key: &str) -> String {
    format!("map: {} does not contain declared merge key: {key}", print(&Value::from(item.clone())))
}

/// Whether the items of lists are maps; the error when they are of different types or lists (`sliceElementType`).
fn items_are_maps(lists: &[&[Value]]) -> Result<bool, String> {
    let mut items = lists.iter().flat_map(|list| list.iter());
    let Some(first) = items.next() else { return Err("no elements in any of the given slices".to_owned()) };
    if matches!(first.data, crate::value::Data::List(_)) {
        return Err("lists of lists are not supported".to_owned());
    }
    let kind = std::mem::discriminant(&first.data);
    match items.all(|item| std::mem::discriminant(&item.data) == kind) {
        true => Ok(first.as_map().is_some()),
        false => {
            let all: Vec<String> = lists.iter().map(|list| print(&Value::from(list.to_vec()))).collect();
            Err(format!("list element types are not identical: [{}]", all.join(" ")))
        }
    }
}
