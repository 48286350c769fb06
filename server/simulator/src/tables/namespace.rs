//! Columns of Namespace.

use super::Printer;

/// The printer of Namespace.
pub const PRINTER: Printer =
    Printer { kind: "Namespace", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
