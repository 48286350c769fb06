//! The cluster sorted by what packets carry: addresses and ports. Built once per settled cluster, linear in its size.

use super::endpoints::Endpoint;
use super::policy::Policies;
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where an object lies in memory: what tells it from others, cheaply, as long as its cluster is borrowed.
pub(super) type Identity = usize;

/// A port number and its protocol in upper case.
pub(super) type Port<'a> = (i64, &'a str);

/// Everything that a connection may meet.
#[derive(Debug)]
pub struct Network<'a> {
    pub(super) cluster: &'a Cluster,
    /// Pods that have an address of their own, by address.
    pub(super) pods: BTreeMap<&'a str, &'a Object>,
    /// Nodes by address.
    pub(super) nodes: BTreeMap<&'a str, &'a Object>,
    /// Services that kube-proxy serves, by cluster IP.
    pub(super) cluster_ips: BTreeMap<&'a str, &'a Object>,
    /// Services that kube-proxy serves, by external IP or load balancer address, port and protocol.
    pub(super) external_ips: BTreeMap<(&'a str, i64, &'a str), ServicePort<'a>>,
    /// Service ports by node port and protocol.
    pub(super) node_ports: BTreeMap<Port<'a>, ServicePort<'a>>,
    /// Services by health check node port.
    pub(super) health_ports: BTreeMap<i64, &'a Object>,
    /// Pods behind host ports, by node, port and protocol.
    pub(super) host_ports: BTreeMap<(&'a str, i64, &'a str), Vec<HostPort<'a>>>,
    /// Pods in their node's network, by node.
    pub(super) host_pods: BTreeMap<&'a str, Vec<&'a Object>>,
    /// What every connection to a running pod asks of it.
    of_pods: BTreeMap<Identity, OfPod<'a>>,
    /// What every connection through a Service asks of it.
    of_services: BTreeMap<Identity, OfService<'a>>,
    /// NetworkPolicies by namespace, with the pods they select.
    pub(super) policies: Policies<'a>,
}

/// A port that a container or a Service declares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared<'a> {
    pub(super) port: Port<'a>,
    /// The port as the spec has it.
    pub(super) value: &'a Value,
}

/// A running pod at a glance.
#[derive(Debug)]
pub(super) struct OfPod<'a> {
    /// `namespace/name`.
    pub(super) id: String,
    pub(super) node: &'a str,
    pub(super) ports: Vec<Declared<'a>>,
}

/// A Service at a glance.
#[derive(Debug, Default)]
pub(super) struct OfService<'a> {
    pub(super) ports: Vec<Declared<'a>>,
    /// Endpoints of all its slices.
    pub(super) endpoints: Vec<Endpoint<'a>>,
}

/// A Service and one of its ports.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServicePort<'a> {
    pub(super) service: &'a Object,
    pub(super) port: &'a Value,
}

/// A container port that its node answers for.
#[derive(Debug, Clone, Copy)]
pub(super) struct HostPort<'a> {
    pub(super) pod: &'a Object,
    /// The port as its container declares it.
    pub(super) port: &'a Value,
}

impl HostPort<'_> {
    /// Whether it answers on that address of its node (the CNI plugin portmap): on every one unless `hostIP` names one.
    pub(super) fn answers_on(&self, address: &str) -> bool {
        matches!(self.port.get("hostIP").str(), "" | "0.0.0.0" | "::") || self.port.get("hostIP").str() == address
    }
}

impl<'a> Network<'a> {
    /// Sorts a cluster.
    pub fn of(cluster: &'a Cluster) -> Network<'a> {
        let mut network = Network {
            cluster,
            pods: BTreeMap::new(),
            nodes: BTreeMap::new(),
            cluster_ips: BTreeMap::new(),
            external_ips: BTreeMap::new(),
            node_ports: BTreeMap::new(),
            health_ports: BTreeMap::new(),
            host_ports: BTreeMap::new(),
            host_pods: BTreeMap::new(),
            of_pods: BTreeMap::new(),
            of_services: BTreeMap::new(),
            policies: Policies::of(cluster),
        };
        for node in cluster.list("Node") {
            for address in node.status("addresses").list() {
                if address.get("type").str() == "InternalIP" {
                    network.nodes.insert(address.get("address").str(), node);
                }
            }
        }
        cluster.list("Pod").filter(|pod| runs(pod)).for_each(|pod| network.add_pod(pod));
        network.policies.isolate(network.pods.values().copied());
        let mut endpoints = super::endpoints::of_slices(cluster, &network.pods);
        for service in cluster.list("Service") {
            let endpoints = endpoints.remove(&identity(service)).unwrap_or_default();
            let declared = |value| Declared { port: (Value::get(value, "port").int(), protocol(value)), value };
            let ports = service.spec("ports").list().iter().map(declared).collect();
            network.of_services.insert(identity(service), OfService { ports, endpoints });
        }
        cluster.list("Service").filter(|service| is_proxied(service)).for_each(|service| network.add_service(service));
        network
    }

    /// A pod at a glance; none when it does not run.
    pub(super) fn of_pod(&self, pod: &Object) -> Option<&OfPod<'a>> {
        self.of_pods.get(&identity(pod))
    }

    /// What the containers of a pod declare.
    pub(super) fn declared(&self, pod: &Object) -> &[Declared<'a>] {
        self.of_pod(pod).map(|found| found.ports.as_slice()).unwrap_or_default()
    }

    /// The ports of a Service.
    pub(super) fn ports(&self, service: &Object) -> &[Declared<'a>] {
        self.of_services.get(&identity(service)).map(|found| found.ports.as_slice()).unwrap_or_default()
    }

    /// Endpoints of all slices of a Service.
    pub(super) fn endpoints(&self, service: &Object) -> &[Endpoint<'a>] {
        self.of_services.get(&identity(service)).map(|found| found.endpoints.as_slice()).unwrap_or_default()
    }

    fn add_pod(&mut self, pod: &'a Arc<Object>) {
        let ports = containers(pod).flat_map(|container| container.get("ports").list());
        let declared = |value: &'a Value| Declared { port: (value.get("containerPort").int(), protocol(value)), value };
        let node = pod.spec("nodeName").str();
        let found = OfPod { id: super::trace::id(pod), node, ports: ports.map(declared).collect() };
        self.of_pods.insert(identity(pod), found);
        if on_host_network(pod) {
            self.host_pods.entry(node).or_default().push(pod);
            return;
        }
        self.pods.insert(pod.status("podIP").str(), pod);
        for port in containers(pod).flat_map(|container| container.get("ports").list()) {
            if port.get("hostPort").int() != 0 {
                let key = (node, port.get("hostPort").int(), protocol(port));
                self.host_ports.entry(key).or_default().push(HostPort { pod, port });
            }
        }
    }

    fn add_service(&mut self, service: &'a Arc<Object>) {
        let outside = service.spec("externalIPs").list().iter().map(Value::str);
        let points = service.status("loadBalancer").get("ingress").list().iter();
        let balancers = points.filter(|point| point.get("ipMode").str() != "Proxy").map(|point| point.get("ip").str());
        let addresses: Vec<&str> = outside.chain(balancers).filter(|address| !address.is_empty()).collect();
        for address in service.spec("clusterIPs").list() {
            self.cluster_ips.insert(address.str(), service);
        }
        for port in service.spec("ports").list() {
            let held = ServicePort { service, port };
            for address in &addresses {
                let key = (*address, port.get("port").int(), protocol(port));
                self.external_ips.entry(key).or_insert(held);
            }
            if port.get("nodePort").int() != 0 {
                self.node_ports.entry((port.get("nodePort").int(), protocol(port))).or_insert(held);
            }
        }
        if service.spec("healthCheckNodePort").int() != 0 {
            self.health_ports.insert(service.spec("healthCheckNodePort").int(), service);
        }
    }
}

/// See [`Identity`].
pub(super) fn identity(object: &Object) -> Identity {
    std::ptr::from_ref(object).addr()
}

/// Whether a pod's processes run: it has an address and has not ended.
pub(super) fn runs(pod: &Object) -> bool {
    !pod.status("podIP").is_empty() && pod.status("phase").str() == "Running"
}

/// Whether a pod shares its node's network.
pub(super) fn on_host_network(pod: &Object) -> bool {
    pod.spec("hostNetwork").is_true()
}

/// Containers that run beside one another: the regular ones and sidecars.
pub(super) fn containers(pod: &Object) -> impl Iterator<Item = &Value> {
    let sidecars = pod.spec("initContainers").list().iter().filter(|c| c.get("restartPolicy").str() == "Always");
    pod.spec("containers").list().iter().chain(sidecars)
}

/// The protocol of a port, TCP when it says none.
pub(super) fn protocol(port: &Value) -> &str {
    match port.get("protocol").str() {
        "" => "TCP",
        protocol => protocol,
    }
}

/// kube-proxy ignores aliases, headless Services and those that another proxy serves (cmd/kube-proxy informers).
fn is_proxied(service: &Object) -> bool {
    let labels = service.labels();
    let address = service.spec("clusterIP").str();
    !address.is_empty()
        && address != "None"
        && service.spec("type").str() != "ExternalName"
        && !labels.has("service.kubernetes.io/service-proxy-name")
        && !labels.has("service.kubernetes.io/headless")
}
