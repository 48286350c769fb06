//! Columns of Pod (`printPod`).

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;

/// The printer of Pod.
pub const PRINTER: Printer = Printer {
    kind: "Pod",
    columns: &["Name", "Ready", "Status", "Restarts", "IP", "Node", "Nominated Node", "Readiness Gates"],
    cells,
};

fn cells(pod: &Object, _cluster: &Cluster) -> Vec<Cell> {
    let statuses = || pod.status("containerStatuses").list().iter();
    let restarts: i64 = statuses().map(|status| status.get("restartCount").int()).sum();
    vec![
        pod.name().into(),
        format!("{}/{}", statuses().filter(|status| status.get("ready").is_true()).count(), containers(pod)).into(),
        status(pod).into(),
        restarts.to_string().into(),
        or_none(pod.status("podIP").str()),
        or_none(pod.spec("nodeName").str()),
        or_none(pod.status("nominatedNodeName").str()),
        readiness_gates(pod),
    ]
}

fn or_none(text: &str) -> Cell {
    if text.is_empty() { "<none>".into() } else { text.into() }
}

/// Containers that are meant to keep running: init containers that restart always are among them.
fn containers(pod: &Object) -> usize {
    let sidecar = |container: &&Value| container.get("restartPolicy").str() == "Always";
    pod.spec("containers").list().len() + pod.spec("initContainers").list().iter().filter(sidecar).count()
}

fn status(pod: &Object) -> &str {
    if pod.is_terminating() {
        return "Terminating";
    }
    let scheduled = pod.condition("PodScheduled");
    match (pod.status("phase").str(), scheduled.get("reason").str()) {
        ("Succeeded", _) => "Completed",
        ("Failed", _) => "Error",
        (_, "SchedulingGated") if scheduled.get("status").str() == "False" => "SchedulingGated",
        (phase, _) => phase,
    }
}

fn readiness_gates(pod: &Object) -> Cell {
    let gates = pod.spec("readinessGates").list();
    if gates.is_empty() {
        return "<none>".into();
    }
    let holds = |gate: &&Value| pod.condition(gate.get("conditionType").str()).get("status").str() == "True";
    format!("{}/{}", gates.iter().filter(holds).count(), gates.len()).into()
}
