//! Service: defaults, allocation of addresses and ports, validation, update rules.

mod cluster_ip;
mod defaults;
mod dependent_fields;
mod ip_family;
mod node_port;
pub mod pool;
pub(crate) mod ports;
mod update;
mod validation;
mod warnings;

use super::{Kind, Rules, by_kind};
use crate::cluster::Cluster;
use crate::object::Name;
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::field::Errors;

/// The rules of Service.
pub static RULES: Rules = Rules {
    defaults: defaults::fill,
    allocate,
    prepare: dependent_fields::prepare,
    validate: validation::validate,
    validate_update: update::validate,
    warnings: warnings::of,
    // Whoever wrote them, and however they came about (`afterDelete` of the Service's registry).
    after_delete: |service| Some(Name::new("Endpoints", service.namespace(), service.name())),
};

/// The word that makes a Service headless.
pub const NONE: &str = "None";

/// Whether the Service has no cluster IP on purpose (`isHeadlessService`).
pub fn is_headless(spec: &Value) -> bool {
    matches!(spec.get("clusterIPs").list(), [only] if only.str() == NONE)
}

/// Whether the Service has a cluster IP of its own (`helper.IsServiceIPSet`).
pub fn has_cluster_ip(spec: &Value) -> bool {
    !matches!(spec.get("clusterIP").str(), "" | NONE)
}

/// Whether the Service is of that type.
pub fn is_type(spec: &Value, name: &str) -> bool {
    spec.get("type").str() == name
}

/// Whether it is another name for a host and nothing else.
pub fn is_external_name(spec: &Value) -> bool {
    is_type(spec, "ExternalName")
}

/// Whether its type takes ports on every node.
pub fn needs_node_ports(spec: &Value) -> bool {
    is_type(spec, "NodePort") || is_type(spec, "LoadBalancer")
}

/// Whether a load balancer has to ask the nodes which of them hold endpoints (`service.NeedsHealthCheck`).
pub fn needs_health_check(spec: &Value) -> bool {
    is_type(spec, "LoadBalancer") && spec.get("externalTrafficPolicy").str() == "Local"
}

/// Whether it can be reached from outside of the cluster (`service.ExternallyAccessible`).
pub fn is_externally_accessible(spec: &Value) -> bool {
    needs_node_ports(spec) || is_type(spec, "ClusterIP") && !spec.get("externalIPs").is_empty()
}

/// The registry's begin hook (`pkg/registry/core/service/storage`): IP families, then cluster IPs, then node ports, then
/// the health check port. The first failure ends it, so it hides whatever validation would have said.
fn allocate(cluster: &Cluster, new: &mut Value, old: Option<&Value>) -> Result<(), Status> {
    let owner = pool::Owner::of(new);
    let old = old.map(|old| old.get("spec"));
    let spec = new.entry("spec");
    if let Some(old) = old {
        dependent_fields::keep_allocated(spec, old);
    }
    cluster_ip::normalize(spec, old);
    let refuse = |errors: Errors| Status::invalid(kind(), &owner.name, &errors);
    ip_family::fill(spec, old).map_err(refuse)?;
    let taken = cluster.taken_by_services();
    cluster_ip::allocate(spec, old, taken, &owner)?;
    node_port::allocate(spec, old, taken, &owner)
}

fn kind() -> &'static Kind {
    static UNKNOWN: Kind = Kind {
        group: "",
        version: "v1",
        kind: "Service",
        plural: "services",
        short: "svc",
        namespaced: true,
        verbs: "",
        categories: "",
        place: usize::MAX,
    };
    by_kind("Service").unwrap_or(&UNKNOWN)
}
