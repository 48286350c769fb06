//! Columns of IngressClass.

use super::Printer;

/// The printer of IngressClass.
pub const PRINTER: Printer =
    Printer { kind: "IngressClass", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
