//! What a cluster does not say by itself: accepted, but nobody answers; waiting, and whether that is healthy.

use crate::pages::words::Words;
use crate::view::bindings::Bindings;
use crate::view::endpoints::ServiceEndpoints;
use fluent_bundle::FluentValue;
use simulator::Cluster;
use simulator::object::Object;
use simulator::outcome::Target;
use simulator::value::Value;
use simulator::values::label_selector::matches_map;

/// A state that deserves a look although nothing was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// `warn`: nothing will come of it by itself. `info`: waiting, and all is well.
    pub state: &'static str,
    /// How things stand, as HTML.
    pub title: String,
    /// Where to look next, as HTML; may be empty.
    pub lead: String,
    /// The control plane's own words about it, if it wrote any.
    pub said: Option<String>,
}

/// The reason why an object with this identity deserves a look, if it does.
pub fn about(
    target: &Target,
    cluster: &Cluster,
    services: &[ServiceEndpoints<'_>],
    bindings: &Bindings<'_>,
    w: Words,
) -> Option<Remark> {
    let is_it = |namespace: &str, name: &str| namespace == target.namespace && name == target.name;
    match target.kind {
        "Service" => {
            let endpoints = services.iter().find(|service| is_it(service.namespace, service.name))?;
            service(cluster.get("Service", &target.namespace, &target.name)?, endpoints, cluster, w)
        }
        "PersistentVolumeClaim" => claim(bindings.claims.iter().find(|claim| is_it(claim.namespace, claim.name))?, w),
        "Pod" => pod(cluster.get("Pod", &target.namespace, &target.name)?, cluster, w),
        _ => None,
    }
}

fn service(service: &Object, endpoints: &ServiceEndpoints<'_>, cluster: &Cluster, w: Words) -> Option<Remark> {
    if endpoints.r#type == "ExternalName" || endpoints.ready > 0 {
        return None;
    }
    let selector = service.spec("selector");
    let name = ("name", FluentValue::from(service.name()));
    let warn = |title: String, lead: String| Some(Remark { state: "warn", title, lead, said: None });
    if endpoints.total > 0 {
        let counted = [name, ("total", endpoints.total.into())];
        return warn(w.rich_with("silent-none-ready", counted), w.rich("silent-none-ready-lead"));
    }
    if selector.is_empty() {
        return warn(w.rich_with("silent-no-selector", [name]), w.rich("silent-no-selector-lead"));
    }
    let selected =
        cluster.list_in("Pod", service.namespace()).filter(|pod| matches_map(selector, pod.labels())).count();
    if selected > 0 {
        let counted = [name, ("pods", selected.into())];
        return warn(w.rich_with("silent-no-address", counted), w.rich("silent-no-address-lead"));
    }
    let wanted = labels(selector);
    let arguments = [name, ("selector", wanted.into()), ("namespace", service.namespace().into())];
    let lead = match nearest(selector, service.namespace(), cluster) {
        Some((pod, label)) => w.rich_with("silent-nearest", [("pod", pod.into()), ("label", label.into())]),
        None => w.rich("silent-no-pod-lead"),
    };
    warn(w.rich_with("silent-no-pod", arguments), lead)
}

/// The pod whose labels differ from the selector in nothing but upper and lower case, and the label that differs.
fn nearest<'a>(selector: &Value, namespace: &str, cluster: &'a Cluster) -> Option<(&'a str, String)> {
    cluster.list("Pod").filter(|pod| pod.namespace() == namespace).find_map(|pod| {
        let mut differing = None;
        for (key, value) in selector.members() {
            let alike = |&(held, text): &(&str, &Value)| {
                held.eq_ignore_ascii_case(key) && text.str().eq_ignore_ascii_case(value.str())
            };
            let (held, text) = pod.labels().members().find(alike)?;
            if held != key || text != value {
                differing = Some(format!("{held}={}", text.str()));
            }
        }
        differing.map(|label| (pod.name(), label))
    })
}

fn claim(claim: &crate::view::bindings::Claim<'_>, w: Words) -> Option<Remark> {
    if claim.phase == "Bound" {
        return None;
    }
    let name = [("name", FluentValue::from(claim.name))];
    if let Some(waits) = claim.reasons.iter().find(|said| said.reason == "WaitForFirstConsumer") {
        let said = (!waits.message.is_empty()).then(|| format!("{}: {}", waits.reason, waits.message));
        return Some(Remark {
            state: "info",
            title: w.rich_with("silent-claim-waits", name),
            lead: w.rich("silent-claim-waits-lead"),
            said,
        });
    }
    let said = claim.reasons.last().map(|said| format!("{}: {}", said.reason, said.message));
    Some(Remark {
        state: "warn",
        title: w.rich_with("silent-claim-stuck", name),
        lead: w.rich("silent-claim-stuck-lead"),
        said,
    })
}

fn pod(pod: &Object, cluster: &Cluster, w: Words) -> Option<Remark> {
    if pod.status("phase").str() != "Pending" {
        return None;
    }
    let name = [("name", FluentValue::from(pod.name()))];
    let event = cluster.events().filter(|event| event.severity == "Warning").find(|event| event.about == pod.id());
    let said = event.map(|event| format!("{}: {}", event.reason, event.message));
    Some(Remark { state: "warn", title: w.rich_with("silent-pod-pending", name), lead: String::new(), said })
}

/// Labels as a selector writes them: `app=web,tier=front`. Labels that Kubernetes itself sets are left out.
pub fn labels(labels: &Value) -> String {
    let own = labels.members().filter(|(key, _)| !key.starts_with("topology.kubernetes.io/"));
    own.map(|(key, value)| format!("{key}={}", value.str())).collect::<Vec<_>>().join(",")
}
