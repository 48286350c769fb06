//! What an update of a PersistentVolume must leave alone (`ValidatePersistentVolumeUpdate`).

use super::validation;
use crate::kinds::volume_source;
use crate::schema;
use crate::value::{Map, Value};
use crate::values::field::{Errors, Path, Shown};
use crate::values::{deprecated_label, diff, metadata};

pub(super) fn validate(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validation::validate(new, errors);
    let (new, old) = (new.get("spec"), old.get("spec"));
    source(new, old, errors);
    let mode = new.get("volumeMode");
    if mode != old.get("volumeMode") {
        errors.invalid(&Path::new("volumeMode"), mode, "field is immutable");
    }
    node_affinity(new.get("nodeAffinity"), old.get("nodeAffinity"), errors);
    if new.get("volumeAttributesClassName").is_null() && !old.get("volumeAttributesClassName").is_null() {
        let path = Path::new("spec").child("volumeAttributesClassName");
        errors.forbidden(&path, "update from non-nil value to nil is forbidden");
    }
}

/// The source stays; only `csi.controllerExpandSecretRef` may be added.
fn source(new: &Value, old: &Value, errors: &mut Errors) {
    let (mut new, old) = (sources(new), sources(old));
    if !old.get("csi").is_null()
        && old.at(&["csi", "controllerExpandSecretRef"]).is_null()
        && let Some(csi) = new.get_mut("csi")
    {
        csi.remove("controllerExpandSecretRef");
    }
    if new != old {
        let words = format!("spec.persistentvolumesource is immutable after creation\n{}", diff::members(&old, &new));
        errors.forbidden(&Path::new("spec").child("persistentvolumesource"), &words);
    }
}

fn sources(spec: &Value) -> Value {
    let given = volume_source::persistent_sources().map(|member| (member.into(), spec.get(member).clone()));
    given.filter(|(_, source)| !source.is_null()).collect::<Map>().into()
}

/// Node affinity may be added once; afterwards only deprecated labels may get their new names.
fn node_affinity(new: &Value, old: &Value, errors: &mut Errors) {
    if old.is_null() || new == old {
        return;
    }
    let mut renamed = old.clone();
    let fresh = new.at(&["required", "nodeSelectorTerms"]).list();
    if let Some(terms) = renamed.get_mut("required").and_then(|required| required.get_mut("nodeSelectorTerms")) {
        for (term, fresh) in terms.list_mut().iter_mut().zip(fresh) {
            let expressions = fresh.get("matchExpressions").list();
            for (held, fresh) in term.entry("matchExpressions").list_mut().iter_mut().zip(expressions) {
                let key = fresh.get("key").str();
                if deprecated_label::successor(held.get("key").str()) == Some(key) {
                    held.set("key", key);
                }
            }
        }
    }
    if *new != renamed {
        let shown = Shown::Bare(schema::internal_json("core.VolumeNodeAffinity", new));
        let words = "field is immutable, except for updating from beta label to GA";
        errors.invalid(&Path::new("nodeAffinity"), shown, words);
    }
}
