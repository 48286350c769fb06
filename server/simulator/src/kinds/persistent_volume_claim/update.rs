//! What an update of a claim must leave alone (`ValidatePersistentVolumeClaimUpdate`).
//!
//! The whole spec is compared after everything that may change was made equal; any other difference is one refusal.

use super::validation;
use crate::kinds::persistent_volume::CLASS_ANNOTATION;
use crate::value::{Data, Value};
use crate::values::field::{Errors, Path};
use crate::values::quantity::Quantity;
use crate::values::{diff, metadata, resource_list};

const IMMUTABLE: &str =
    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

pub(super) fn validate(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validation::validate(new, errors);
    let (mut masked, mut kept) = (new.get("spec").clone(), old.get("spec").clone());
    if kept.get("volumeName").is_empty() {
        // A volume may be named once, by a person as well as by the binder.
        kept.set("volumeName", masked.get("volumeName").clone());
    }
    class(new, old, &mut masked, errors);
    if new.at(&["status", "phase"]).str() == "Bound" {
        let storage = kept.at(&["resources", "requests", "storage"]).clone();
        if !masked.at(&["resources", "requests"]).is_null() {
            masked.entry_at(&["resources", "requests"]).set("storage", storage);
        }
        masked.set("volumeAttributesClassName", kept.get("volumeAttributesClassName").clone());
    }
    let (masked, kept) = (comparable(masked), comparable(kept));
    if masked != kept {
        let words = format!("{IMMUTABLE}\n{}", diff::members(&kept, &masked));
        errors.forbidden(&Path::new("spec"), &words);
    }
    size(new, old, errors);
    let (mode, old_mode) = (new.at(&["spec", "volumeMode"]), old.at(&["spec", "volumeMode"]));
    if mode != old_mode {
        errors.invalid(&Path::new("volumeMode"), mode, "field is immutable");
    }
    attributes_class(new, old, errors);
}

/// A class may be set where there was none, also to what the annotation says.
fn class(new: &Value, old: &Value, masked: &mut Value, errors: &mut Errors) {
    let annotation = |claim: &Value| claim.at(&["metadata", "annotations", CLASS_ANNOTATION]).clone();
    let (old_annotation, new_annotation) = (annotation(old), annotation(new));
    let (old_class, new_class) = (old.at(&["spec", "storageClassName"]), new.at(&["spec", "storageClassName"]));
    let was_unset = old_class.is_null() && !new_class.is_null();
    let from_annotation =
        was_unset && *new_class == old_annotation && (new_annotation.is_null() || new_annotation == old_annotation);
    if !from_annotation && new_annotation.str() != old_annotation.str() {
        let path = Path::new("metadata").child("annotations").child(CLASS_ANNOTATION);
        errors.invalid(&path, new_annotation.str(), "field is immutable");
    }
    if was_unset && (old_annotation.is_null() || *new_class == old_annotation) {
        masked.remove("storageClassName");
    }
}

/// A request may shrink, to take back an expansion, but not to what the volume has already.
fn size(new: &Value, old: &Value, errors: &mut Errors) {
    let request = |claim: &Value| Quantity::of(claim.at(&["spec", "resources", "requests", "storage"]));
    let (wanted, before) = (request(new), request(old));
    let present = Quantity::of(old.at(&["status", "capacity", "storage"]));
    if wanted < before && wanted <= present {
        let path = Path::new("spec").child("resources").child("requests").child("storage");
        errors.forbidden(&path, "field can not be less than status.capacity");
    }
}

/// An attributes class may be taken away again only while it has not taken effect.
fn attributes_class(new: &Value, old: &Value, errors: &mut Errors) {
    let (wanted, before) =
        (new.at(&["spec", "volumeAttributesClassName"]), old.at(&["spec", "volumeAttributesClassName"]));
    let in_effect = !old.at(&["status", "currentVolumeAttributesClassName"]).is_empty();
    if before.is_null() || !in_effect {
        return;
    }
    let path = Path::new("spec").child("volumeAttributesClassName");
    match wanted.as_str() {
        None => errors.forbidden(&path, "update from non-nil value to nil is forbidden"),
        Some("") => errors.forbidden(&path, "update from non-nil value to an empty string is forbidden"),
        Some(_) => {}
    }
}

/// The spec without empty lists, maps and names, its quantities by value (`apiequality.Semantic`).
fn comparable(mut spec: Value) -> Value {
    for list in ["requests", "limits"] {
        let given = spec.at(&["resources", list]);
        if !given.is_null() {
            let by_value = resource_list::by_value(given);
            spec.entry("resources").set(list, by_value);
        }
    }
    if spec.get("volumeName").is_empty() {
        spec.remove("volumeName");
    }
    strip(&mut spec);
    spec
}

fn strip(value: &mut Value) {
    match &mut value.data {
        Data::Map(map) => {
            map.values_mut().for_each(strip);
            map.retain(|_, held| held.as_str().is_some() || !held.is_empty());
        }
        Data::List(items) => std::sync::Arc::make_mut(items).iter_mut().for_each(strip),
        _ => {}
    }
}
