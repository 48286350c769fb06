//! Whether a process in the pod listens: the model takes the declared container ports for what listens.

use super::connection::{Hop, HopReason, Reach, Station, Trace, id, list, port as shown};
use super::index::{Port, containers, protocol};
use crate::object::Object;
use crate::value::Value;

/// Whether some container declares the port and protocol.
pub(super) fn listens(pod: &Object, port: Port<'_>) -> bool {
    declared(pod, port).is_some()
}

/// The end of every way to a pod.
pub(super) fn reach(pod: &Object, port: Port<'_>, trace: &mut Trace) -> Reach {
    let hop = |reason| Hop::new(Station::Listener, reason).reading([pod.id()]);
    match declared(pod, port) {
        Some(held) => {
            trace.answers(pod);
            trace.end(Reach::Connected, || {
                let reason = HopReason::Listens { pod: id(pod), port: shown(port) };
                hop(reason).because([held.get("containerPort").origin])
            })
        }
        None => trace.end(Reach::Refused, || {
            let ports = containers(pod).flat_map(|container| container.get("ports").list());
            let open = list(ports.map(|port| shown((port.get("containerPort").int(), protocol(port)))));
            let (pod_id, port) = (id(pod), shown(port));
            let reason = match open.is_empty() {
                true => HopReason::DeclaresNothing { pod: pod_id, port },
                false => HopReason::NothingListens { pod: pod_id, port, open },
            };
            hop(reason).because([pod.spec("containers").origin])
        }),
    }
}

fn declared<'a>(pod: &'a Object, (number, wanted): Port<'_>) -> Option<&'a Value> {
    let mut ports = containers(pod).flat_map(|container| container.get("ports").list());
    ports.find(|port| port.get("containerPort").int() == number && protocol(port) == wanted)
}
