//! Variables that tell a container where Services are (`pkg/kubelet/envvars`, `getServiceEnvVarMap`).

use super::{Seen, Variables};
use crate::kinds::service::has_cluster_ip;
use crate::object::Object;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Variables of every Service that the pod is told of: those of its own namespace, unless it wants none, and in any case
/// the API server's, which is `kubernetes` in `default` or, if there is one, in the pod's namespace.
pub(super) fn of(seen: &Seen) -> Variables {
    let links = seen.pod.spec("enableServiceLinks").as_bool().unwrap_or(true);
    let with_address =
        seen.services.values().map(|stored| &stored.object).filter(|service| has_cluster_ip(service.value.get("spec")));
    let mut told: BTreeMap<&str, &Arc<Object>> = BTreeMap::new();
    for service in with_address {
        let name = service.name();
        if (service.namespace(), name) == ("default", "kubernetes") {
            told.entry(name).or_insert(service);
        } else if links && service.namespace() == seen.pod.namespace() {
            told.insert(name, service);
        }
    }
    told.into_values().flat_map(|service| of_service(service)).collect()
}

fn of_service(service: &Object) -> Vec<(String, String)> {
    let name = as_variable(service.name());
    let ip = service.spec("clusterIP").str();
    let ports = service.spec("ports").list();
    let number = |port: &Value| port.get("port").int().to_string();
    let mut variables = vec![(format!("{name}_SERVICE_HOST"), ip.to_owned())];
    if let Some(first) = ports.first() {
        variables.push((format!("{name}_SERVICE_PORT"), number(first)));
    }
    for port in ports.iter().filter(|port| !port.get("name").is_empty()) {
        let port_name = as_variable(port.get("name").str());
        variables.push((format!("{name}_SERVICE_PORT_{port_name}"), number(port)));
    }
    // The form that Docker's links once had.
    for (index, port) in ports.iter().enumerate() {
        let protocol = port.get("protocol").str();
        let host = if ip.contains(':') { format!("[{ip}]") } else { ip.to_owned() };
        let url = format!("{}://{host}:{}", protocol.to_lowercase(), number(port));
        if index == 0 {
            variables.push((format!("{name}_PORT"), url.clone()));
        }
        let prefix = format!("{name}_PORT_{}_{}", number(port), protocol.to_uppercase());
        variables.push((format!("{prefix}_PROTO"), protocol.to_lowercase()));
        variables.push((format!("{prefix}_PORT"), number(port)));
        variables.push((format!("{prefix}_ADDR"), ip.to_owned()));
        variables.push((prefix, url));
    }
    variables
}

fn as_variable(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}
