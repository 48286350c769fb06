//! Columns of StorageClass.

use super::Printer;

/// The printer of StorageClass.
pub const PRINTER: Printer =
    Printer { kind: "StorageClass", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
