//! Columns of LimitRange.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::object::Object;

/// The printer of LimitRange.
pub const PRINTER: Printer = Printer { kind: "LimitRange", columns: &["Name"], cells };

fn cells(object: &Object, _: &Cluster) -> Vec<Cell> {
    vec![object.name().into()]
}
