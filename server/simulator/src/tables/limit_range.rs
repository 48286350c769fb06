//! Columns of LimitRange.

use super::Printer;

/// The printer of LimitRange.
pub const PRINTER: Printer =
    Printer { kind: "LimitRange", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
