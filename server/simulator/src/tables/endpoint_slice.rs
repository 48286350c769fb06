//! Columns of EndpointSlice.

use super::Printer;

/// The printer of EndpointSlice.
pub const PRINTER: Printer =
    Printer { kind: "EndpointSlice", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
