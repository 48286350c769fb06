//! Columns of LimitRange.

use super::Printer;
use crate::cluster::Cluster;
use crate::object::Object;

/// The printer of LimitRange.
pub const PRINTER: Printer = Printer { kind: "LimitRange", columns: &["Name"], cells };

fn cells(object: &Object, _: &Cluster) -> Vec<serde_json::Value> {
    vec![object.name().into()]
}
