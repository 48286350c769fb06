//! Columns of Service.

use super::Printer;

/// The printer of Service.
pub const PRINTER: Printer =
    Printer { kind: "Service", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
