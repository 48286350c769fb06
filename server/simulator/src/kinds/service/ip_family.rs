//! IP families of a Service on a cluster that has IPv4 only (`initIPFamilyFields` of
//! `pkg/registry/core/service/storage/alloc.go`).

use super::{NONE, cluster_ip, is_external_name};
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::ip;

/// Families that the cluster's service range has.
const CONFIGURED: &[&str] = &["IPv4"];

/// Checks and completes `ipFamilyPolicy` and `ipFamilies`.
pub(super) fn fill(spec: &mut Value, old: Option<&Value>) -> Result<(), Errors> {
    if is_external_name(spec) || old.is_some_and(|old| keeps_preferring_dual_stack(spec, old)) {
        return Ok(());
    }
    let headless_without_selector = spec.get("clusterIP").str() == NONE && spec.get("selector").is_empty();
    if spec.get("ipFamilyPolicy").is_null() {
        let kept = old.map(|old| old.get("ipFamilyPolicy")).filter(|policy| !policy.is_null());
        let policy = match (kept, headless_without_selector) {
            (Some(kept), _) => kept.clone(),
            (None, true) => "RequireDualStack".into(),
            (None, false) => "SingleStack".into(),
        };
        spec.set("ipFamilyPolicy", policy);
    }
    no_errors(cluster_ip::validate(spec, old))?;
    no_errors(infer_families(spec, old))?;
    let single_stack = spec.get("ipFamilyPolicy").str() == "SingleStack";
    if headless_without_selector {
        // Nobody allocates anything for it, so any family is fine even where the cluster does not have it.
        let families = spec.entry("ipFamilies").list_mut();
        if families.is_empty() {
            families.push("IPv4".into());
        }
        if let ([only], false) = (families.as_slice(), single_stack) {
            let other = if only.str() == "IPv4" { "IPv6" } else { "IPv4" };
            families.push(other.into());
        }
        return Ok(());
    }
    let mut errors = Errors::default();
    let path = Path::new("spec");
    if spec.get("ipFamilyPolicy").str() == "RequireDualStack" {
        errors.invalid(
            &path.child("ipFamilyPolicy"),
            spec.get("ipFamilyPolicy"),
            "this cluster is not configured for dual-stack services",
        );
    }
    for (index, family) in spec.get("ipFamilies").list().iter().enumerate() {
        if !CONFIGURED.contains(&family.str()) {
            errors.invalid(&path.child("ipFamilies").index(index), family, "not configured on this cluster");
        }
    }
    no_errors(errors)?;
    let families = spec.entry("ipFamilies").list_mut();
    if families.is_empty() {
        families.push("IPv4".into());
    }
    Ok(())
}

/// Reads families off the cluster IPs and checks that policy, families and addresses are as many as each other.
fn infer_families(spec: &mut Value, old: Option<&Value>) -> Errors {
    let mut errors = Errors::default();
    let path = Path::new("spec");
    let policy_path = path.child("ipFamilyPolicy");
    let policy = spec.get("ipFamilyPolicy").clone();
    let single_stack = policy.str() == "SingleStack";
    if let Some(old) = old {
        for (member, what) in [("clusterIPs", "cluster IP"), ("ipFamilies", "IP family")] {
            let (count, before) = (spec.get(member).list().len(), old.get(member).list().len());
            if single_stack && spec.get(member) == old.get(member) {
                spec.entry(member).list_mut().truncate(1);
            } else if !single_stack && count > 0 && count < before {
                errors.invalid(
                    &policy_path,
                    &policy,
                    &format!("must be 'SingleStack' to release the secondary {what}"),
                );
            }
        }
    }
    for (member, what) in [("clusterIPs", "cluster IPs"), ("ipFamilies", "IP families")] {
        if single_stack && spec.get(member).list().len() == 2 {
            let words = format!("must be 'RequireDualStack' or 'PreferDualStack' when multiple {what} are specified");
            errors.invalid(&policy_path, &policy, &words);
        }
    }
    let addresses = spec.get("clusterIPs").clone();
    for (index, address) in addresses.list().iter().enumerate() {
        if address.str() == NONE {
            break;
        }
        if index < spec.get("ipFamilies").list().len() {
            continue;
        }
        let family = ip::parse(address.str()).map_or("unknown", |address| ip::family(&address));
        match CONFIGURED.contains(&family) {
            true => spec.entry("ipFamilies").list_mut().push(family.into()),
            false => errors.invalid(
                &path.child("clusterIPs").index(index),
                &addresses,
                &format!("{family} is not configured on this cluster"),
            ),
        }
    }
    errors
}

/// Whether an update leaves a Service that prefers two families as it is; nothing is done to it then.
fn keeps_preferring_dual_stack(new: &Value, old: &Value) -> bool {
    let same = |member: &str| new.get(member).list() == old.get(member).list();
    new.get("type") == old.get("type")
        && matches!(new.get("type").str(), "ClusterIP" | "NodePort" | "LoadBalancer")
        && new.get("ipFamilyPolicy").str() == "PreferDualStack"
        && matches!(old.get("ipFamilyPolicy").str(), "" | "PreferDualStack")
        && same("clusterIPs")
        && same("ipFamilies")
}

fn no_errors(errors: Errors) -> Result<(), Errors> {
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
