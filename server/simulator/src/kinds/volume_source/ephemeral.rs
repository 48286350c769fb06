//! Generic ephemeral volumes: a claim made for the pod from a template.

use super::Around;
use crate::kinds::persistent_volume_claim;
use crate::value::{Data, Value};
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::dns1123_subdomain;

/// Members of ObjectMeta beside labels and annotations, in the order of the Go struct.
const OTHER_METADATA: [&str; 13] = [
    "name",
    "generateName",
    "namespace",
    "selfLink",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "ownerReferences",
    "finalizers",
    "managedFields",
];

pub(super) fn claim_template(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    let template = source.get("volumeClaimTemplate");
    if !template.is_null() {
        let path = path.child("volumeClaimTemplate");
        template_metadata(template.get("metadata"), &path.child("metadata"), errors);
        persistent_volume_claim::validate_spec(template.get("spec"), &path.child("spec"), errors);
    }
    let Some(pod) = around.pod else { return };
    if !pod.is_empty() && !around.volume.is_empty() {
        let claim = format!("{pod}-{}", around.volume);
        for message in dns1123_subdomain(&claim) {
            let quoted = crate::values::field::quote(&claim);
            errors.invalid(&around.path.child("name"), around.volume, &format!("PVC name {quoted}: {message}"));
        }
    }
}

/// Only labels and annotations of the template are used, so nothing else may be set (`ValidateTemplateObjectMeta`).
fn template_metadata(meta: &Value, path: &Path, errors: &mut Errors) {
    metadata::validate_annotations(meta.get("annotations"), &path.child("annotations"), errors);
    metadata::validate_labels(meta.get("labels"), &path.child("labels"), errors);
    for member in OTHER_METADATA {
        if !matches!(meta.get(member).data, Data::Int(0)) && !meta.get(member).is_empty() {
            errors.forbidden(&path.child(member), "cannot be set");
        }
    }
}
