//! Which pods a Service's selector picks, and what each of them offers it: shared by the controllers that write
//! EndpointSlices and Endpoints (`staging/src/k8s.io/endpointslice/util`, `pkg/api/v1/pod`).

use crate::cluster::Cluster;
use crate::object::Object;
use crate::traits::Traits;
use crate::value::{Text, Value};
use crate::values::ip;
use crate::values::label_selector::matches_map;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pods of one cluster that can be endpoints, by namespace and label, so that a selector looks only at pods that
/// have one of its labels.
#[derive(Debug, Default)]
pub(crate) struct PodsByLabel {
    /// By value, key and namespace: values differ most, so comparing them first is fastest.
    by_label: BTreeMap<(Text, Text, Text), Vec<Arc<Object>>>,
}

impl PodsByLabel {
    /// Sorts the pods of a cluster by their labels.
    pub(crate) fn of(cluster: &Cluster) -> PodsByLabel {
        let mut by_label: BTreeMap<_, Vec<Arc<Object>>> = BTreeMap::new();
        for pod in cluster.list_with("Pod", Traits::ADDRESS).filter(|pod| can_be_endpoint(pod)) {
            for (key, value) in pod.labels().as_map().into_iter().flatten() {
                by_label
                    .entry((value.str().into(), key.clone(), pod.namespace().into()))
                    .or_default()
                    .push(pod.clone());
            }
        }
        PodsByLabel { by_label }
    }

    /// The pods that can be endpoints of a Service, by name; none when it has no selector.
    pub(super) fn by(&self, service: &Object) -> Vec<&Arc<Object>> {
        let selector = service.spec("selector");
        let with_label = |(key, value): (&str, &Value)| {
            let label = (value.str().into(), key.into(), service.namespace().into());
            self.by_label.get(&label).map_or(&[][..], Vec::as_slice)
        };
        let fewest = selector.members().map(with_label).min_by_key(|pods| pods.len()).unwrap_or_default();
        fewest.iter().filter(|pod| selector.members().count() == 1 || matches_map(selector, pod.labels())).collect()
    }
}

/// Whether the endpoints controllers take care of the Service at all: it has a selector and forwards traffic.
pub(super) fn selects(service: &Object) -> bool {
    !service.spec("selector").is_empty() && service.spec("type").str() != "ExternalName"
}

/// Whether a pod can be an endpoint (`ShouldPodBeInEndpoints`, terminating ones included): it has an address and has
/// not ended.
fn can_be_endpoint(pod: &Object) -> bool {
    (!pod.status("podIP").is_empty() || !pod.status("podIPs").is_empty())
        && !matches!(pod.status("phase").str(), "Succeeded" | "Failed")
}

/// Whether the pod says that it is ready.
pub(super) fn is_ready(pod: &Object) -> bool {
    pod.condition("Ready").get("status").str() == "True"
}

/// The pod's addresses of a family, `IPv4` or `IPv6`.
pub(super) fn addresses(pod: &Object, family: &str) -> Vec<String> {
    let parsed = pod.status("podIPs").list().iter().filter_map(|held| ip::parse(held.get("ip").str()));
    parsed.filter(|address| ip::family(address) == family).map(|address| ip::unmapped(address).to_string()).collect()
}

/// The pod's own host name where the Service governs it (`ShouldSetHostname`).
pub(super) fn hostname<'a>(pod: &'a Object, service: &Object) -> Option<&'a Value> {
    let governed = pod.spec("subdomain").str() == service.name() && pod.namespace() == service.namespace();
    (governed && !pod.spec("hostname").is_empty()).then(|| pod.spec("hostname"))
}

/// The number that a Service's port reaches in a pod (`FindPort`): as it stands, or of the container port of that name and
/// protocol. Ordinary init containers have ended by then, so only restartable ones count.
pub(super) fn find_port<'a>(pod: &'a Object, service_port: &'a Value) -> Option<&'a Value> {
    let target = service_port.get("targetPort");
    let Some(name) = target.as_str() else { return Some(target) };
    let restartable = |container: &&Value| container.get("restartPolicy").str() == "Always";
    let containers = pod.spec("containers").list().iter();
    containers
        .chain(pod.spec("initContainers").list().iter().filter(restartable))
        .flat_map(|container| container.get("ports").list())
        .find(|port| port.get("name").str() == name && port.get("protocol") == service_port.get("protocol"))
        .map(|port| port.get("containerPort"))
}
