//! NodePorts: a host port is taken once per node, protocol and address (`plugins/nodeports`).

use super::{NodeInfo, Plugin, Refusal, Request};
use crate::object::Object;

/// This plugin.
pub(super) const PLUGIN: Plugin = Plugin { name: "NodePorts", filters, filter, ..Plugin::NONE };

/// Address, protocol and port on the node.
type HostPort<'a> = (&'a str, &'a str, i64);

fn filters(request: &Request<'_>) -> bool {
    !host_ports(request.pod).is_empty()
}

fn filter(request: &Request<'_>, info: &NodeInfo) -> Result<(), Refusal> {
    let wanted = host_ports(request.pod);
    let taken = || info.with_host_ports.iter().flat_map(|pod| host_ports(pod));
    match !wanted.is_empty() && taken().any(|held| wanted.iter().any(|port| conflict(port, &held))) {
        true => Err(Refusal::resolvable("node(s) didn't have free ports for the requested pod ports")),
        false => Ok(()),
    }
}

fn conflict(one: &HostPort<'_>, two: &HostPort<'_>) -> bool {
    (one.1, one.2) == (two.1, two.2) && (one.0 == two.0 || one.0 == "0.0.0.0" || two.0 == "0.0.0.0")
}

/// Host ports of a pod's containers, and of init containers that keep running.
pub(super) fn host_ports(pod: &Object) -> Vec<HostPort<'_>> {
    let sidecars =
        pod.spec("initContainers").list().iter().filter(|container| container.get("restartPolicy").str() == "Always");
    pod.spec("containers")
        .list()
        .iter()
        .chain(sidecars)
        .flat_map(|container| container.get("ports").list())
        .filter(|port| port.get("hostPort").int() > 0)
        .map(|port| {
            let or = |key: &str, default: &'static str| match port.get(key).str() {
                "" => default,
                text => text,
            };
            (or("hostIP", "0.0.0.0"), or("protocol", "TCP"), port.get("hostPort").int())
        })
        .collect()
}
