//! Columns of NetworkPolicy.

use super::Printer;

/// The printer of NetworkPolicy.
pub const PRINTER: Printer =
    Printer { kind: "NetworkPolicy", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
