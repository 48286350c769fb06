//! Tables as `kubectl get KIND -A -o wide` prints them, from the server's columns (`pkg/printers/internalversion/printers.go`).

mod cell;
pub mod config_map;
pub mod cron_job;
pub mod csi_driver;
pub mod daemon_set;
pub mod deployment;
pub mod endpoint_slice;
pub mod endpoints;
pub mod ingress;
pub mod ingress_class;
pub mod job;
pub mod limit_range;
pub mod namespace;
pub mod network_policy;
pub mod node;
pub mod persistent_volume;
pub mod persistent_volume_claim;
pub mod pod;
pub mod pod_disruption_budget;
pub mod pod_template;
pub mod priority_class;
pub mod replica_set;
pub mod replication_controller;
pub mod resource_quota;
pub mod secret;
pub mod service;
pub mod service_account;
pub mod stateful_set;
pub mod storage_class;
pub mod volume_attributes_class;
mod workload;

pub use cell::Cell;

use crate::cluster::Cluster;
use crate::object::Object;
use serde::Serialize;
use std::collections::BTreeMap;

/// One kind's table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Column names in order; `Namespace` first for namespaced kinds.
    pub columns: Vec<&'static str>,
    /// Cells in the same order.
    pub rows: Vec<Vec<Cell>>,
}

/// The columns of one kind and how its cells are made.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    /// The kind.
    pub kind: &'static str,
    /// Column names without `Namespace`, wide ones included.
    pub columns: &'static [&'static str],
    /// The cells of one object in the order of the columns.
    pub cells: fn(&Object, &Cluster) -> Vec<Cell>,
}

/// Printers of the kinds that have columns of their own; all others print `Name`.
static PRINTERS: &[Printer] = &[
    service::PRINTER,
    endpoint_slice::PRINTER,
    endpoints::PRINTER,
    namespace::PRINTER,
    config_map::PRINTER,
    secret::PRINTER,
    service_account::PRINTER,
    persistent_volume::PRINTER,
    persistent_volume_claim::PRINTER,
    storage_class::PRINTER,
    volume_attributes_class::PRINTER,
    csi_driver::PRINTER,
    limit_range::PRINTER,
    resource_quota::PRINTER,
    pod::PRINTER,
    pod_template::PRINTER,
    deployment::PRINTER,
    replica_set::PRINTER,
    stateful_set::PRINTER,
    daemon_set::PRINTER,
    job::PRINTER,
    cron_job::PRINTER,
    replication_controller::PRINTER,
    priority_class::PRINTER,
    pod_disruption_budget::PRINTER,
    node::PRINTER,
    network_policy::PRINTER,
    ingress::PRINTER,
    ingress_class::PRINTER,
];

/// All kinds that have rows, by plural resource name. Age and other columns that depend on the clock are left out.
pub fn print(cluster: &Cluster) -> BTreeMap<String, Table> {
    let mut tables = BTreeMap::new();
    for kind in cluster.kinds() {
        let printer = PRINTERS.iter().find(|printer| printer.kind == kind);
        let mut table = Table { columns: Vec::new(), rows: Vec::new() };
        for object in cluster.list(kind) {
            if table.rows.is_empty() {
                table.columns.extend(object.kind.namespaced.then_some("Namespace"));
                table.columns.extend(printer.map_or(&["Name"][..], |printer| printer.columns));
            }
            let mut row: Vec<Cell> = Vec::with_capacity(table.columns.len());
            row.extend(object.kind.namespaced.then(|| object.namespace().into()));
            match printer {
                Some(printer) => row.extend((printer.cells)(object, cluster)),
                None => row.push(object.name().into()),
            }
            table.rows.push(row);
        }
        if let Some(first) = cluster.list(kind).next() {
            tables.insert(first.kind.plural.to_owned(), table);
        }
    }
    tables
}
