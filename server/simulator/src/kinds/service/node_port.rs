//! Node ports of a Service (`initNodePorts`, `updateNodePorts` and `updateHealthCheckNodePort` of
//! `pkg/registry/core/service/storage/alloc.go`).

use super::dependent_fields::node_ports;
use super::pool::{Owner, Refusal, Taken};
use super::{is_type, kind, needs_health_check, needs_node_ports};
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use std::collections::{BTreeMap, BTreeSet};

/// Gives node ports to those ports that have none, and one for health checks where it is needed.
pub(super) fn allocate(spec: &mut Value, old: Option<&Value>, taken: &Taken, owner: &Owner) -> Result<(), Status> {
    let mut operation = Operation { taken, owner, own: BTreeSet::new() };
    if needs_node_ports(spec) {
        match old {
            None => on_create(spec, &mut operation)?,
            Some(old) => on_update(spec, old, &mut operation)?,
        }
    }
    if needs_health_check(spec) && !old.is_some_and(needs_health_check) {
        allocate_health_check(spec, &mut operation)?;
    }
    Ok(())
}

/// What one write has allocated so far, on top of what the cluster's Services hold.
struct Operation<'a> {
    taken: &'a Taken,
    owner: &'a Owner,
    own: BTreeSet<i64>,
}

impl Operation<'_> {
    /// Takes this number, or says in upstream's words why not.
    fn take(&mut self, number: i64) -> Result<(), &'static str> {
        let refusal = match self.own.contains(&number) {
            true => Some(Refusal::Taken),
            false => self.taken.refuses_port(number),
        };
        match refusal {
            Some(Refusal::Taken) => Err("provided port is already allocated"),
            Some(Refusal::OutOfRange) => {
                Err("provided port is not in the valid range. The range of valid ports is 30000-32767")
            }
            None => {
                self.own.insert(number);
                Ok(())
            }
        }
    }

    /// Takes a free number for the port of that number.
    fn take_any(&mut self, port: i64) -> Option<i64> {
        let number = self.taken.free_port(self.owner, port, &self.own)?;
        self.own.insert(number);
        Some(number)
    }

    fn take_asked(&mut self, index: usize, number: i64) -> Result<(), Status> {
        self.take(number).map_err(|why| {
            let mut errors = Errors::default();
            errors.invalid(&Path::new("spec").child("ports").index(index).child("nodePort"), number, why);
            Status::invalid(kind(), &self.owner.name, &errors)
        })
    }
}

fn full() -> Status {
    Status::internal("failed to allocate a nodePort: range is full")
}

/// Ports of one number (53/UDP and 53/TCP) share one node port.
fn on_create(spec: &mut Value, operation: &mut Operation<'_>) -> Result<(), Status> {
    let allocates = allocates_node_ports(spec);
    let mut asked: BTreeMap<i64, i64> = BTreeMap::new();
    for port in spec.get("ports").list() {
        let number = port.get("nodePort").int();
        if number != 0 {
            asked.entry(port.get("port").int()).or_insert(number);
        }
    }
    let mut given: BTreeMap<i64, i64> = BTreeMap::new();
    for (index, port) in spec.entry("ports").list_mut().iter_mut().enumerate() {
        let (number, own) = (port.get("port").int(), port.get("nodePort").int());
        if own == 0 && !allocates {
            continue;
        }
        let node_port = match (given.get(&number), asked.get(&number)) {
            (Some(shared), _) if own == 0 || own == *shared => *shared,
            (Some(_), _) => {
                operation.take_asked(index, own)?;
                own
            }
            (None, Some(asked)) => {
                operation.take_asked(index, *asked)?;
                *asked
            }
            (None, None) => operation.take_any(number).ok_or_else(full)?,
        };
        given.entry(number).or_insert(node_port);
        if own != node_port {
            port.set("nodePort", node_port);
        }
    }
    Ok(())
}

/// Numbers that the Service has stay its own; others are taken.
fn on_update(spec: &mut Value, old: &Value, operation: &mut Operation<'_>) -> Result<(), Status> {
    let allocates = allocates_node_ports(spec);
    let had = node_ports(old);
    let mut seen: BTreeSet<(String, i64)> = BTreeSet::new();
    for (index, port) in spec.entry("ports").list_mut().iter_mut().enumerate() {
        let own = port.get("nodePort").int();
        if own == 0 && !allocates {
            continue;
        }
        let node_port = match own {
            0 => {
                let number = operation.take_any(port.get("port").int()).ok_or_else(full)?;
                port.set("nodePort", number);
                number
            }
            own => {
                if !had.contains(&own) && !operation.own.contains(&own) {
                    operation.take_asked(index, own)?;
                }
                own
            }
        };
        let protocol = port.get("protocol").str().to_owned();
        let words = format!("duplicate nodePort: {{{protocol} {node_port}}}");
        if !seen.insert((protocol, node_port)) {
            return Err(Status::plain(words));
        }
    }
    Ok(())
}

fn allocate_health_check(spec: &mut Value, operation: &mut Operation<'_>) -> Result<(), Status> {
    match spec.get("healthCheckNodePort").int() {
        0 => {
            let number = operation
                .take_any(0)
                .ok_or_else(|| Status::internal("failed to allocate a HealthCheck NodePort 0: range is full"))?;
            spec.set("healthCheckNodePort", number);
            Ok(())
        }
        asked => operation.take(asked).map_err(|why| {
            Status::internal(&format!("failed to allocate requested HealthCheck NodePort {asked}: {why}"))
        }),
    }
}

fn allocates_node_ports(spec: &Value) -> bool {
    is_type(spec, "NodePort") || spec.get("allocateLoadBalancerNodePorts").is_true()
}
