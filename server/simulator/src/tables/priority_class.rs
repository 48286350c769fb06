//! Columns of PriorityClass.

use super::Printer;

/// The printer of PriorityClass.
pub const PRINTER: Printer =
    Printer { kind: "PriorityClass", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
