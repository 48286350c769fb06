//! The first view: Services with their endpoints, and pods, as far as somebody made them.

use super::kind::Look;
use super::seen::Seen;
use super::silent;
use crate::view::endpoints::{Endpoint, ServiceEndpoints};
use simulator::object::Object;
use simulator::outcome::Target;

/// A Service.
#[derive(Debug)]
pub struct ServiceView {
    /// Its name; with the namespace in front unless that is `default`.
    pub name: String,
    /// Names its section on the page.
    pub id: String,
    /// Type and address, such as `ClusterIP 10.96.14.7`.
    pub facts: String,
    /// Its ports as kubectl writes them, such as `80/TCP`.
    pub ports: Vec<String>,
    /// Names of the columns, one per port.
    pub columns: Vec<String>,
    /// Its endpoints.
    pub rows: Vec<EndpointRow>,
    /// How it stands when nobody answers: state, title as HTML.
    pub silent: Option<(&'static str, String)>,
}

/// An endpoint.
#[derive(Debug)]
pub struct EndpointRow {
    /// What it stands for.
    pub look: Look,
    /// Its name, or its address when it stands for nothing.
    pub target: String,
    /// Its addresses.
    pub address: String,
    /// Numbers by column; empty where it has no such port.
    pub ports: Vec<String>,
    /// `ok`, `warn` or `open`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that names the state.
    pub label: &'static str,
    /// Where it is.
    pub node: String,
}

/// A pod.
#[derive(Debug)]
pub struct PodRow {
    /// Its name; with the namespace in front unless that is `default`.
    pub name: String,
    /// Its labels.
    pub labels: String,
    /// Its address.
    pub ip: String,
    /// Its node.
    pub node: String,
    /// `ok`, `warn`, `info` or `err`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// Its phase, in Kubernetes' own word.
    pub phase: String,
    /// The message that says whether it is ready; empty unless it runs.
    pub ready: &'static str,
}

/// Services that the base cluster does not have.
pub fn services(seen: &Seen<'_>) -> Vec<ServiceView> {
    let own = seen.services.iter().filter(|service| !Seen::is_base("Service", service.namespace, service.name));
    own.map(|service| ServiceView::new(service, seen)).collect()
}

/// All pods.
pub fn pods(seen: &Seen<'_>) -> Vec<PodRow> {
    seen.cluster().list("Pod").map(|pod| PodRow::new(pod)).collect()
}

/// A name as people say it: without the namespace `default`.
pub fn short(namespace: &str, name: &str) -> String {
    match namespace {
        "" | "default" => name.to_owned(),
        other => format!("{other}/{name}"),
    }
}

impl ServiceView {
    fn new(service: &ServiceEndpoints<'_>, seen: &Seen<'_>) -> ServiceView {
        let mut columns: Vec<&str> = Vec::new();
        for port in service.slices.iter().flat_map(|slice| &slice.ports) {
            if !columns.contains(&port.name) {
                columns.push(port.name);
            }
        }
        let target = Target { kind: "Service", namespace: service.namespace.into(), name: service.name.into() };
        let silent = silent::about(&target, seen.cluster(), &seen.services, &seen.bindings, seen.w);
        let mut rows = Vec::new();
        for slice in &service.slices {
            let number = |column: &&str| {
                let port = slice.ports.iter().find(|port| port.name == *column);
                port.and_then(|port| port.port).map(|port| port.to_string()).unwrap_or_default()
            };
            let ports: Vec<String> = columns.iter().map(number).collect();
            rows.extend(slice.endpoints.iter().map(|endpoint| EndpointRow::new(endpoint, ports.clone())));
        }
        rows.sort_by(|one, other| one.target.cmp(&other.target));
        let object = seen.cluster().get("Service", service.namespace, service.name);
        ServiceView {
            name: short(service.namespace, service.name),
            id: format!("svc-{}-{}", service.namespace, service.name),
            facts: [Some(service.r#type), service.cluster_ip].into_iter().flatten().collect::<Vec<_>>().join(" "),
            ports: object.map(|object| ports(object)).unwrap_or_default(),
            columns: columns.into_iter().map(str::to_owned).collect(),
            rows,
            silent: silent.map(|silent| (silent.state, silent.title)),
        }
    }
}

fn ports(service: &Object) -> Vec<String> {
    let one = |port: &simulator::value::Value| {
        let node =
            port.get("nodePort").as_int().filter(|node| *node > 0).map(|node| format!(":{node}")).unwrap_or_default();
        format!("{}{node}/{}", port.get("port").int(), port.get("protocol").str())
    };
    service.spec("ports").list().iter().map(one).collect()
}

impl EndpointRow {
    fn new(endpoint: &Endpoint<'_>, ports: Vec<String>) -> EndpointRow {
        let (kind, name) = endpoint.target.as_deref().and_then(|target| target.split_once('/')).unwrap_or_default();
        let (state, icon, label) = match (endpoint.ready, endpoint.serving, endpoint.terminating) {
            (_, Some(true), Some(true)) => ("info", "s-wait", "endpoint-terminating"),
            (_, _, Some(true)) => ("warn", "s-no", "endpoint-terminating-silent"),
            (Some(false), ..) => ("warn", "s-warn", "endpoint-not-ready"),
            _ => ("ok", "s-met", "endpoint-ready"),
        };
        let address = endpoint.addresses.join(" ");
        EndpointRow {
            look: Look::of(kind),
            target: if name.is_empty() { address.clone() } else { name.to_owned() },
            address,
            ports,
            state,
            icon,
            label,
            node: endpoint.node.unwrap_or_default().to_owned(),
        }
    }
}

impl PodRow {
    fn new(pod: &Object) -> PodRow {
        let ready = pod.condition("Ready").get("status").str() == "True";
        let phase = pod.status("phase").str();
        let (state, icon, label) = match (pod.is_terminating(), phase, ready) {
            (true, ..) => ("info", "s-wait", "pod-terminating"),
            (_, "Running", true) => ("ok", "s-met", "endpoint-ready"),
            (_, "Running", false) => ("warn", "s-warn", "endpoint-not-ready"),
            (_, "Succeeded", _) => ("ok", "s-yes", ""),
            (_, "Failed", _) => ("err", "s-fail", ""),
            _ => ("warn", "s-wait", ""),
        };
        PodRow {
            name: short(pod.namespace(), pod.name()),
            labels: silent::labels(pod.labels()),
            ip: pod.status("podIP").str().to_owned(),
            node: pod.spec("nodeName").str().to_owned(),
            state,
            icon,
            phase: phase.to_owned(),
            ready: label,
        }
    }
}

/// Names of all pods, `namespace/name`.
pub fn pod_names(seen: &Seen<'_>) -> Vec<String> {
    seen.cluster().list("Pod").map(|pod| format!("{}/{}", pod.namespace(), pod.name())).collect()
}
