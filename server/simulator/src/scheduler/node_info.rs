//! A node with the pods on it, and what they take up (`pkg/scheduler/framework/types.go`).

use super::node_ports::host_ports;
use super::volume_restrictions::{claim_names, is_disk};
use crate::kinds::pod::{requests, requests_at_least};
use crate::object::Object;
use crate::values::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A node and the pods that take up room on it.
#[derive(Debug, Clone)]
pub(crate) struct NodeInfo {
    /// The node.
    pub(crate) node: Arc<Object>,
    /// What it has to give, by resource.
    allocatable: Arc<BTreeMap<String, Quantity>>,
    /// CPU and memory of that.
    pub(super) has: Assumed,
    /// Pods on it that have not ended, those placed in this round included.
    pub(crate) pods: Vec<Arc<Object>>,
    /// Those of them that want or shun the company of others.
    pub(crate) choosy: Vec<Arc<Object>>,
    /// Those of them that hold ports of the node.
    pub(crate) with_host_ports: Vec<Arc<Object>>,
    /// Those of them that use a disk which can be taken.
    pub(crate) with_disks: Vec<Arc<Object>>,
    /// Claims that they name, by namespace and name.
    pub(crate) claims: BTreeSet<(String, String)>,
    /// The lowest priority of a pod on it; no pod of that or a lower priority can drive another away.
    pub(crate) lowest: i64,
    /// What the pods ask for, by resource.
    pub(crate) requested: BTreeMap<String, Quantity>,
    /// Thousandths of CPUs and bytes of memory that they ask for, where asking for nothing counts as a little.
    pub(crate) assumed: Assumed,
}

/// CPU and memory that a pod is taken to need (`schedutil.GetNonzeroRequests`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Assumed {
    /// Thousandths of CPUs.
    pub(crate) cpu: i64,
    /// Bytes.
    pub(crate) memory: i64,
}

impl NodeInfo {
    /// A node without pods.
    pub(crate) fn new(node: Arc<Object>) -> NodeInfo {
        let resources = node.status("allocatable").members();
        let allocatable = resources.map(|(resource, amount)| (resource.to_owned(), Quantity::of(amount))).collect();
        NodeInfo::with_allocatable(node, Arc::new(allocatable))
    }

    fn with_allocatable(node: Arc<Object>, allocatable: Arc<BTreeMap<String, Quantity>>) -> NodeInfo {
        let of = |resource: &str| allocatable.get(resource);
        let has = Assumed {
            cpu: of("cpu").map_or(0, Quantity::milli_value),
            memory: of("memory").map_or(0, Quantity::value),
        };
        NodeInfo {
            node,
            allocatable,
            has,
            pods: Vec::new(),
            choosy: Vec::new(),
            with_host_ports: Vec::new(),
            with_disks: Vec::new(),
            claims: BTreeSet::new(),
            lowest: i64::MAX,
            requested: BTreeMap::new(),
            assumed: Assumed::default(),
        }
    }

    /// Puts a pod on it.
    pub(crate) fn add(&mut self, pod: &Arc<Object>) {
        for (resource, quantity) in requests(pod.value.get("spec")) {
            let sum = match self.requested.remove(resource) {
                Some(held) => held + &quantity,
                None => quantity,
            };
            self.requested.insert(resource.to_owned(), sum);
        }
        let assumed = assumed(pod);
        self.assumed.cpu += assumed.cpu;
        self.assumed.memory += assumed.memory;
        let affinity = pod.spec("affinity");
        if ["podAffinity", "podAntiAffinity"].iter().any(|kind| !affinity.get(kind).is_null()) {
            self.choosy.push(pod.clone());
        }
        if !host_ports(pod).is_empty() {
            self.with_host_ports.push(pod.clone());
        }
        if pod.spec("volumes").list().iter().any(is_disk) {
            self.with_disks.push(pod.clone());
        }
        self.claims.extend(claim_names(pod).map(|name| (pod.namespace().to_owned(), name.to_owned())));
        self.lowest = self.lowest.min(pod.spec("priority").int());
        self.pods.push(pod.clone());
    }

    /// The same node with only those pods of it that `stays` says.
    pub(super) fn with_only(&self, stays: impl Fn(&Object) -> bool) -> NodeInfo {
        let mut info = NodeInfo::with_allocatable(self.node.clone(), self.allocatable.clone());
        self.pods.iter().filter(|pod| stays(pod)).for_each(|pod| info.add(pod));
        info
    }

    /// How much of a resource the node has to give.
    pub(super) fn allocatable(&self, resource: &str) -> &Quantity {
        self.allocatable.get(resource).unwrap_or(&Quantity::ZERO)
    }
}

/// What a pod is taken to need: 100m of CPU and 200 MiB for each container that says nothing.
pub(super) fn assumed(pod: &Object) -> Assumed {
    const CPU: i64 = 100;
    const MEMORY: i64 = 200 * 1024 * 1024;
    let spec = pod.value.get("spec");
    let silent = |list: &str| spec.get(list).list().iter().all(|held| held.at(&["resources", "requests"]).is_empty());
    if spec.get("resources").is_null() && spec.get("initContainers").list().is_empty() && silent("containers") {
        let containers = spec.get("containers").list().len() as i64;
        return Assumed { cpu: CPU * containers, memory: MEMORY * containers };
    }
    let least = [("cpu", Quantity::of(&"100m".into())), ("memory", Quantity::from(MEMORY))];
    let needs = requests_at_least(spec, &least);
    let of = |resource: &str| needs.get(resource);
    Assumed { cpu: of("cpu").map_or(CPU, Quantity::milli_value), memory: of("memory").map_or(MEMORY, Quantity::value) }
}
