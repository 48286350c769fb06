//! Columns of PodDisruptionBudget.

use super::Printer;

/// The printer of PodDisruptionBudget.
pub const PRINTER: Printer =
    Printer { kind: "PodDisruptionBudget", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
