//! Columns of Endpoints.

use super::Printer;

/// The printer of Endpoints.
pub const PRINTER: Printer =
    Printer { kind: "Endpoints", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
