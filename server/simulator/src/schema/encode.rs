//! What the server gives back: fields with `omitempty` go when they hold the zero value of their type, and
//! structs without it are written even when nothing is in them.

use super::types::{Field, Shape, Struct, TYPES, Type};
use crate::value::{Data, Map, Text, Value};
use std::sync::Arc;

/// Drops what Go's encoder would not write, and adds the empty structs that it would.
///
/// `is_known` knows values that are as the encoder would write them.
pub(crate) fn encode(shape: &'static Struct, value: &mut Value, is_known: fn(&Value) -> bool) {
    if is_known(value) {
        return;
    }
    let Data::Map(members) = &mut value.data else { return };
    // What others share stays shared when there is nothing to do.
    if members.is_shared() && is_encoded(shape, members) {
        return;
    }
    members.retain(|key, held| match member(shape, key, held) {
        Some(field) => {
            inner(&field.ty, held, is_known);
            !is_left_out(field, held)
        }
        None => true,
    });
    for (key, number) in &shape.always {
        if !members.contains_key(key) {
            let mut empty = Value::map();
            if let Some(inner) = TYPES.by_number(*number) {
                encode(inner, &mut empty, is_known);
            }
            members.insert((*key).into(), empty);
        }
    }
}

/// The field of a member that there may be something to do about: no single value but zero is ever left out.
fn member(shape: &'static Struct, key: &str, held: &Value) -> Option<&'static Field> {
    let is_written = match &held.data {
        Data::Bool(flag) => *flag,
        Data::Int(number) => *number != 0,
        Data::String(text) => !text.is_empty(),
        _ => false,
    };
    if is_written { None } else { shape.member(&TYPES, key).map(|(field, _)| field) }
}

/// Whether [`encode`] would change nothing.
fn is_encoded(shape: &'static Struct, members: &Map) -> bool {
    let fits = |key: &Text, held: &Value| match member(shape, key, held) {
        Some(field) => !is_left_out(field, held) && is_inner_encoded(&field.ty, held),
        None => true,
    };
    members.iter().all(|(key, held)| fits(key, held)) && shape.always.iter().all(|(key, _)| members.contains_key(key))
}

fn is_inner_encoded(ty: &'static Type, value: &Value) -> bool {
    match (&ty.shape, &value.data) {
        (Shape::Struct(number), Data::Map(members)) => {
            TYPES.by_number(*number).is_none_or(|shape| is_encoded(shape, members))
        }
        (Shape::List(item), Data::List(items)) => {
            !has_structs(item) || items.iter().all(|held| is_inner_encoded(item, held))
        }
        (Shape::Map(item), Data::Map(members)) => {
            !has_structs(item) || members.values().all(|held| is_inner_encoded(item, held))
        }
        _ => true,
    }
}

fn inner(ty: &'static Type, value: &mut Value, is_known: fn(&Value) -> bool) {
    match (&ty.shape, &mut value.data) {
        (Shape::Struct(number), _) => {
            if let Some(shape) = TYPES.by_number(*number) {
                encode(shape, value, is_known);
            }
        }
        (Shape::List(item), Data::List(items)) if has_structs(item) => {
            if Arc::strong_count(items) > 1 && items.iter().all(|held| is_inner_encoded(item, held)) {
                return;
            }
            Arc::make_mut(items).iter_mut().for_each(|held| inner(item, held, is_known));
        }
        (Shape::Map(item), Data::Map(members)) if has_structs(item) => {
            members.values_mut().for_each(|held| inner(item, held, is_known));
        }
        _ => {}
    }
}

fn has_structs(ty: &Type) -> bool {
    match &ty.shape {
        Shape::Struct(_) => true,
        Shape::List(item) | Shape::Map(item) => has_structs(item),
        _ => false,
    }
}

fn is_left_out(field: &Field, value: &Value) -> bool {
    if value.is_null() {
        // A nil pointer without `omitempty` is written as null (`dataSource.apiGroup`).
        return field.omitempty || !field.ty.pointer;
    }
    if !field.omitempty || field.ty.pointer {
        return false;
    }
    match (&field.ty.shape, &value.data) {
        // A struct that is no pointer is always written.
        (Shape::Struct(_) | Shape::IntOrString | Shape::Quantity, _) => false,
        (_, Data::Bool(flag)) => !flag,
        (_, Data::Int(number)) => *number == 0,
        (_, _) => value.is_empty(),
    }
}
