//! Containers of every sort (`validateContainers`, `validateInitContainers`, `validateEphemeralContainers`).

use super::{env, ports, probes, resources, restart, security_context, validation::one_of};
use crate::kinds::volume_source;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name;
use std::collections::{BTreeMap, BTreeSet};

/// What containers are checked against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The pod's spec.
    pub(super) spec: &'a Value,
    /// Volumes that mounts may name.
    pub(super) volumes: &'a BTreeMap<&'a str, &'a Value>,
}

/// All three lists, in upstream's order.
pub(super) fn validate(context: &Context<'_>, path: &Path, errors: &mut Errors) {
    validate_regular(context, &path.child("containers"), errors);
    validate_init(context, &path.child("initContainers"), errors);
    validate_ephemeral(context, &path.child("ephemeralContainers"), errors);
}

fn validate_regular(context: &Context<'_>, path: &Path, errors: &mut Errors) {
    let containers = context.spec.get("containers").list();
    if containers.is_empty() {
        errors.required(path, "");
        return;
    }
    let mut names = BTreeSet::new();
    for (index, container) in containers.iter().enumerate() {
        let path = path.index(index);
        validate_common(container, context, &path, errors);
        let name = container.get("name").str();
        if !names.insert(name) {
            errors.duplicate(&path.child("name"), name);
        }
        probes::validate(container, context.spec, &path, errors);
        restart::validate(container, &path, errors);
    }
    ports::validate_host_ports(containers, path, errors);
}

fn validate_init(context: &Context<'_>, path: &Path, errors: &mut Errors) {
    let mut names: BTreeSet<&str> = names_of(context.spec, "containers").collect();
    for (index, container) in context.spec.get("initContainers").list().iter().enumerate() {
        let list_path = path;
        let path = path.index(index);
        validate_common(container, context, &path, errors);
        restart::validate(container, &path, errors);
        let name = container.get("name").str();
        if !name.is_empty() && !names.insert(name) {
            errors.duplicate(&path.child("name"), name);
        }
        // They run one after another, so each is alone with its ports.
        ports::validate_host_ports(std::slice::from_ref(container), list_path, errors);
        if container.get("restartPolicy").str() == "Always" {
            probes::validate(container, context.spec, &path, errors);
            continue;
        }
        for key in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] {
            if !container.get(key).is_null() {
                errors.forbidden(&path.child(key), "may not be set for init containers without restartPolicy=Always");
            }
        }
    }
}

fn validate_ephemeral(context: &Context<'_>, path: &Path, errors: &mut Errors) {
    /// Members of a container that an ephemeral one must not have, in the order of the Go struct.
    const REFUSED: &[&str] = &[
        "ports",
        "resources",
        "resizePolicy",
        "restartPolicy",
        "livenessProbe",
        "readinessProbe",
        "startupProbe",
        "lifecycle",
    ];
    let others: BTreeSet<&str> =
        names_of(context.spec, "containers").chain(names_of(context.spec, "initContainers")).collect();
    let mut names = others.clone();
    for (index, container) in context.spec.get("ephemeralContainers").list().iter().enumerate() {
        let path = path.index(index);
        validate_common(container, context, &path, errors);
        validate_image_padding(container, &path, errors);
        let name = container.get("name").str();
        if !names.insert(name) {
            errors.duplicate(&path.child("name"), name);
        }
        let target = container.get("targetContainerName").str();
        if !target.is_empty() && !others.contains(target) {
            errors.not_found(&path.child("targetContainerName"), target);
        }
        for key in REFUSED.iter().filter(|key| !container.get(key).is_empty()) {
            errors.forbidden(&path.child(key), "cannot be set for an Ephemeral Container");
        }
    }
}

fn names_of<'a>(spec: &'a Value, list: &str) -> impl Iterator<Item = &'a str> {
    spec.get(list).list().iter().map(|container| container.get("name").str())
}

/// `validateContainerCommon`.
fn validate_common(container: &Value, context: &Context<'_>, path: &Path, errors: &mut Errors) {
    let name = container.get("name").str();
    match name {
        "" => errors.required(&path.child("name"), ""),
        name => {
            for message in name::dns1123_label(name) {
                errors.invalid(&path.child("name"), name, &message);
            }
        }
    }
    if container.get("image").is_empty() {
        errors.required(&path.child("image"), "");
    }
    one_of(container, path, "terminationMessagePolicy", &["File", "FallbackToLogsOnError"], errors);
    ports::validate(container.get("ports"), &path.child("ports"), errors);
    env::validate(container.get("env"), &path.child("env"), errors);
    env::validate_from(container.get("envFrom"), &path.child("envFrom"), errors);
    volume_source::validate_mounts(container, context.volumes, path, errors);
    volume_source::validate_devices(container, context.volumes, path, errors);
    one_of(container, path, "imagePullPolicy", &["Always", "IfNotPresent", "Never"], errors);
    resources::validate(container.get("resources"), context.spec, &path.child("resources"), errors);
    resources::validate_resize_policy(container, context.spec, &path.child("resizePolicy"), errors);
    security_context::validate(container.get("securityContext"), context.spec, &path.child("securityContext"), errors);
}

/// `validateContainersOnlyForPod`: what templates are forgiven.
pub(super) fn validate_only_for_pod(containers: &Value, path: &Path, errors: &mut Errors) {
    for (index, container) in containers.list().iter().enumerate() {
        validate_image_padding(container, &path.index(index), errors);
    }
}

pub(super) fn validate_image_padding(container: &Value, path: &Path, errors: &mut Errors) {
    let image = container.get("image").str();
    if image.trim() != image {
        errors.invalid(&path.child("image"), image, "must not have leading or trailing whitespace");
    }
}
