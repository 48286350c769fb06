//! `endpoints`: a Service sends to exactly these ready pods or addresses, and to these ports of theirs.

use super::{Expect, Finding, Scene, Target, names};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use simulator::Cluster;
use simulator::kinds;
use simulator::object::Object;
use simulator::value::Value;
use simulator::values::label_selector::matches_map;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A Service and what must stand behind it.
#[derive(Debug, Clone)]
pub struct Endpoints {
    service: ObjectRef,
    wanted: Wanted,
    /// Port name to the number that the endpoints listen on; `None` when any will do.
    ports: Option<BTreeMap<String, i64>>,
}

#[derive(Debug, Clone)]
enum Wanted {
    /// `namespace/name`.
    Pods(BTreeSet<String>),
    Addresses(BTreeSet<String>),
}

impl Endpoints {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Endpoints> {
        let service: Option<String> = keys.required("service");
        let service = ObjectRef::of(kinds::by_kind("Service")?, &service?);
        let pods: Option<Vec<String>> = keys.optional("pods");
        let addresses: Option<BTreeSet<String>> = keys.optional("addresses");
        let ports = keys.optional("ports");
        let full = |pod: String| if pod.contains('/') { pod } else { format!("{}/{pod}", service.namespace) };
        let wanted = match (pods, addresses) {
            (Some(pods), None) => Wanted::Pods(pods.into_iter().map(full).collect()),
            (None, Some(addresses)) => Wanted::Addresses(addresses),
            _ => {
                keys.note("give either `pods` or `addresses`, an empty list for none");
                return None;
            }
        };
        Some(Endpoints { service, wanted, ports })
    }
}

impl Expect for Endpoints {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let slices = slices(scene.cluster, &self.service);
        let ready = ready(&slices);
        let service = self.service.find(scene.cluster);
        let finding = match &self.wanted {
            Wanted::Addresses(wanted) => {
                let found: BTreeSet<String> = ready.iter().map(|(_, address)| address.clone()).collect();
                let reason = match found == *wanted {
                    true => all_ready(found.len()),
                    false => Reason::new("addresses-differ").with("found", join(&found)).with("wanted", join(wanted)),
                };
                Finding::new(found == *wanted, reason).compared(join(wanted), join(&found))
            }
            Wanted::Pods(wanted) => {
                let found: BTreeSet<String> = ready.iter().map(|(pod, _)| pod.clone()).collect();
                let reason = match found == *wanted {
                    true => all_ready(found.len()),
                    false => self.why(scene.cluster, service, wanted, &found),
                };
                Finding::new(found == *wanted, reason).compared(join(wanted), join(&found))
            }
        };
        let Some(service) = service else { return finding };
        let selector = service.spec("selector").origin.or(service.value.get("spec").origin);
        match (&self.ports, finding.met) {
            (Some(wanted), true) => {
                let found = ports(&slices);
                if found == *wanted {
                    let reason = Reason::new("endpoints-listen").with("ports", print_ports(&found));
                    return Finding { reason: reason.with("count", ready.len()), ..finding };
                }
                let reason = Reason::new("endpoint-ports-differ")
                    .with("found", print_ports(&found))
                    .with("wanted", print_ports(wanted));
                Finding::new(false, reason)
                    .compared(print_ports(wanted), print_ports(&found))
                    .at(service.spec("ports").origin)
            }
            _ => finding.at(selector),
        }
    }

    fn targets(&self) -> Vec<Target> {
        let mut pointers = vec!["", "/spec/selector", "/spec/selector/*"];
        if self.ports.is_some() {
            pointers.extend(["/spec/ports/*", "/spec/ports/*/name", "/spec/ports/*/targetPort"]);
        }
        vec![Target::part(&self.service, &pointers)]
    }
}

impl Endpoints {
    /// Why the ready pods are not the wanted ones.
    fn why(
        &self,
        cluster: &Cluster,
        service: Option<&Arc<Object>>,
        wanted: &BTreeSet<String>,
        found: &BTreeSet<String>,
    ) -> Reason {
        let counted = |code| Reason::new(code).with("found", found.len()).with("wanted", wanted.len());
        let Some(service) = service else { return Reason::new("no-service").with("service", &self.service) };
        let too_many: Vec<&str> = found.difference(wanted).map(|pod| short(pod)).collect();
        if !too_many.is_empty() {
            return counted("pods-too-many").with("pods", names(too_many));
        }
        let selector = service.spec("selector");
        if selector.is_empty() {
            return counted("no-selector").with("service", &self.service);
        }
        let pods: Vec<&Arc<Object>> = cluster.list_in("Pod", service.namespace()).collect();
        let selected: BTreeSet<String> =
            pods.iter().filter(|pod| matches_map(selector, pod.labels())).map(|pod| full_name(pod)).collect();
        if selected.is_empty() {
            return no_pod_matches(selector, &pods, wanted);
        }
        let missing = wanted.difference(found);
        let (unready, unselected): (Vec<&str>, Vec<&str>) =
            missing.map(|pod| short(pod)).partition(|pod| selected.iter().any(|selected| short(selected) == *pod));
        let (gone, unselected): (Vec<&str>, Vec<&str>) =
            unselected.into_iter().partition(|name| pods.iter().all(|pod| pod.name() != *name));
        match unselected.is_empty() {
            true if !gone.is_empty() => counted("pods-gone").with("pods", names(gone)),
            true => counted("pods-not-ready").with("pods", names(unready)),
            false => counted("pods-missing").with("pods", names(unselected)),
        }
    }
}

/// Nobody is selected: names the wanted pod's label under the same key, or the key in another spelling.
fn no_pod_matches(selector: &Value, pods: &[&Arc<Object>], wanted: &BTreeSet<String>) -> Reason {
    let text: Vec<String> = selector.members().map(|(key, value)| format!("{key}={}", value.str())).collect();
    let near = pods.iter().filter(|pod| wanted.contains(&full_name(pod))).find_map(|pod| {
        selector.members().find_map(|(key, value)| {
            let (label, held) = pod
                .labels()
                .members()
                .find(|(label, _)| *label == key)
                .or_else(|| pod.labels().members().find(|(label, _)| label.eq_ignore_ascii_case(key)))?;
            (label != key || held != value).then(|| (pod.name(), format!("{label}={}", held.str())))
        })
    });
    let code = if near.is_some() { "near-miss" } else { "no-pod-matches" };
    let reason = Reason::new(code).with("wanted", wanted.len()).with("selector", text.join(","));
    match near {
        Some((pod, label)) => reason.with("pod", pod).with("label", label),
        None => reason,
    }
}

fn slices<'a>(cluster: &'a Cluster, service: &ObjectRef) -> Vec<&'a Arc<Object>> {
    let of_service = |slice: &&Arc<Object>| {
        slice.namespace() == service.namespace && slice.labels().get("kubernetes.io/service-name").str() == service.name
    };
    cluster.list("EndpointSlice").filter(of_service).collect()
}

fn all_ready(count: usize) -> Reason {
    match count {
        0 => Reason::new("endpoints-none"),
        _ => Reason::new("endpoints-ready").with("count", count),
    }
}

/// (pod as `namespace/name`, address) of every ready endpoint; the pod is empty for one made by hand.
fn ready(slices: &[&Arc<Object>]) -> BTreeSet<(String, String)> {
    let mut ready = BTreeSet::new();
    for slice in slices {
        for endpoint in slice.value.get("endpoints").list() {
            // A missing condition means ready (discovery/v1 EndpointConditions).
            if endpoint.at(&["conditions", "ready"]).as_bool() == Some(false) {
                continue;
            }
            let target = endpoint.get("targetRef");
            let pod = match target.get("name").str() {
                "" => String::new(),
                name => format!("{}/{name}", target.get("namespace").str()),
            };
            ready
                .extend(endpoint.get("addresses").list().iter().map(|address| (pod.clone(), address.str().to_owned())));
        }
    }
    ready
}

fn ports(slices: &[&Arc<Object>]) -> BTreeMap<String, i64> {
    let all = slices.iter().flat_map(|slice| slice.value.get("ports").list());
    all.map(|port| (port.get("name").str().to_owned(), port.get("port").int())).collect()
}

fn print_ports(ports: &BTreeMap<String, i64>) -> String {
    let print =
        |(name, port): (&String, &i64)| if name.is_empty() { port.to_string() } else { format!("{name} {port}") };
    ports.iter().map(print).collect::<Vec<_>>().join(", ")
}

fn full_name(pod: &Arc<Object>) -> String {
    format!("{}/{}", pod.namespace(), pod.name())
}

/// The name without its namespace, as in a sentence about one namespace.
fn short(pod: &str) -> &str {
    pod.split_once('/').map_or(pod, |(_, name)| name)
}

fn join(names: &BTreeSet<String>) -> String {
    names.iter().map(|name| name.strip_prefix("default/").unwrap_or(name)).collect::<Vec<_>>().join(", ")
}
