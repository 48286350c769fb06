//! Columns of DaemonSet.

use super::Printer;

/// The printer of DaemonSet.
pub const PRINTER: Printer =
    Printer { kind: "DaemonSet", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
