//! Columns of ReplicationController.

use super::Printer;

/// The printer of ReplicationController.
pub const PRINTER: Printer =
    Printer { kind: "ReplicationController", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
