//! Scopes: which objects a quota is about (`podMatchesScopeFunc`, `pvcMatchesScopeFunc`).

use super::pod;
use crate::kinds::Kind;
use crate::value::Value;

/// Whether the object is in all scopes of the quota.
pub(super) fn contains(quota_spec: &Value, kind: &Kind, object: &Value) -> bool {
    let scopes = quota_spec.get("scopes").list().iter().all(|scope| is_in(scope.str(), "Exists", &[], kind, object));
    scopes
        && quota_spec.at(&["scopeSelector", "matchExpressions"]).list().iter().all(|requirement| {
            let (scope, operator) = (requirement.get("scopeName").str(), requirement.get("operator").str());
            is_in(scope, operator, requirement.get("values").list(), kind, object)
        })
}

fn is_in(scope: &str, operator: &str, values: &[Value], kind: &Kind, object: &Value) -> bool {
    let spec = object.get("spec");
    match (kind.kind, scope) {
        ("Pod", "Terminating") => !spec.get("activeDeadlineSeconds").is_null(),
        ("Pod", "NotTerminating") => spec.get("activeDeadlineSeconds").is_null(),
        ("Pod", "BestEffort") => pod::is_best_effort(spec),
        ("Pod", "NotBestEffort") => !pod::is_best_effort(spec),
        ("Pod", "PriorityClass") => selects(operator, values, &[spec.get("priorityClassName").str()]),
        ("Pod", "CrossNamespacePodAffinity") => uses_other_namespaces(spec),
        ("PersistentVolumeClaim", "VolumeAttributesClass") => {
            let status = object.get("status");
            let names = [
                spec.get("volumeAttributesClassName").str(),
                status.get("currentVolumeAttributesClassName").str(),
                status.at(&["modifyVolumeStatus", "targetVolumeAttributesClassName"]).str(),
            ];
            selects(operator, values, &names)
        }
        _ => false,
    }
}

/// Whether a selector over the names that are not empty holds for one of them, or for none being there.
fn selects(operator: &str, values: &[Value], names: &[&str]) -> bool {
    let mut given = names.iter().filter(|name| !name.is_empty()).peekable();
    let is_listed = |name: &str| values.iter().any(|value| value.str() == name);
    match operator {
        "Exists" => given.peek().is_some(),
        "DoesNotExist" => given.peek().is_none(),
        "In" => given.any(|name| is_listed(name)),
        "NotIn" => given.peek().is_none() || given.any(|name| !is_listed(name)),
        _ => false,
    }
}

fn uses_other_namespaces(spec: &Value) -> bool {
    ["podAffinity", "podAntiAffinity"].iter().any(|kind| {
        let affinity = spec.at(&["affinity", kind]);
        let required = affinity.get("requiredDuringSchedulingIgnoredDuringExecution").list().iter();
        let preferred = affinity.get("preferredDuringSchedulingIgnoredDuringExecution").list().iter();
        required
            .chain(preferred.map(|weighted| weighted.get("podAffinityTerm")))
            .any(|term| !term.get("namespaces").is_empty() || !term.get("namespaceSelector").is_null())
    })
}
