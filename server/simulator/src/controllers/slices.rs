//! What the controllers that write EndpointSlices have in common: labels, owners, the order of ports.

use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::{Value, json};
use crate::values::hash::fnv128a;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The label that says which Service a slice is for.
pub(crate) const SERVICE_NAME: &str = "kubernetes.io/service-name";
/// The label that says which controller a slice belongs to.
pub(crate) const MANAGED_BY: &str = "endpointslice.kubernetes.io/managed-by";
/// The label of what belongs to a Service without cluster IP.
pub(crate) const HEADLESS: &str = "service.kubernetes.io/headless";

/// Slices that a controller manages and that are not going, by the namespace and name of their Service.
pub(super) fn slices_by_service<'a>(
    cluster: &'a Cluster,
    manager: &str,
) -> BTreeMap<(&'a str, &'a str), Vec<&'a Arc<Object>>> {
    let mut slices: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for slice in cluster.list("EndpointSlice") {
        let (service, managed) = (slice.labels().get(SERVICE_NAME), slice.labels().get(MANAGED_BY));
        if managed.str() == manager && !service.is_empty() && !slice.is_terminating() {
            slices.entry((slice.namespace(), service.str())).or_default().push(slice);
        }
    }
    slices
}

/// The reference by which an object belongs to the one that a controller made it for (`metav1.NewControllerRef`).
pub(super) fn owner(object: &Object) -> serde_json::Value {
    serde_json::json!({
        "apiVersion": object.kind.api_version(),
        "blockOwnerDeletion": true,
        "controller": true,
        "kind": object.kind.kind,
        "name": object.name(),
        "uid": object.uid(),
    })
}

/// The reference to the pod behind an endpoint.
pub(super) fn target(pod: &Object) -> Value {
    let (name, namespace, uid) = (pod.meta("name"), pod.meta("namespace"), pod.meta("uid"));
    let plain = |value: &Value| value.data.clone().into();
    [("kind", "Pod".into()), ("name", plain(name)), ("namespace", plain(namespace)), ("uid", plain(uid))].into()
}

/// Ports in the order in which slices have them: by a hash of the Go struct (`portsInOrder`).
pub(super) fn in_order(mut ports: Vec<Value>) -> Value {
    ports.sort_by_cached_key(|port| {
        let number = port.get("port").as_int().map_or_else(|| "<nil>".to_owned(), |number| number.to_string());
        let app_protocol = port.get("appProtocol").as_str().unwrap_or("<nil>");
        fnv128a(&format!(
            "(v1.EndpointPort){{Name:(*string){} Protocol:(*v1.Protocol){} Port:(*int32){number} AppProtocol:(*string){app_protocol}}}",
            port.get("name").str(),
            port.get("protocol").str(),
        ))
    });
    ports.into()
}

/// Slices can hold pods together whose ports are the same, in whatever order (`NewPortMapKey`).
pub(super) fn ports_key(ports: &Value) -> String {
    let texts: BTreeSet<String> = ports.list().iter().map(json::to_string).collect();
    texts.into_iter().collect::<Vec<_>>().join(",")
}
