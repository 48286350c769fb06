//! Columns of Node (`printNode`).

use super::{Cell, Printer};
use crate::object::Object;

/// The printer of Node.
pub const PRINTER: Printer = Printer {
    kind: "Node",
    columns: &[
        "Name",
        "Status",
        "Roles",
        "Version",
        "Internal-IP",
        "External-IP",
        "OS-Image",
        "Kernel-Version",
        "Container-Runtime",
    ],
    cells: |node, _| {
        let info = |key: &str| known(node.status("nodeInfo").get(key).str());
        vec![
            node.name().into(),
            status(node).into(),
            roles(node).into(),
            node.status("nodeInfo").get("kubeletVersion").str().into(),
            address(node, "InternalIP"),
            address(node, "ExternalIP"),
            info("osImage"),
            info("kernelVersion"),
            info("containerRuntimeVersion"),
        ]
    },
};

fn status(node: &Object) -> String {
    let ready = match node.condition("Ready").get("status").str() {
        "True" => "Ready",
        "" => "Unknown",
        _ => "NotReady",
    };
    let cordoned = if node.spec("unschedulable").is_true() { ",SchedulingDisabled" } else { "" };
    format!("{ready}{cordoned}")
}

/// What `node-role.kubernetes.io/<role>` labels say.
fn roles(node: &Object) -> String {
    let roles: Vec<&str> = node
        .labels()
        .members()
        .filter_map(|(key, value)| match key.strip_prefix("node-role.kubernetes.io/") {
            Some(role) => Some(role),
            None => (key == "kubernetes.io/role").then(|| value.str()),
        })
        .filter(|role| !role.is_empty())
        .collect();
    if roles.is_empty() { "<none>".to_owned() } else { roles.join(",") }
}

fn address(node: &Object, kind: &str) -> Cell {
    let found = node.status("addresses").list().iter().find(|address| address.get("type").str() == kind);
    found.map_or("<none>", |address| address.get("address").str()).into()
}

fn known(text: &str) -> Cell {
    if text.is_empty() { "<unknown>".into() } else { text.into() }
}
