//! The default admission plugins, one file each, in the order in which the API server runs them.

pub mod default_ingress_class;
pub mod default_storage_class;
pub mod default_toleration_seconds;
pub mod limit_ranger;
pub mod namespace_lifecycle;
pub mod persistent_volume_claim_resize;
pub mod pod_security;
pub mod pod_topology_labels;
pub mod priority;
pub mod resource_quota;
pub mod runtime_class;
pub mod service_account;
pub mod storage_object_in_use_protection;
pub mod taint_nodes_by_condition;

use crate::cluster::Cluster;
use crate::kinds::Kind;
use crate::submit::status::Status;
use crate::value::Value;

/// A write on its way through admission.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// Kind of the object.
    pub kind: &'static Kind,
    /// Its namespace, empty when cluster-scoped.
    pub namespace: &'a str,
    /// Its name; empty before a generated name is given.
    pub name: &'a str,
    /// The stored object on updates.
    pub old: Option<&'a Value>,
}

/// One plugin.
#[derive(Debug, Clone, Copy)]
pub struct Plugin {
    /// Its name, such as `LimitRanger`.
    pub name: &'static str,
    /// The mutating phase, before validation.
    pub mutate: fn(&Cluster, &Attempt<'_>, &mut Value) -> Result<(), Status>,
    /// The validating phase, after validation.
    pub validate: fn(&Cluster, &Attempt<'_>, &Value) -> Result<(), Status>,
    /// What it warns about in an object that it lets pass.
    pub warnings: fn(&Cluster, &Attempt<'_>, &Value) -> Vec<String>,
}

impl Plugin {
    /// A plugin that lets everything pass; a base for `..Plugin::NONE`.
    pub const NONE: Plugin =
        Plugin { name: "", mutate: |_, _, _| Ok(()), validate: |_, _, _| Ok(()), warnings: |_, _, _| Vec::new() };
}

/// The validating phase of all plugins: what they warn about, or the first refusal.
pub(crate) fn validate(cluster: &Cluster, attempt: &Attempt<'_>, object: &Value) -> Result<Vec<String>, Status> {
    let mut warnings = Vec::new();
    for plugin in ALL {
        (plugin.validate)(cluster, attempt, object)?;
        warnings.extend((plugin.warnings)(cluster, attempt, object));
    }
    Ok(warnings)
}

/// All plugins in order (`pkg/kubeapiserver/options/plugins.go`).
pub static ALL: &[Plugin] = &[
    namespace_lifecycle::PLUGIN,
    limit_ranger::PLUGIN,
    service_account::PLUGIN,
    taint_nodes_by_condition::PLUGIN,
    pod_security::PLUGIN,
    pod_topology_labels::PLUGIN,
    priority::PLUGIN,
    default_toleration_seconds::PLUGIN,
    storage_object_in_use_protection::PLUGIN,
    runtime_class::PLUGIN,
    default_storage_class::PLUGIN,
    default_ingress_class::PLUGIN,
    persistent_volume_claim_resize::PLUGIN,
    resource_quota::PLUGIN,
];
