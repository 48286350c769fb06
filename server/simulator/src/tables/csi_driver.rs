//! Columns of CSIDriver.

use super::Printer;

/// The printer of CSIDriver.
pub const PRINTER: Printer =
    Printer { kind: "CSIDriver", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
