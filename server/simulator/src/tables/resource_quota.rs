//! Columns of ResourceQuota.

use super::Printer;

/// The printer of ResourceQuota.
pub const PRINTER: Printer =
    Printer { kind: "ResourceQuota", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
