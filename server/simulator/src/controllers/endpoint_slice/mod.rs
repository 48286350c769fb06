//! endpointslice-controller: keeps the EndpointSlices of every Service with a selector
//! (`pkg/controller/endpointslice`, `staging/src/k8s.io/endpointslice/reconciler.go`).
//!
//! One difference that nobody sees in a slice: which of several new endpoints goes into which slice is random upstream;
//! here they go in by name.

mod endpoint;
mod fill;
mod hints;
mod topology;

use super::slices::{HEADLESS, MANAGED_BY, SERVICE_NAME, owner, ports_key, slices_by_service};
use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::controllers::selected_pods::selects;
use crate::object::{Name, Object};
use crate::value::{Map, Value};
use endpoint::Endpoint;
use fill::Slice;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new("endpointslice-controller", &["Service", "Pod", "Node", "EndpointSlice", "Namespace"], reconcile)
        .at_once();

/// The value of the label by which it knows its slices.
const NAME: &str = "endpointslice-controller.k8s.io";
fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let pods = cluster.pods_by_label();
    let slices = slices_by_service(cluster, NAME);
    let mut changes = Vec::new();
    for service in cluster.list("Service").filter(|service| selects(service)) {
        let key = (service.namespace(), service.name());
        let existing = slices.get(&key).map_or(&[][..], Vec::as_slice);
        Sync { cluster, service, pods: pods.by(service) }.run(existing, &mut changes);
    }
    changes
}

/// What is to be done with the slices of one Service and address type.
#[derive(Default)]
struct Plan<'a> {
    create: Vec<Slice<'a>>,
    update: Vec<Slice<'a>>,
    unchanged: Vec<Slice<'a>>,
    delete: Vec<&'a Arc<Object>>,
}

/// One Service being brought up to date.
struct Sync<'a> {
    cluster: &'a Cluster,
    service: &'a Arc<Object>,
    pods: Vec<&'a Arc<Object>>,
}

impl<'a> Sync<'a> {
    fn run(&self, existing: &[&'a Arc<Object>], changes: &mut Vec<Change>) {
        let families = self.families();
        for family in &families {
            let of_family: Vec<_> =
                existing.iter().copied().filter(|slice| slice.value.get("addressType").str() == *family).collect();
            self.sync_family(family, &of_family, changes);
        }
        for slice in existing.iter().filter(|slice| !families.contains(&slice.value.get("addressType").str())) {
            changes.push(Change::new(Act::Delete(slice.id()), vec![self.service.id()]));
        }
    }

    /// Address types that the Service wants, from its IP families.
    fn families(&self) -> Vec<&'a str> {
        let families: Vec<&str> = self.service.spec("ipFamilies").list().iter().map(Value::str).collect();
        if families.is_empty() { vec!["IPv4"] } else { families }
    }

    fn sync_family(&self, family: &'a str, existing: &[&'a Arc<Object>], changes: &mut Vec<Change>) {
        let mut plan = Plan::default();
        let mut by_ports: BTreeMap<String, Vec<&'a Arc<Object>>> = BTreeMap::new();
        for slice in existing {
            match self.owns(slice) {
                true => by_ports.entry(ports_key(slice.value.get("ports"))).or_default().push(slice),
                false => plan.delete.push(slice),
            }
        }
        let labels = self.labels();
        let desired = self.desired(family);
        for (key, (ports, endpoints)) in &desired {
            let slices = by_ports.get(key).map_or(&[][..], Vec::as_slice);
            fill::fill(&mut plan, slices, ports, endpoints.clone(), &labels);
        }
        for (_, slices) in by_ports.iter().filter(|(key, _)| !desired.contains_key(*key)) {
            plan.delete.extend(slices);
        }
        if plan.delete.len() == existing.len() && plan.create.is_empty() {
            self.keep_placeholder(family, &mut plan, &labels);
        }
        let events = self.add_hints(family, existing, &mut plan);
        self.carry_out(family, plan, changes);
        changes.extend(events.into_iter().map(|event| Change::new(Act::Event(event), vec![self.service.id()])));
    }

    /// Ports and endpoints that there should be, pods with the same ports together.
    fn desired(&self, family: &str) -> BTreeMap<String, (Value, Vec<Endpoint>)> {
        let mut groups: BTreeMap<String, (Value, Vec<Endpoint>)> = BTreeMap::new();
        let published = self.service.spec("publishNotReadyAddresses").is_true();
        for pod in &self.pods {
            let ports = endpoint::ports(self.service, pod);
            let (_, endpoints) = groups.entry(ports_key(&ports)).or_insert_with(|| (ports, Vec::new()));
            let node = self.cluster.get("Node", "", pod.spec("nodeName").str());
            if node.is_none() && !published {
                continue;
            }
            endpoints.extend(Endpoint::of(pod, node.map(|node| &**node), self.service, family));
        }
        groups
    }

    /// A Service that selects nothing still has one slice, without ports and endpoints.
    fn keep_placeholder(&self, family: &str, plan: &mut Plan<'a>, labels: &Map) {
        let is_placeholder = |slice: &Object| {
            let held = slice.labels().as_map();
            slice.value.get("ports").is_empty()
                && slice.value.get("endpoints").is_empty()
                && slice.value.get("addressType").str() == family
                && held == Some(labels)
                && self.owns(slice)
        };
        match plan.delete.as_slice() {
            [only] if is_placeholder(only) => plan.delete.clear(),
            _ => plan.create.push(Slice::empty(labels.clone())),
        }
    }

    /// The Service's labels, and those that tie a slice to it.
    fn labels(&self) -> Map {
        let reserved = [SERVICE_NAME, MANAGED_BY, HEADLESS];
        let mut labels: Map = self.service.labels().as_map().cloned().unwrap_or_default();
        labels.retain(|key, _| !reserved.contains(&&**key));
        if !crate::kinds::service::has_cluster_ip(self.service.value.get("spec")) {
            labels.insert(HEADLESS.into(), "".into());
        }
        labels.insert(SERVICE_NAME.into(), self.service.name().into());
        labels.insert(MANAGED_BY.into(), NAME.into());
        labels
    }

    fn owns(&self, slice: &Object) -> bool {
        slice.meta("ownerReferences").list().iter().any(|owner| {
            owner.get("uid").str() == self.service.uid()
                && owner.get("kind").str() == "Service"
                && owner.get("apiVersion").str() == "v1"
        })
    }

    /// Topology hints, from the annotation or from `trafficDistribution`.
    fn add_hints(&self, family: &str, existing: &[&'a Arc<Object>], plan: &mut Plan<'a>) -> Vec<Event> {
        let distribution = self.service.spec("trafficDistribution").str();
        if topology::is_wanted(self.service) {
            return topology::add_hints(self.cluster, self.service, family, plan);
        }
        let disabled = topology::was_enabled(self.cluster, self.service, existing).then(|| {
            topology::event(self.service, family, "Warning", "TopologyAwareHintsDisabled", topology::DISABLED)
        });
        match distribution {
            "PreferClose" | "PreferSameZone" => hints::prefer_close(plan, false),
            "PreferSameNode" => hints::prefer_close(plan, true),
            _ => hints::remove(plan),
        }
        disabled.into_iter().collect()
    }

    /// Writes; a slice to delete and one to create become one update, so that the name stays.
    fn carry_out(&self, family: &str, mut plan: Plan<'a>, changes: &mut Vec<Change>) {
        let mut delete = Vec::new();
        for old in std::mem::take(&mut plan.delete) {
            match self.owns(old).then(|| plan.create.pop()).flatten() {
                Some(slice) => plan.update.push(Slice { existing: Some(old), ..slice }),
                None => delete.push(old),
            }
        }
        let because = self.service.spec("selector").origin;
        let mut push = |act: Act, slice: Option<&Slice<'_>>| {
            let mut read = vec![self.service.id()];
            read.extend(slice.into_iter().flat_map(Slice::pods));
            changes.push(Change::new(act, read).because(because));
        };
        if !self.service.is_terminating() {
            for slice in &plan.create {
                let object = self.new_slice(family, slice);
                push(Act::Create { object, created: None, refused: None }, Some(slice));
            }
        }
        for slice in &plan.update {
            if let Some(object) = slice.updated() {
                push(Act::Update(object), Some(slice));
            }
        }
        for old in delete {
            push(Act::Delete(old.id()), None);
        }
    }

    fn new_slice(&self, family: &str, slice: &Slice<'_>) -> Value {
        let mut object: Value = json!({
            "apiVersion": "discovery.k8s.io/v1",
            "kind": "EndpointSlice",
            "metadata": {
                "generateName": format!("{}-", self.service.name()),
                "namespace": self.service.namespace(),
                "ownerReferences": [owner(self.service)],
            },
            "addressType": family,
        })
        .into();
        slice.write_to(&mut object);
        object
    }
}

/// The object that an endpoint stands for, such as `Pod/default/web-0`.
fn target(endpoint: &Value) -> Option<Name> {
    let reference = endpoint.get("targetRef");
    (reference.get("kind").str() == "Pod")
        .then(|| Name::new("Pod", reference.get("namespace").str(), reference.get("name").str()))
}
