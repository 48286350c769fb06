//! Values of variables that come from elsewhere (`valueFrom`).

use super::{Seen, decode};
use crate::cluster::Objects;
use crate::object::Object;
use crate::value::Value;
use crate::values::quantity::Quantity;

/// The value that a `valueFrom` stands for; nothing when what it refers to is not there.
pub(super) fn value(seen: &Seen, container: &Value, from: &Value) -> Option<String> {
    let (config_map, secret) = (from.get("configMapKeyRef"), from.get("secretKeyRef"));
    if !config_map.is_null() {
        return key(seen, &seen.config_maps, config_map).map(str::to_owned);
    }
    if !secret.is_null() {
        return key(seen, &seen.secrets, secret).map(decode);
    }
    match from.get("resourceFieldRef") {
        reference if !reference.is_null() => resource(seen, container, reference),
        _ => field(&seen.pod, from.at(&["fieldRef", "fieldPath"]).str()),
    }
}

/// One key of a ConfigMap or Secret.
fn key<'a>(seen: &'a Seen, objects: &'a Objects, reference: &Value) -> Option<&'a str> {
    let held = seen.find(objects, reference.get("name").str())?;
    held.value.get("data").get(reference.get("key").str()).as_str()
}

/// A field of the pod (`podFieldSelectorRuntimeValue`, `fieldpath.ExtractFieldPathAsString`).
fn field(pod: &Object, path: &str) -> Option<String> {
    if let Some((map, key)) = path.strip_suffix("']").and_then(|path| path.split_once("['")) {
        let map = map.strip_prefix("metadata.").filter(|map| matches!(*map, "labels" | "annotations"))?;
        return Some(pod.meta(map).get(key).str().to_owned());
    }
    let joined = |list: &Value| list.list().iter().map(|held| held.get("ip").str()).collect::<Vec<_>>().join(",");
    let found = match path {
        "metadata.name" => pod.name(),
        "metadata.namespace" => pod.namespace(),
        "metadata.uid" => pod.uid(),
        "spec.nodeName" => pod.spec("nodeName").str(),
        "spec.serviceAccountName" => pod.spec("serviceAccountName").str(),
        "status.hostIP" => pod.status("hostIP").str(),
        "status.podIP" => pod.status("podIP").str(),
        "status.hostIPs" => return Some(joined(pod.status("hostIPs"))),
        "status.podIPs" => return Some(joined(pod.status("podIPs"))),
        _ => return None,
    };
    Some(found.to_owned())
}

/// A request or limit of a container, in whole divisors, rounded up; a limit that is not set is the node's capacity.
fn resource(seen: &Seen, container: &Value, reference: &Value) -> Option<String> {
    let (list, resource) = reference.get("resource").str().split_once('.')?;
    let named = reference.get("containerName").str();
    let container = match named {
        "" => container,
        named => seen.pod.spec("containers").list().iter().find(|held| held.get("name").str() == named)?,
    };
    let own = container.get("resources").get(list).get(resource);
    let node = || seen.nodes.get(&("".into(), seen.pod.spec("nodeName").str().into()));
    let amount = match (own.is_null(), list) {
        (true, "limits") => {
            node().map_or_else(Quantity::default, |node| Quantity::of(node.object.status("allocatable").get(resource)))
        }
        _ => Quantity::of(own),
    };
    let divisor = Quantity::of(reference.get("divisor"));
    let parts = |quantity: &Quantity| match resource {
        "cpu" => i128::from(quantity.milli_value()),
        _ => i128::from(quantity.value()),
    };
    let one = if resource == "cpu" { 1000 } else { 1 };
    let divisor = if divisor.is_zero() { one } else { parts(&divisor).max(1) };
    Some(((parts(&amount) + divisor - 1).div_euclid(divisor)).to_string())
}
