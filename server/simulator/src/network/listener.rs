//! Whether a process in the pod listens: the model takes the declared container ports for what listens.

use super::connection::{Hop, Reach, Station, Trace};
use super::index::{containers, protocol};
use crate::object::Object;
use crate::value::Value;

/// Whether some container declares the port and protocol.
pub(super) fn listens(pod: &Object, port: (i64, &str)) -> bool {
    declared(pod, port).is_some()
}

/// The end of every way to a pod.
pub(super) fn reach(pod: &Object, (number, wanted): (i64, &str), trace: &mut Trace) -> Reach {
    let id = format!("{}/{}", pod.namespace(), pod.name());
    match declared(pod, (number, wanted)) {
        Some(port) => {
            trace.answers(id.clone());
            let hop = Hop::passes(Station::Listener, format!("pod {id} listens on {number}/{wanted}"));
            trace.end(hop.reading([pod.id()]).because([port.get("containerPort").origin]), Reach::Connected)
        }
        None => {
            let ports = containers(pod).flat_map(|container| container.get("ports").list());
            let open: Vec<String> =
                ports.map(|port| format!("{}/{}", port.get("containerPort").int(), protocol(port))).collect();
            let open = if open.is_empty() { "no port at all".to_owned() } else { open.join(", ") };
            let summary = format!("nothing in pod {id} listens on {number}/{wanted}; it declares {open}");
            let hop = Hop::passes(Station::Listener, summary).reading([pod.id()]);
            trace.end(hop.because([pod.spec("containers").origin]), Reach::Refused)
        }
    }
}

fn declared<'a>(pod: &'a Object, (number, wanted): (i64, &str)) -> Option<&'a Value> {
    let mut ports = containers(pod).flat_map(|container| container.get("ports").list());
    ports.find(|port| port.get("containerPort").int() == number && protocol(port) == wanted)
}
