//! LimitRanger: containers get the namespace's default requests and limits; pods, containers and claims keep within its bounds
//! (`plugin/pkg/admission/limitranger`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::quota::pod;
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::quantity::Quantity;

/// Tells what the plugin filled in.
const ANNOTATION: &str = "kubernetes.io/limit-ranger";

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "LimitRanger", mutate, validate, ..Plugin::NONE };

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, object: &mut Value) -> Result<(), Status> {
    if attempt.kind.kind == "Pod" && attempt.old.is_none() {
        for range in cluster.list_in("LimitRange", attempt.namespace) {
            fill_in(range.spec("limits"), object);
        }
    }
    Ok(())
}

fn validate(cluster: &Cluster, attempt: &Attempt<'_>, object: &Value) -> Result<(), Status> {
    let check: fn(&Value, &Value, &mut Vec<String>) = match (attempt.kind.kind, attempt.old) {
        (_, Some(old)) if !old.at(&["metadata", "deletionTimestamp"]).is_null() => return Ok(()),
        ("PersistentVolumeClaim", _) => check_claim,
        ("Pod", None) => check_pod,
        _ => return Ok(()),
    };
    for range in cluster.list_in("LimitRange", attempt.namespace) {
        let mut broken = Vec::new();
        for limit in range.spec("limits").list() {
            check(limit, object, &mut broken);
        }
        if !broken.is_empty() {
            return Err(Status::forbidden(attempt.kind, attempt.name, &aggregate(broken)));
        }
    }
    Ok(())
}

/// Default requests and limits for containers that say nothing.
fn fill_in(limits: &Value, pod: &mut Value) {
    let defaults: Vec<&Value> = limits.list().iter().filter(|limit| limit.get("type").str() == "Container").collect();
    let mut notes = Vec::new();
    for (list, word) in [("containers", "container"), ("initContainers", "init container")] {
        if pod.at(&["spec", list]).is_null() {
            continue;
        }
        for container in pod.entry_at(&["spec", list]).list_mut() {
            let name = container.get("name").str().to_owned();
            // Limits are filled in first, requests are told first.
            let limits = fill_list(container, "limits", "default", &defaults);
            let requests = fill_list(container, "requests", "defaultRequest", &defaults);
            for (filled, what) in [(requests, "request"), (limits, "limit")] {
                if !filled.is_empty() {
                    notes.push(format!("{} {what} for {word} {name}", filled.join(", ")));
                }
            }
        }
    }
    if !notes.is_empty() {
        let text = format!("LimitRanger plugin set: {}", notes.join("; "));
        pod.entry_at(&["metadata", "annotations"]).set(ANNOTATION, text);
    }
}

fn fill_list(container: &mut Value, list: &str, default: &str, limits: &[&Value]) -> Vec<String> {
    let mut filled = Vec::new();
    for (resource, quantity) in limits.iter().flat_map(|limit| limit.get(default).members()) {
        let held = container.entry_at(&["resources", list]);
        if held.set_default(resource, quantity.clone()) {
            filled.push(resource.to_owned());
        }
    }
    filled.sort();
    filled
}

fn check_claim(limit: &Value, claim: &Value, broken: &mut Vec<String>) {
    let kind = limit.get("type").str();
    if kind != "PersistentVolumeClaim" {
        return;
    }
    let requests = claim.at(&["spec", "resources", "requests"]);
    for (word, member) in [("minimum", "min"), ("maximum", "max")] {
        for (resource, bound) in limit.get(member).members() {
            let bound = Quantity::of(bound);
            let usage = format!("{word} {resource} usage per {kind} is {bound}");
            match find(requests, resource) {
                None => broken.push(format!("{usage}.  No request is specified")),
                Some(request) if is_beyond(member, &request, &bound) => {
                    broken.push(format!("{usage}, but request is {request}"));
                }
                Some(_) => {}
            }
        }
    }
}

fn check_pod(limit: &Value, pod: &Value, broken: &mut Vec<String>) {
    let spec = pod.get("spec");
    match limit.get("type").str() {
        "Container" => {
            for list in ["containers", "initContainers"] {
                for container in spec.get(list).list() {
                    let resources = container.get("resources");
                    check_bounds(limit, resources.get("requests"), resources.get("limits"), broken);
                }
            }
        }
        "Pod" => check_bounds(limit, &pod::total(spec, "requests"), &pod::total(spec, "limits"), broken),
        _ => {}
    }
}

fn check_bounds(limit: &Value, requests: &Value, limits: &Value, broken: &mut Vec<String>) {
    let kind = limit.get("type").str();
    for (resource, bound) in limit.get("min").members() {
        let bound = Quantity::of(bound);
        let usage = format!("minimum {resource} usage per {kind} is {bound}");
        match (find(requests, resource), find(limits, resource)) {
            (None, _) => broken.push(format!("{usage}.  No request is specified")),
            (Some(request), _) if request < bound => broken.push(format!("{usage}, but request is {request}")),
            (_, Some(limit)) if limit < bound => broken.push(format!("{usage}, but limit is {limit}")),
            _ => {}
        }
    }
    for (resource, bound) in limit.get("max").members() {
        let bound = Quantity::of(bound);
        let usage = format!("maximum {resource} usage per {kind} is {bound}");
        match (find(requests, resource), find(limits, resource)) {
            (_, None) => broken.push(format!("{usage}.  No limit is specified")),
            (_, Some(limit)) if limit > bound => broken.push(format!("{usage}, but limit is {limit}")),
            (Some(request), _) if request > bound => broken.push(format!("{usage}, but request is {request}")),
            _ => {}
        }
    }
    for (resource, bound) in limit.get("maxLimitRequestRatio").members() {
        let bound = Quantity::of(bound);
        let ratio = format!("{resource} max limit to request ratio per {kind} is {bound}");
        let given = |list: &Value| find(list, resource).filter(|quantity| !quantity.is_zero());
        match (given(requests), given(limits)) {
            (None, _) => broken.push(format!("{ratio}, but no request is specified or request is 0")),
            (_, None) => broken.push(format!("{ratio}, but no limit is specified or limit is 0")),
            (Some(request), Some(limit)) => {
                let provided = limit.milli_value() as f64 / request.milli_value() as f64;
                if provided * 1000.0 > bound.milli_value() as f64 {
                    broken.push(format!("{ratio}, but provided ratio is {provided:.6}"));
                }
            }
        }
    }
}

fn find(list: &Value, resource: &str) -> Option<Quantity> {
    list.has(resource).then(|| Quantity::of(list.get(resource)))
}

fn is_beyond(bound_kind: &str, quantity: &Quantity, bound: &Quantity) -> bool {
    if bound_kind == "min" { quantity < bound } else { quantity > bound }
}

/// One text alone, several in brackets, equal ones once (`utilerrors.NewAggregate`).
fn aggregate(mut texts: Vec<String>) -> String {
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    match texts.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", texts.join(", ")),
    }
}
