//! Columns of Ingress.

use super::Printer;
use crate::object::Object;

/// Hosts that are shown at most.
const SHOWN: usize = 3;

/// The printer of Ingress.
pub const PRINTER: Printer = Printer {
    kind: "Ingress",
    columns: &["Name", "Class", "Hosts", "Address", "Ports"],
    cells: |ingress, _| {
        vec![
            ingress.name().into(),
            ingress.spec("ingressClassName").as_str().unwrap_or("<none>").into(),
            hosts(ingress).into(),
            addresses(ingress).into(),
            if ingress.spec("tls").is_empty() { "80" } else { "80, 443" }.into(),
        ]
    },
};

/// Hosts of the first rules, at most three of them (`formatHosts`).
fn hosts(ingress: &Object) -> String {
    let rules = ingress.spec("rules").list();
    let mut hosts: Vec<&str> = Vec::new();
    let mut cut = false;
    for rule in rules {
        cut |= hosts.len() == SHOWN;
        let host = rule.get("host").str();
        if !cut && !host.is_empty() {
            hosts.push(host);
        }
    }
    match (hosts.is_empty(), cut) {
        (true, _) => "*".to_owned(),
        (_, true) => format!("{} + {} more...", hosts.join(","), rules.len() - SHOWN),
        _ => hosts.join(","),
    }
}

fn addresses(ingress: &Object) -> String {
    let points = ingress.status("loadBalancer").get("ingress").list().iter();
    let texts = points.map(|point| match point.get("ip").str() {
        "" => point.get("hostname").str(),
        ip => ip,
    });
    texts.collect::<Vec<_>>().join(",")
}
