//! Columns of StatefulSet.

use super::Printer;

/// The printer of StatefulSet.
pub const PRINTER: Printer =
    Printer { kind: "StatefulSet", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
