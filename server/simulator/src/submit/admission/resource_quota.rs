//! ResourceQuota: nothing is made or grown beyond what the namespace may have
//! (apiserver `pkg/admission/plugin/resourcequota/controller.go`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::quota::{self, Usage};
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::quantity::Quantity;

/// Kinds whose updates can cost more.
const CHARGED_ON_UPDATE: &[&str] = &["PersistentVolumeClaim", "Pod", "Service"];

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "ResourceQuota", validate, ..Plugin::NONE };

fn validate(cluster: &Cluster, attempt: &Attempt<'_>, object: &Value) -> Result<(), Status> {
    let kind = attempt.kind;
    if !kind.namespaced || attempt.old.is_some() && !CHARGED_ON_UPDATE.contains(&kind.kind) {
        return Ok(());
    }
    if cluster.list_in("ResourceQuota", attempt.namespace).next().is_none() {
        return Ok(());
    }
    let delta = growth(attempt, object);
    let refuse = |why: String| Err(Status::forbidden(kind, attempt.name, &why));
    for quota in cluster.list_in("ResourceQuota", attempt.namespace) {
        // What the quota's controller has not looked at yet does not limit anything.
        let (spec, hard) = (quota.value.get("spec"), quota.status("hard"));
        let limited = quota::matching(spec, hard, kind, object);
        if kind.kind == "Pod"
            && attempt.old.is_none()
            && let Some(missing) = quota::pod::missing(object.get("spec"), &limited)
        {
            return refuse(format!("failed quota: {}: {missing}", quota.name()));
        }
        let used = quota::total(cluster, attempt.namespace, spec);
        let exceeded: Vec<(&str, [Quantity; 3])> = limited
            .iter()
            .filter_map(|resource| {
                let requested = delta.get(*resource)?.clone();
                let used = used.get(*resource).cloned().unwrap_or_default();
                let most = Quantity::of(hard.get(resource));
                (used.clone() + &requested > most).then_some((*resource, [requested, used, most]))
            })
            .collect();
        if !exceeded.is_empty() {
            let [requested, used, most] = [0, 1, 2].map(|column| list(&exceeded, column));
            return refuse(format!(
                "exceeded quota: {}, requested: {requested}, used: {used}, limited: {most}",
                quota.name()
            ));
        }
    }
    Ok(())
}

/// What the write costs beyond what the object costs already; only what costs more.
fn growth(attempt: &Attempt<'_>, object: &Value) -> Usage {
    let mut delta = quota::usage(attempt.kind, object);
    if let Some(old) = attempt.old {
        let before = quota::usage(attempt.kind, old);
        for (resource, quantity) in &mut delta {
            if let Some(before) = before.get(resource) {
                *quantity = std::mem::take(quantity) - before;
            }
        }
    }
    delta.retain(|_, quantity| quantity.sign() > 0);
    delta
}

/// `persistentvolumeclaims=1,requests.storage=6Gi`.
fn list(exceeded: &[(&str, [Quantity; 3])], column: usize) -> String {
    let cells = exceeded.iter().filter_map(|(resource, row)| Some(format!("{resource}={}", row.get(column)?)));
    cells.collect::<Vec<_>>().join(",")
}
