//! Columns of Endpoints (`printEndpoints` of `pkg/printers/internalversion/printers.go`).

use super::Printer;
use crate::object::Object;
use crate::value::Value;

/// The printer of Endpoints.
pub const PRINTER: Printer = Printer {
    kind: "Endpoints",
    columns: &["Name", "Endpoints"],
    cells: |endpoints, _| vec![endpoints.name().into(), addresses(endpoints).into()],
};

/// The first three ready addresses with their ports, and how many more there are.
fn addresses(endpoints: &Object) -> String {
    let subsets = endpoints.value.get("subsets").list();
    if subsets.is_empty() {
        return "<none>".to_owned();
    }
    let texts: Vec<String> = subsets.iter().flat_map(of_subset).collect();
    let shown = texts.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(",");
    match texts.len().saturating_sub(3) {
        0 => shown,
        more => format!("{shown} + {more} more..."),
    }
}

fn of_subset(subset: &Value) -> Vec<String> {
    let ips = || subset.get("addresses").list().iter().map(|address| address.get("ip").str());
    let ports = subset.get("ports").list();
    if ports.is_empty() {
        return ips().map(str::to_owned).collect();
    }
    ports.iter().flat_map(|port| ips().map(|ip| host_port(ip, port.get("port").int()))).collect()
}

/// As `net.JoinHostPort`: an address with a colon stands in brackets, as it was written.
fn host_port(ip: &str, port: i64) -> String {
    if ip.contains(':') { format!("[{ip}]:{port}") } else { format!("{ip}:{port}") }
}
