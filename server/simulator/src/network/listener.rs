//! Whether a process in the pod listens: the model takes the declared container ports for what listens.

use super::connection::{Hop, HopReason, Reach, Station};
use super::index::{Declared, Network, Port};
use super::trace::{Trace, id, list, port as shown};
use crate::object::Object;

/// Whether some container declares the port and protocol.
pub(super) fn listens(network: &Network<'_>, pod: &Object, port: Port<'_>) -> bool {
    declared(network, pod, port).is_some()
}

/// The end of every way to a pod.
pub(super) fn reach(network: &Network<'_>, pod: &Object, port: Port<'_>, trace: &mut Trace) -> Reach {
    let hop = |reason| Hop::new(Station::Listener, reason);
    match declared(network, pod, port) {
        Some(held) => {
            trace.answers(pod);
            let reason = || HopReason::Listens { pod: name(network, pod), port: shown(port) };
            let origin = || held.value.get("containerPort").origin;
            trace.end_with(Reach::Connected, || hop(reason()), |hop| hop.reading([pod.id()]).because([origin()]))
        }
        None => {
            let reason = || {
                let open = list(network.declared(pod).iter().map(|held| shown(held.port)));
                let (pod, port) = (name(network, pod), shown(port));
                match open.is_empty() {
                    true => HopReason::DeclaresNothing { pod, port },
                    false => HopReason::NothingListens { pod, port, open },
                }
            };
            let origin = || pod.spec("containers").origin;
            trace.end_with(Reach::Refused, || hop(reason()), |hop| hop.reading([pod.id()]).because([origin()]))
        }
    }
}

/// `namespace/name` of a pod.
fn name(network: &Network<'_>, pod: &Object) -> String {
    network.of_pod(pod).map_or_else(|| id(pod), |found| found.id.clone())
}

fn declared<'n, 'a>(network: &'n Network<'a>, pod: &Object, port: Port<'_>) -> Option<&'n Declared<'a>> {
    network.declared(pod).iter().find(|held| held.port == port)
}
