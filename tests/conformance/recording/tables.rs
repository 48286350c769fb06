//! The tables that `kubectl get` prints.

use super::base::is_row_of_base;
use serde_json::{Map, Value, json};
use simulator::Outcome;

/// Kinds whose tables are recorded.
const TABLES: &[&str] = &[
    "configmaps",
    "cronjobs",
    "daemonsets",
    "deployments",
    "endpoints",
    "endpointslices",
    "ingressclasses",
    "ingresses",
    "jobs",
    "limitranges",
    "namespaces",
    "networkpolicies",
    "persistentvolumeclaims",
    "persistentvolumes",
    "pods",
    "replicasets",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "statefulsets",
    "storageclasses",
];

pub(super) fn of(outcome: &Outcome) -> Value {
    let mut all = Map::new();
    for (kind, table) in outcome.tables.iter().filter(|(kind, _)| TABLES.contains(&kind.as_str())) {
        let rows = table.rows.iter().map(|row| {
            let cells = table.columns.iter().map(|column| (*column).to_owned()).zip(row.iter().map(|cell| json!(cell)));
            cells.collect::<Map<_, _>>()
        });
        let rows = rows.filter(|row| !is_row_of_base(kind, row));
        let rows: Vec<Value> = rows.map(Value::Object).collect();
        if !rows.is_empty() {
            all.insert(kind.clone(), rows.into());
        }
    }
    Value::Object(all)
}
