//! Columns of Ingress.

use super::Printer;

/// The printer of Ingress.
pub const PRINTER: Printer =
    Printer { kind: "Ingress", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
