//! Service -> EndpointSlices -> addresses with their conditions.

use serde::Serialize;
use simulator::Cluster;
use simulator::object::Object;
use simulator::value::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The label that ties a slice to its Service (`discoveryv1.LabelServiceName`).
const SERVICE_NAME: &str = "kubernetes.io/service-name";

/// A Service and everything behind it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceEndpoints<'a> {
    /// Namespace of the Service.
    pub namespace: &'a str,
    /// Its name.
    pub name: &'a str,
    /// `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.
    pub r#type: &'a str,
    /// Its address; `None` for a headless Service, missing for an ExternalName.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_ip: Option<&'a str>,
    /// Endpoints that get traffic: an unknown readiness counts as ready, as upstream defines it.
    pub ready: usize,
    /// All endpoints.
    pub total: usize,
    /// Its slices, sorted by name.
    pub slices: Vec<Slice<'a>>,
}

/// An EndpointSlice.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EndpointSlice)]
pub struct Slice<'a> {
    /// Its name.
    pub name: &'a str,
    /// `IPv4`, `IPv6` or `FQDN`.
    pub address_type: &'a str,
    /// Ports that every endpoint of the slice has.
    pub ports: Vec<Port<'a>>,
    /// Its endpoints.
    pub endpoints: Vec<Endpoint<'a>>,
}

/// A port of a slice.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EndpointPort)]
pub struct Port<'a> {
    /// Name of the Service's port; empty when it has none.
    pub name: &'a str,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: &'a str,
    /// The number at the endpoint.
    pub port: Option<i64>,
}

/// An endpoint.
#[derive(Debug, Serialize, ToSchema)]
pub struct Endpoint<'a> {
    /// Its addresses; all stand for the same endpoint.
    pub addresses: Vec<&'a str>,
    /// Whether it takes traffic; missing means unknown.
    pub ready: Option<bool>,
    /// Whether it would answer, be it terminating or not.
    pub serving: Option<bool>,
    /// Whether it is about to go.
    pub terminating: Option<bool>,
    /// Kind and name of what it stands for, such as `Pod/web-0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Its own DNS name below the Service's, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hostname: Option<&'a str>,
    /// Its node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<&'a str>,
    /// Its zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<&'a str>,
}

/// All Services of a cluster with their endpoints, sorted by namespace and name.
pub fn of(cluster: &Cluster) -> Vec<ServiceEndpoints<'_>> {
    let mut slices: BTreeMap<(&str, &str), Vec<&Object>> = BTreeMap::new();
    for slice in cluster.list("EndpointSlice") {
        let service = slice.labels().get(SERVICE_NAME).str();
        slices.entry((slice.namespace(), service)).or_default().push(slice);
    }
    let services = cluster.list("Service");
    services
        .map(|service| {
            let behind = slices.get(&(service.namespace(), service.name()));
            ServiceEndpoints::new(service, behind.into_iter().flatten().copied())
        })
        .collect()
}

impl<'a> ServiceEndpoints<'a> {
    fn new(service: &'a Object, slices: impl Iterator<Item = &'a Object>) -> ServiceEndpoints<'a> {
        let slices: Vec<Slice<'_>> = slices.map(Slice::new).collect();
        let endpoints = || slices.iter().flat_map(|slice| &slice.endpoints);
        ServiceEndpoints {
            namespace: service.namespace(),
            name: service.name(),
            r#type: service.spec("type").str(),
            cluster_ip: text(service.spec("clusterIP")),
            ready: endpoints().filter(|endpoint| endpoint.ready != Some(false)).count(),
            total: endpoints().count(),
            slices,
        }
    }
}

impl<'a> Slice<'a> {
    fn new(slice: &'a Object) -> Slice<'a> {
        Slice {
            name: slice.name(),
            address_type: slice.value.get("addressType").str(),
            ports: slice.value.get("ports").list().iter().map(Port::new).collect(),
            endpoints: slice.value.get("endpoints").list().iter().map(Endpoint::new).collect(),
        }
    }
}

impl<'a> Port<'a> {
    fn new(port: &'a Value) -> Port<'a> {
        Port { name: port.get("name").str(), protocol: port.get("protocol").str(), port: port.get("port").as_int() }
    }
}

impl<'a> Endpoint<'a> {
    fn new(endpoint: &'a Value) -> Endpoint<'a> {
        let condition = |name| endpoint.at(&["conditions", name]).as_bool();
        let target = endpoint.get("targetRef");
        Endpoint {
            addresses: endpoint.get("addresses").list().iter().map(Value::str).collect(),
            ready: condition("ready"),
            serving: condition("serving"),
            terminating: condition("terminating"),
            target: (!target.is_null()).then(|| format!("{}/{}", target.get("kind").str(), target.get("name").str())),
            hostname: text(endpoint.get("hostname")),
            node: text(endpoint.get("nodeName")),
            zone: text(endpoint.get("zone")),
        }
    }
}

/// The string, unless it is empty or none.
fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}
