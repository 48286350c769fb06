//! What there is under the name of a Service (`findServices` of CoreDNS `plugin/kubernetes/kubernetes.go`).

use super::request::Front;
use super::{Because, Why};
use crate::cluster::Cluster;
use crate::controllers::slices::SERVICE_NAME;
use crate::kinds::service::{NONE, is_external_name};
use crate::object::{Name, Object};
use crate::value::Value;
use std::net::IpAddr;
use std::sync::Arc;

/// One thing that a name leads to; records are made of these.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The address, or the other name.
    pub(super) host: Host,
    /// Its port; `None` when it has none.
    pub(super) port: Option<i64>,
    /// The name that it has itself, without the zone: `web.default.svc`.
    pub(super) key: String,
    pub(super) because: Because,
}

/// Where an entry leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Host {
    Address(IpAddr),
    Name(String),
}

impl Host {
    pub(super) fn of(text: &str) -> Host {
        text.parse().map_or_else(|_| Host::Name(text.to_owned()), Host::Address)
    }
}

/// Entries under a Service's name.
pub(super) fn entries(cluster: &Cluster, namespace: &str, name: &str, front: &Front) -> Result<Vec<Entry>, Why> {
    if cluster.get("Namespace", "", namespace).is_none() {
        return Err(Why::NoNamespace);
    }
    let service = cluster.get("Service", namespace, name).ok_or(Why::NoService)?;
    let spec = service.value.get("spec");
    if is_external_name(spec) {
        return external_name(service, front);
    }
    let addresses = spec.get("clusterIPs").list();
    let headless = addresses.first().is_some_and(|address| address.str() == NONE);
    if headless || !front.endpoint.is_empty() {
        return endpoints(cluster, service, front);
    }
    let key = format!("{name}.{namespace}.svc");
    let mut entries = Vec::new();
    for port in ports(spec.get("ports")).filter(|port| port.fits(front)) {
        for address in addresses {
            let because =
                Because { objects: vec![service.id()], source: address.origin.or(service.meta("name").origin) };
            entries.push(Entry { host: Host::of(address.str()), port: port.number, key: key.clone(), because });
        }
    }
    if entries.is_empty() { Err(Why::NoPort) } else { Ok(entries) }
}

/// Slices of a Service, by name.
pub(super) fn slices<'a>(
    cluster: &'a Cluster,
    namespace: &'a str,
    service: &'a str,
) -> impl Iterator<Item = &'a Arc<Object>> {
    cluster.list_in("EndpointSlice", namespace).filter(move |slice| slice.labels().get(SERVICE_NAME).str() == service)
}

/// An address of a ready endpoint, with the name that the endpoint has below its Service.
pub(super) struct Reachable<'a> {
    pub(super) address: &'a Value,
    pub(super) name: String,
    pub(super) because: Because,
}

/// The addresses of a slice's endpoints that are not said to be unready.
pub(super) fn reachable(slice: &Object) -> impl Iterator<Item = Reachable<'_>> {
    let ready = |endpoint: &&Value| endpoint.at(&["conditions", "ready"]).as_bool() != Some(false);
    slice.value.get("endpoints").list().iter().filter(ready).flat_map(move |endpoint| {
        let target = endpoint.get("targetRef");
        let pod = (target.get("kind").str() == "Pod")
            .then(|| Name::new("Pod", target.get("namespace").str(), target.get("name").str()));
        endpoint.get("addresses").list().iter().map(move |address| Reachable {
            address,
            name: endpoint_name(endpoint.get("hostname").str(), address.str()),
            because: Because {
                objects: [slice.id()].into_iter().chain(pod.clone()).collect(),
                source: address.origin.or(endpoint.get("hostname").origin),
            },
        })
    })
}

/// The endpoint's host name, or its address with dashes (`endpointHostname`).
fn endpoint_name(hostname: &str, address: &str) -> String {
    if !hostname.is_empty() {
        return hostname.to_owned();
    }
    if address.contains('.') {
        return address.replace('.', "-");
    }
    let dashed = address.replace(':', "-");
    // A label cannot end with a dash.
    if dashed.ends_with('-') { dashed + "0" } else { dashed }
}

fn external_name(service: &Object, front: &Front) -> Result<Vec<Entry>, Why> {
    if !front.is_empty() {
        return Err(Why::BelowExternalName);
    }
    let target = service.spec("externalName");
    match Host::of(target.str()) {
        Host::Address(_) => Err(Why::ExternalNameIsAddress),
        host @ Host::Name(_) => {
            let because = Because { objects: vec![service.id()], source: target.origin };
            Ok(vec![Entry {
                host,
                port: None,
                key: format!("{}.{}.svc", service.name(), service.namespace()),
                because,
            }])
        }
    }
}

fn endpoints(cluster: &Cluster, service: &Object, front: &Front) -> Result<Vec<Entry>, Why> {
    let (namespace, name) = (service.namespace(), service.name());
    let (mut any_ready, mut any_named) = (false, false);
    let mut entries = Vec::new();
    for slice in slices(cluster, namespace, name) {
        for reachable in reachable(slice) {
            any_ready = true;
            if !front.endpoint.is_empty() && !front.endpoint.eq_ignore_ascii_case(&reachable.name) {
                continue;
            }
            any_named = true;
            for port in ports(slice.value.get("ports")).filter(|port| port.fits(front)) {
                entries.push(Entry {
                    host: Host::of(reachable.address.str()),
                    port: port.number,
                    key: format!("{}.{name}.{namespace}.svc", reachable.name),
                    because: reachable.because.clone(),
                });
            }
        }
    }
    match (entries.is_empty(), any_ready, any_named) {
        (false, ..) => Ok(entries),
        (true, false, _) => Err(Why::NoReadyEndpoint),
        (true, true, false) => Err(Why::NoEndpoint),
        (true, true, true) => Err(Why::NoPort),
    }
}

/// A port of a Service or slice as DNS sees it.
struct Port<'a> {
    name: &'a str,
    protocol: &'a str,
    number: Option<i64>,
}

impl Port<'_> {
    fn fits(&self, front: &Front) -> bool {
        front.fits_port(self.name, self.protocol)
    }
}

/// The ports of a list; where there are none, one without name and number stands for them.
fn ports(list: &Value) -> impl Iterator<Item = Port<'_>> {
    let none = Port { name: "", protocol: "", number: None };
    let placeholder = list.is_empty().then_some(none);
    let named = list.list().iter().map(|port| Port {
        name: port.get("name").str(),
        protocol: port.get("protocol").str(),
        number: port.get("port").as_int(),
    });
    placeholder.into_iter().chain(named)
}
