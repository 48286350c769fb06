//! What the API server fills into pods and pod templates (`pkg/apis/core/v1/defaults.go`).

use crate::kinds::{downward_api, volume_source};
use crate::value::Value;
use crate::values::resource_list;

/// `SetDefaults_Pod` and everything below it.
pub(super) fn defaults(pod: &mut Value) {
    let spec = pod.entry("spec");
    defaults_spec(spec);
    spec.set_default("enableServiceLinks", true);
    let host_network = spec.get("hostNetwork").is_true();
    for list in ["containers", "initContainers"] {
        for container in items(spec, list) {
            requests_from_limits(container);
            if host_network {
                host_ports(container);
            }
        }
    }
    requests_from_limits(spec);
}

/// `SetDefaults_PodSpec` and the containers' and volumes' defaults: what pods and pod templates share.
pub fn defaults_spec(spec: &mut Value) {
    // With what admission adds: tolerations, the service account and its volume, the priority.
    spec.map_mut().reserve(12);
    for (key, value) in [
        ("restartPolicy", Value::from("Always")),
        ("dnsPolicy", "ClusterFirst".into()),
        ("terminationGracePeriodSeconds", 30.into()),
        ("schedulerName", "default-scheduler".into()),
        ("securityContext", Value::map()),
    ] {
        // An empty text counts as absent for the first two and the scheduler.
        if spec.get(key).as_str() == Some("") {
            spec.remove(key);
        }
        spec.set_default(key, value);
    }
    for list in ["containers", "initContainers", "ephemeralContainers"] {
        items(spec, list).iter_mut().for_each(container_defaults);
    }
    items(spec, "volumes").iter_mut().for_each(volume_source::defaults);
}

/// The items of a list, none when it is absent (without making one).
fn items<'a>(value: &'a mut Value, key: &str) -> &'a mut [Value] {
    match value.get(key).list().is_empty() {
        true => &mut [],
        false => value.entry(key).list_mut().as_mut_slice(),
    }
}

fn container_defaults(container: &mut Value) {
    container.map_mut().reserve(5);
    let policy = if is_latest(container.get("image").str()) { "Always" } else { "IfNotPresent" };
    for (key, value) in [
        ("imagePullPolicy", policy),
        ("terminationMessagePath", "/dev/termination-log"),
        ("terminationMessagePolicy", "File"),
    ] {
        text_default(container, key, value);
    }
    if let Some(resources) = container.get_mut("resources") {
        resource_list::requirements_defaults(resources);
    }
    for port in items(container, "ports") {
        text_default(port, "protocol", "TCP");
    }
    for variable in items(container, "env") {
        if let Some(from) = variable.get_mut("valueFrom") {
            downward_api::defaults(from);
        }
    }
    for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
        if let Some(probe) = container.get_mut(probe).filter(|probe| !probe.is_null()) {
            probe_defaults(probe);
        }
    }
    if let Some(lifecycle) = container.get_mut("lifecycle") {
        ["postStart", "preStop"].into_iter().for_each(|hook| {
            if let Some(hook) = lifecycle.get_mut(hook) {
                http_defaults(hook);
            }
        });
    }
}

fn probe_defaults(probe: &mut Value) {
    for (key, value) in [("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1), ("failureThreshold", 3)]
    {
        if probe.get(key).int() == 0 {
            probe.set(key, value);
        }
    }
    http_defaults(probe);
    if let Some(grpc) = probe.get_mut("grpc").filter(|grpc| !grpc.is_null()) {
        grpc.set_default("service", "");
    }
}

fn http_defaults(handler: &mut Value) {
    if let Some(get) = handler.get_mut("httpGet").filter(|get| !get.is_null()) {
        text_default(get, "path", "/");
        text_default(get, "scheme", "HTTP");
    }
}

fn text_default(value: &mut Value, key: &str, default: &str) {
    if value.get(key).str().is_empty() {
        value.set(key, default);
    }
}

/// A container that limits a resource and asks for nothing asks for the limit.
fn requests_from_limits(holder: &mut Value) {
    let limits = holder.at(&["resources", "limits"]).clone();
    for (resource, limit) in limits.members() {
        holder.entry_at(&["resources", "requests"]).set_default(resource, limit.clone());
    }
}

/// On the node's network every container port is a host port.
fn host_ports(container: &mut Value) {
    for port in items(container, "ports") {
        if port.get("hostPort").int() == 0 {
            let number = port.get("containerPort").clone();
            port.set("hostPort", number);
        }
    }
}

/// Whether an image reference means the tag `latest`: it says so, or names neither tag nor digest.
fn is_latest(image: &str) -> bool {
    let (name, digest) = image.split_once('@').map_or((image, None), |(name, digest)| (name, Some(digest)));
    let last = name.rsplit('/').next().unwrap_or(name);
    match last.split_once(':') {
        Some((_, tag)) => tag == "latest",
        None => digest.is_none(),
    }
}

/// A pod's quality of service class (`pkg/apis/core/v1/helper/qos/qos.go`).
pub(super) fn qos_class(spec: &Value) -> &'static str {
    let compute = ["cpu", "memory"];
    let holders: Vec<&Value> = match spec.get("resources").is_empty() {
        true => spec.get("containers").list().iter().chain(spec.get("initContainers").list()).collect(),
        false => vec![spec],
    };
    let set = |holder: &Value, kind: &str, resource: &str| {
        let quantity = holder.at(&["resources", kind, resource]);
        !quantity.is_null() && quantity.str() != "0"
    };
    if !holders.iter().any(|holder| {
        compute.iter().any(|resource| set(holder, "requests", resource) || set(holder, "limits", resource))
    }) {
        return "BestEffort";
    }
    let guaranteed = holders.iter().all(|holder| {
        compute.iter().all(|resource| {
            let limit = holder.at(&["resources", "limits", resource]);
            set(holder, "limits", resource) && limit == holder.at(&["resources", "requests", resource])
        })
    });
    if guaranteed { "Guaranteed" } else { "Burstable" }
}
