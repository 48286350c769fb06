//! Warnings about ports that stand in each other's way, across all containers of a pod (`pkg/api/pod/warnings.go`).

use crate::value::Value;
use crate::values::field::{Path, quote};
use std::collections::BTreeMap;

/// Addresses without a host port, and ports that stand twice or overlap.
pub(super) fn numbers(containers: &[(&Value, Path)], found: &mut Vec<String>) {
    let mut taken: BTreeMap<(i64, &str), Vec<(Path, &Value)>> = BTreeMap::new();
    for (path, port) in ports(containers) {
        let (host, address) = (port.get("hostPort").int(), port.get("hostIP").str());
        if !address.is_empty() && host == 0 {
            found.push(format!("{}: hostIP set without hostPort: {}", path, as_go_prints(port)));
        }
        let others = taken.entry((port.get("containerPort").int(), port.get("protocol").str())).or_default();
        for (other_path, other) in others.iter() {
            let (other_host, other_address) = (other.get("hostPort").int(), other.get("hostIP").str());
            let words = if host == other_host && address == other_address {
                "duplicate port definition with"
            } else if host == 0 || other_host == 0 {
                "overlapping port definition with"
            } else if host == other_host && address.is_empty() != other_address.is_empty() {
                "dangerously ambiguous port definition with"
            } else {
                continue;
            };
            found.push(format!("{}: {words} {}", path, other_path));
        }
        others.push((path, port));
    }
}

/// Names that two ports share.
pub(super) fn names(containers: &[(&Value, Path)], found: &mut Vec<String>) {
    let mut taken: BTreeMap<&str, Path> = BTreeMap::new();
    for (path, port) in ports(containers) {
        let name = port.get("name").str();
        match taken.get(name) {
            _ if name.is_empty() => {}
            Some(first) => found.push(format!(
                "{}: duplicate port name {} with {2}, services and probes that select ports by name will use {2}",
                path,
                quote(name),
                first
            )),
            None => _ = taken.insert(name, path),
        }
    }
}

fn ports<'a>(containers: &[(&'a Value, Path)]) -> impl Iterator<Item = (Path, &'a Value)> {
    containers.iter().flat_map(|(container, path)| {
        let path = path.child("ports");
        let ports = container.get("ports").list().iter().enumerate();
        ports.map(move |(index, port)| (path.index(index), port)).collect::<Vec<_>>()
    })
}

/// `%+v` of a `core.ContainerPort`.
fn as_go_prints(port: &Value) -> String {
    format!(
        "{{Name:{} HostPort:{} ContainerPort:{} Protocol:{} HostIP:{}}}",
        port.get("name").str(),
        port.get("hostPort").int(),
        port.get("containerPort").int(),
        port.get("protocol").str(),
        port.get("hostIP").str()
    )
}
