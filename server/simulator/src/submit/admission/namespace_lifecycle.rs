//! NamespaceLifecycle: nothing is made in a namespace that is missing or on its way out
//! (`apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::kinds;
use crate::outcome::Cause;
use crate::submit::status::Status;
use crate::value::Value;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "NamespaceLifecycle", mutate, ..Plugin::NONE };

/// Namespaces that cannot be deleted.
pub(crate) const IMMORTAL: &[&str] = &["default", "kube-system", "kube-public"];

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, _value: &mut Value) -> Result<(), Status> {
    if attempt.old.is_some() || !attempt.kind.namespaced {
        return Ok(());
    }
    let name = attempt.namespace;
    match cluster.get("Namespace", "", name) {
        Some(namespace) if namespace.is_terminating() => {
            let why = format!("unable to create new content in namespace {name} because it is being terminated");
            let mut status = Status::forbidden(attempt.kind, attempt.name, &why);
            status.causes.push(Cause {
                reason: Some("NamespaceTerminating".to_owned()),
                field: Some("metadata.namespace".to_owned()),
                message: format!("namespace {name} is being terminated"),
            });
            Err(status)
        }
        Some(_) => Ok(()),
        None => Err(match kinds::by_kind("Namespace") {
            Some(kind) => Status::not_found(kind, name),
            None => Status::plain(format!("namespaces \"{name}\" not found")),
        }),
    }
}
