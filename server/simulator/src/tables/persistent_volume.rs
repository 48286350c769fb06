//! Columns of PersistentVolume.

use super::Printer;

/// The printer of PersistentVolume.
pub const PRINTER: Printer =
    Printer { kind: "PersistentVolume", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
