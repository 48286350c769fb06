//! Columns of Job.

use super::Printer;

/// The printer of Job.
pub const PRINTER: Printer = Printer { kind: "Job", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
