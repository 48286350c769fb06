//! Columns of Secret.

use super::Printer;

/// The printer of Secret.
pub const PRINTER: Printer =
    Printer { kind: "Secret", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
