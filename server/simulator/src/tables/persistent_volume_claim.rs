//! Columns of PersistentVolumeClaim.

use super::Printer;

/// The printer of PersistentVolumeClaim.
pub const PRINTER: Printer =
    Printer { kind: "PersistentVolumeClaim", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
