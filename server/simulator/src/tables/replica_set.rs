//! Columns of ReplicaSet.

use super::Printer;

/// The printer of ReplicaSet.
pub const PRINTER: Printer =
    Printer { kind: "ReplicaSet", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
