//! Columns of Pod.

use super::Printer;

/// The printer of Pod.
pub const PRINTER: Printer = Printer { kind: "Pod", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
