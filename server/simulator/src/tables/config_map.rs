//! Columns of ConfigMap.

use super::Printer;

/// The printer of ConfigMap.
pub const PRINTER: Printer =
    Printer { kind: "ConfigMap", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
