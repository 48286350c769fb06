//! What an update of a Service must satisfy (`ValidateServiceUpdate` of `pkg/apis/core/validation`).

use super::validation::{validate_load_balancer_class, validate_service};
use super::{is_external_name, is_headless, is_type, needs_health_check};
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::metadata;

const ONCE_SET: &str = "may not change once set";

/// Everything about an update.
pub(super) fn validate(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    let (spec, old_spec) = (new.get("spec"), old.get("spec"));
    if !is_external_name(spec) && !is_external_name(old_spec) {
        validate_cluster_ips(spec, old_spec, errors);
        validate_ip_families(spec, old_spec, errors);
    }
    let both = |test: fn(&Value) -> bool| test(spec) && test(old_spec);
    let class = "loadBalancerClass";
    if both(|spec| is_type(spec, "LoadBalancer")) && spec.get(class) != old_spec.get(class) {
        errors.invalid(&Path::new("spec").child(class), shown(spec.get(class)), ONCE_SET);
    }
    validate_load_balancer_class(spec, errors);
    let health_check = "healthCheckNodePort";
    if both(needs_health_check) && spec.get(health_check).int() != old_spec.get(health_check).int() {
        errors.forbidden(&Path::new("spec").child(health_check), "field is immutable");
    }
    validate_service(new, Some(old), errors);
}

/// A cluster IP stays; a second one may be added or released.
fn validate_cluster_ips(spec: &Value, old: &Value, errors: &mut Errors) {
    if is_headless(spec) && is_headless(old) {
        return;
    }
    let path = Path::new("spec").child("clusterIPs");
    let (all, new, old) = (spec.get("clusterIPs"), spec.get("clusterIPs").list(), old.get("clusterIPs").list());
    if new.len() == old.len() {
        for (index, _) in new.iter().zip(old).enumerate().filter(|(_, (new, old))| new != old) {
            errors.invalid(&path.index(index), all, ONCE_SET);
        }
        return;
    }
    match (new.first(), old.first()) {
        (None, Some(_)) => {
            errors.invalid(&path.index(0), Shown::Bare("[]".into()), "primary clusterIP can not be unset")
        }
        (Some(new), Some(old)) if new != old => errors.invalid(&path.index(0), all, ONCE_SET),
        _ => {}
    }
    if new.len() == 1 && old.len() > 1 {
        must_be_single_stack(spec, "secondary clusterIP", errors);
    }
}

/// The first family stays; a second one may be added or released.
fn validate_ip_families(spec: &Value, old: &Value, errors: &mut Errors) {
    if is_headless(spec) || is_headless(old) {
        return;
    }
    let first = Path::new("spec").child("ipFamilies").index(0);
    let (new_list, old_list) = (spec.get("ipFamilies").list(), old.get("ipFamilies").list());
    if new_list.len() == old_list.len() {
        for _ in new_list.iter().zip(old_list).filter(|(new, old)| new != old) {
            errors.invalid(&first, spec.get("ipFamilies"), ONCE_SET);
        }
        return;
    }
    let released = new_list.len() < old_list.len();
    if released && spec.get("clusterIPs").is_empty() {
        errors.invalid(&first, spec.get("ipFamilies"), "primary ipFamily can not be unset");
    }
    if let (Some(new), Some(old)) = (new_list.first(), old_list.first())
        && new != old
    {
        errors.invalid(&first, spec.get("clusterIPs"), ONCE_SET);
    }
    if released && new_list.len() == 1 {
        must_be_single_stack(spec, "secondary ipFamily", errors);
    }
}

fn must_be_single_stack(spec: &Value, what: &str, errors: &mut Errors) {
    let policy = spec.get("ipFamilyPolicy");
    if policy.str() != "SingleStack" {
        let words = format!("must be set to 'SingleStack' when releasing the {what}");
        errors.invalid(&Path::new("spec").child("ipFamilyPolicy"), shown(policy), &words);
    }
}

/// A pointer to a word: the word, or `null`.
fn shown(word: &Value) -> Shown {
    word.as_str().map_or(Shown::Bare("null".into()), Shown::from)
}
