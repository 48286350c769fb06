//! References from a container or volume to fields of its pod and to resources of a container
//! (`validateObjectFieldSelector`, `validateContainerResourceFieldSelector`).

use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name::qualified_name;
use crate::values::quantity::Quantity;

/// Fields that the API can show at all (`ConvertDownwardAPIFieldLabel`).
const FIELDS: &[&str] = &[
    "metadata.annotations",
    "metadata.labels",
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.serviceAccountName",
    "spec.schedulerName",
    "status.phase",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// Resources of a container that can be shown.
const RESOURCES: &[&str] = &[
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];

/// Divisors of each kind of resource, and what a wrong one is told.
const DIVISORS: &[(&str, &[&str], &str)] = &[
    ("cpu", &["1m", "1"], "only divisor's values 1m and 1 are supported with the cpu resource"),
    (
        "memory",
        BYTES,
        "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource",
    ),
    (
        "ephemeral-storage",
        BYTES,
        "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the local ephemeral storage resource",
    ),
    (
        "hugepages-",
        BYTES,
        "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the hugepages resource",
    ),
];

const BYTES: &[&str] = &["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

/// Fills in what a `fieldRef` and a `resourceFieldRef` leave open.
pub fn defaults(holder: &mut Value) {
    if let Some(field) = holder.get_mut("fieldRef").filter(|field| !field.is_null())
        && field.get("apiVersion").is_empty()
    {
        field.set("apiVersion", "v1");
    }
    if let Some(resource) = holder.get_mut("resourceFieldRef").filter(|resource| !resource.is_null()) {
        resource.set_default("divisor", "0");
    }
}

/// Checks a `fieldRef`; `allowed` are the paths, sorted, that may stand here.
pub fn validate_field(field: &Value, allowed: &[&str], path: &Path, errors: &mut Errors) {
    let (version, text) = (field.get("apiVersion").str(), field.get("fieldPath").str());
    let text_path = path.child("fieldPath");
    if version.is_empty() {
        return errors.required(&path.child("apiVersion"), "");
    }
    if text.is_empty() {
        return errors.required(&text_path, "");
    }
    let mut convert = |why: String| errors.invalid(&text_path, text, &format!("error converting fieldPath: {why}"));
    if version != "v1" {
        return convert(format!("unsupported pod version: {version}"));
    }
    let Some((map, key)) = subscript(text) else {
        let known = if text == "spec.host" { "spec.nodeName" } else { text };
        if !FIELDS.contains(&known) {
            return convert(format!("field label not supported: {text}"));
        }
        if !allowed.contains(&known) {
            errors.not_supported(&text_path, known, allowed);
        }
        return;
    };
    let key = match map {
        "metadata.annotations" => key.to_lowercase(),
        "metadata.labels" => key.to_owned(),
        _ => return convert(format!("field label does not support subscript: {text}")),
    };
    qualified_name(&key).iter().for_each(|message| errors.invalid(path, &*key, message));
}

/// Checks a `resourceFieldRef`; in a volume it has to name the container.
pub fn validate_resource(resource: &Value, in_volume: bool, path: &Path, errors: &mut Errors) {
    let name = resource.get("resource").str();
    let is_known = RESOURCES.contains(&name)
        || ["limits.hugepages-", "requests.hugepages-"].iter().any(|prefix| name.starts_with(prefix));
    if in_volume && resource.get("containerName").is_empty() {
        errors.required(&path.child("containerName"), "");
    } else if name.is_empty() {
        errors.required(&path.child("resource"), "");
    } else if !is_known {
        errors.not_supported(&path.child("resource"), name, RESOURCES);
    }
    let divisor = Quantity::of(resource.get("divisor"));
    if divisor.is_zero() {
        return;
    }
    let kind = name.strip_prefix("limits.").or(name.strip_prefix("requests.")).unwrap_or_default();
    let row = DIVISORS.iter().find(|(known, ..)| match known.ends_with('-') {
        true => kind.starts_with(known),
        false => kind == *known,
    });
    if let Some((_, divisors, message)) = row
        && !divisors.contains(&divisor.to_string().as_str())
    {
        errors.invalid(&path.child("divisor"), name, message);
    }
}

/// `metadata.labels['app']` as map and key.
fn subscript(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix("']")?.split_once("['").filter(|(map, _)| !map.is_empty())
}
