//! Columns of Deployment.

use super::Printer;

/// The printer of Deployment.
pub const PRINTER: Printer =
    Printer { kind: "Deployment", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
