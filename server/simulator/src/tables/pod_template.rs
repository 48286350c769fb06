//! Columns of PodTemplate.

use super::Printer;

/// The printer of PodTemplate.
pub const PRINTER: Printer =
    Printer { kind: "PodTemplate", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
