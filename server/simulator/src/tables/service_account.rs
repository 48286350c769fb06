//! Columns of ServiceAccount.

use super::Printer;

/// The printer of ServiceAccount.
pub const PRINTER: Printer =
    Printer { kind: "ServiceAccount", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
