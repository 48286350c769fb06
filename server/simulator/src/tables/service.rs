//! Columns of Service (`printService` of `pkg/printers/internalversion/printers.go`).

use super::Printer;
use crate::object::Object;
use crate::value::Value;
use std::collections::BTreeSet;

/// The printer of Service.
pub const PRINTER: Printer = Printer {
    kind: "Service",
    columns: &["Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Selector"],
    cells: |service, _| {
        let cluster_ip = service.spec("clusterIPs").list().first().map_or("<none>", Value::str);
        vec![
            service.name().into(),
            service.spec("type").str().into(),
            cluster_ip.into(),
            external_ip(service).into(),
            or_none(ports(service.spec("ports").list())).into(),
            or_none(pairs(service.spec("selector"))).into(),
        ]
    },
};

/// A map as `key=value` pairs (`labels.FormatLabels`, but empty when there are none).
pub(super) fn pairs(map: &Value) -> String {
    map.members().map(|(key, value)| format!("{key}={}", value.str())).collect::<Vec<_>>().join(",")
}

/// The text, or `<none>` for an empty one.
pub(super) fn or_none(text: String) -> String {
    if text.is_empty() { "<none>".to_owned() } else { text }
}

fn external_ip(service: &Object) -> String {
    let external: Vec<&str> = service.spec("externalIPs").list().iter().map(Value::str).collect();
    match service.spec("type").str() {
        "ClusterIP" | "NodePort" => or_none(external.join(",")),
        "LoadBalancer" => {
            // What the cloud gave comes first, sorted and once each (`loadBalancerStatusString`).
            let ingress = service.status("loadBalancer").get("ingress").list().iter();
            let given: BTreeSet<&str> = ingress
                .map(|ingress| match ingress.get("ip").str() {
                    "" => ingress.get("hostname").str(),
                    ip => ip,
                })
                .filter(|text| !text.is_empty())
                .collect();
            let all: Vec<&str> = given.into_iter().chain(external).collect();
            if all.is_empty() { "<pending>".to_owned() } else { all.join(",") }
        }
        "ExternalName" => service.spec("externalName").str().to_owned(),
        _ => "<unknown>".to_owned(),
    }
}

fn ports(ports: &[Value]) -> String {
    let texts = ports.iter().map(|port| {
        let (number, protocol) = (port.get("port").int(), port.get("protocol").str());
        match port.get("nodePort").int() {
            0 => format!("{number}/{protocol}"),
            node_port => format!("{number}:{node_port}/{protocol}"),
        }
    });
    texts.collect::<Vec<_>>().join(",")
}
