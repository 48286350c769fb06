//! Columns of Node.

use super::Printer;

/// The printer of Node.
pub const PRINTER: Printer =
    Printer { kind: "Node", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
