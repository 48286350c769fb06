//! The pods behind the cluster's DNS Service. The base cluster has the Service and its answers, but no pods for them;
//! policies see them as kubeadm's CoreDNS: in kube-system, labelled `k8s-app: kube-dns`, on port 53.

use super::connection::{Hop, HopReason, Reach, Station};
use super::index::{Network, Port};
use super::place::Client;
use super::policy::{denying, names};
use super::policy_rule::{Direction, EGRESS, INGRESS, Labelled, Named, Packet};
use super::trace::{Trace, id};
use crate::object::Object;
use crate::value::Value;

const NAMESPACE: &str = "kube-system";
const SERVICE: &str = "kube-dns";
const LABEL: (&str, &str) = ("k8s-app", "kube-dns");
const ADDRESS: &str = "10.244.1.1";

/// Whether the DNS pods stand behind that port of a Service without endpoints.
pub(super) fn are_behind(service: &Object, port: Port<'_>) -> bool {
    service.namespace() == NAMESPACE && service.name() == SERVICE && port.0 == 53
}

/// Whether a pod may ask for names: its query goes to a DNS pod on 53/UDP. `None` when it may.
pub(super) fn close(network: &Network<'_>, pod: &Object, trace: &mut Trace) -> Option<Reach> {
    let (direction, isolating) = closing(network, pod, (53, "UDP"))?;
    let policies = names(&isolating);
    let reason = match direction.station {
        Station::Egress => HopReason::DnsClosed { policies },
        _ => HopReason::DnsIsolated { policies },
    };
    let hop = || Hop::new(direction.station, reason);
    Some(trace.end_with(Reach::NoSuchHost, hop, |hop| denying(hop, &isolating)))
}

/// A connection to the DNS server itself.
pub(super) fn reach(network: &Network<'_>, client: &Client<'_>, port: Port<'_>, trace: &mut Trace) -> Reach {
    let Some((direction, isolating)) = client.pod().and_then(|pod| closing(network, pod, port)) else {
        return trace.end(Reach::Connected, || Hop::new(Station::Listener, HopReason::DnsServer));
    };
    let policies = names(&isolating);
    let reason = match direction.station {
        Station::Egress => HopReason::EgressDenied { pod: client.pod().map(id).unwrap_or_default(), policies },
        _ => HopReason::DnsPodsDenied { policies },
    };
    trace.end_with(Reach::Timeout, || Hop::new(direction.station, reason), |hop| denying(hop, &isolating))
}

/// The policies that keep a pod from the DNS pods, of its own side first.
fn closing<'a>(network: &Network<'a>, pod: &Object, port: Port<'_>) -> Option<(&'static Direction, Vec<&'a Object>)> {
    let policies = &network.policies;
    let sending = policies.sending(pod);
    if sending.is_empty() && !policies.of_namespace.contains_key(NAMESPACE) {
        return None;
    }
    let labels = Value::from(serde_json::json!({ LABEL.0: LABEL.1 }));
    let dns = Labelled { namespace: NAMESPACE, labels: &labels };
    let receiving = policies.selecting(dns, &INGRESS);
    let sent = Packet { peer: Some(dns), address: ADDRESS, named: Named::Dns, port };
    let received = Packet { peer: Some(pod.into()), address: pod.status("podIP").str(), ..sent };
    let closed = |isolating: &[&Object], direction: &Direction, packet: &Packet<'_>| {
        let opens = |policy: &&Object| direction.allowing_rule(network, policy, packet).is_some();
        !isolating.is_empty() && !isolating.iter().any(opens)
    };
    match () {
        () if closed(sending, &EGRESS, &sent) => Some((&EGRESS, sending.to_vec())),
        () if closed(&receiving, &INGRESS, &received) => Some((&INGRESS, receiving)),
        () => None,
    }
}
