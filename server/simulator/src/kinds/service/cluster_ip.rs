//! Cluster IPs of a Service: the two fields that name them, what they must satisfy, and allocation
//! (`pkg/registry/core/service/storage/alloc.go`, `ValidateServiceClusterIPsRelatedFields`).

use super::pool::{Owner, Refusal, Taken};
use super::{NONE, is_external_name, is_headless, kind};
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::ip;

/// Keeps `clusterIP` and `clusterIPs` together for a person who knows only one of them (`normalizeClusterIPs`).
pub(super) fn normalize(new: &mut Value, old: Option<&Value>) {
    let single = new.get("clusterIP").clone();
    let Some(old) = old else {
        if !single.is_empty() && new.get("clusterIPs").is_empty() {
            new.set("clusterIPs", vec![single]);
        }
        return;
    };
    let (old_single, old_list) = (old.get("clusterIP"), old.get("clusterIPs"));
    if !old_list.is_empty() && new.get("clusterIPs").is_empty() && single.str() == old_single.str() {
        new.set("clusterIPs", old_list.clone());
    }
    if single.str() == old_single.str() || new.get("clusterIPs").list() != old_list.list() {
        return;
    }
    match !old_single.is_empty() && single.is_empty() {
        true => {
            new.remove("clusterIPs");
        }
        false => new.set("clusterIPs", vec![single]),
    }
}

/// What `clusterIP`, `clusterIPs`, `ipFamilies` and `ipFamilyPolicy` must satisfy among each other.
pub(super) fn validate(spec: &Value, old: Option<&Value>) -> Errors {
    let mut errors = Errors::default();
    if is_external_name(spec) {
        return errors;
    }
    let path = Path::new("spec");
    let (list_path, families_path) = (path.child("clusterIPs"), path.child("ipFamilies"));
    let (single, list) = (spec.get("clusterIP").str(), spec.get("clusterIPs"));
    match (single, list.list().first()) {
        ("", Some(_)) => errors.invalid(&list_path, list, "must be empty when `clusterIP` is not specified"),
        ("", None) => {}
        (_, None) => errors.required(&list_path, ""),
        (single, Some(first)) if first.str() != single => {
            errors.invalid(&list_path, list, "first value must match `clusterIP`");
        }
        _ => {}
    }
    let families = spec.get("ipFamilies").list();
    for (index, family) in families.iter().enumerate() {
        if !matches!(family.str(), "IPv4" | "IPv6") {
            errors.not_supported(&families_path.index(index), Shown::named(family.str()), &["IPv4", "IPv6"]);
        }
        if families.iter().take(index).any(|earlier| earlier == family) {
            errors.duplicate(&families_path.index(index), Shown::named(family.str()));
        }
    }
    let policy = spec.get("ipFamilyPolicy");
    let policies = ["PreferDualStack", "RequireDualStack", "SingleStack"];
    if !policy.is_null() && !policies.contains(&policy.str()) {
        errors.not_supported(&path.child("ipFamilyPolicy"), Shown::named(policy.str()), &policies);
    }
    let before = errors.len();
    for (index, address) in list.list().iter().enumerate() {
        if index == 0 && address.str() == NONE {
            if list.list().len() > 1 {
                errors.invalid(&list_path, list, "'None' must be the first and only value");
            }
            continue;
        }
        let kept = old.is_some_and(|old| old.get("clusterIPs").list().contains(address));
        let messages = if kept { ip::ip_messages_kept(address.str()) } else { ip::ip_messages(address.str()) };
        for message in messages {
            errors.invalid(&list_path.index(index), address.str(), &message);
        }
    }
    let unreadable = errors.len() > before;
    if list.list().len() > 2 {
        errors.invalid(&list_path, list, "may only hold up to 2 values");
    }
    if !unreadable {
        validate_families(spec, &mut errors);
    }
    errors
}

/// Addresses that can be read: one per family, in the order of the families.
fn validate_families(spec: &Value, errors: &mut Errors) {
    let list_path = Path::new("spec").child("clusterIPs");
    let list = spec.get("clusterIPs");
    let family_of = |address: &Value| ip::parse(address.str()).map_or("", |address| ip::family(&address));
    let has = |family: &str| list.list().iter().any(|address| family_of(address) == family);
    if list.list().len() > 1 && !(has("IPv4") && has("IPv6")) {
        errors.invalid(&list_path, list, "may specify no more than one IP for each IP family");
    }
    if is_headless(spec) {
        return;
    }
    for (index, (address, family)) in list.list().iter().zip(spec.get("ipFamilies").list()).enumerate() {
        let family = family.str();
        if matches!(family, "IPv4" | "IPv6") && family_of(address) != family {
            let words = format!("expected an {family} value as indicated by `ipFamilies[{index}]`");
            errors.invalid(&list_path.index(index), address.str(), &words);
        }
    }
}

/// Gives the Service an address, or takes the one that it names.
pub(super) fn allocate(spec: &mut Value, old: Option<&Value>, taken: &Taken, owner: &Owner) -> Result<(), Status> {
    // An address once given stays until the Service becomes an ExternalName; only then, and on creation, is there work.
    if is_external_name(spec) || is_headless(spec) || old.is_some_and(|old| !is_external_name(old)) {
        return Ok(());
    }
    let asked = spec.get("clusterIPs").list().first().cloned().unwrap_or_default();
    if asked.is_empty() {
        let Some(address) = taken.free_address(owner) else {
            return Err(Status::internal("failed to allocate a serviceIP: range is full"));
        };
        let address = Value::from(address.to_string());
        spec.set("clusterIP", address.clone());
        spec.set("clusterIPs", vec![address]);
        return Ok(());
    }
    let refusal = match ip::parse(asked.str()) {
        Some(address) => taken.refuses_address(address),
        None => Some(Refusal::OutOfRange),
    };
    let Some(refusal) = refusal else { return Ok(()) };
    let why = match refusal {
        Refusal::Taken => "provided IP is already allocated",
        Refusal::OutOfRange => "the provided network does not match the current range",
    };
    let mut errors = Errors::default();
    let words = format!("failed to allocate IP {}: {why}", asked.str());
    errors.invalid(&Path::new("spec").child("clusterIPs"), spec.get("clusterIPs"), &words);
    Err(Status::invalid(kind(), &owner.name, &errors))
}
