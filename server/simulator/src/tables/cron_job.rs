//! Columns of CronJob.

use super::Printer;

/// The printer of CronJob.
pub const PRINTER: Printer =
    Printer { kind: "CronJob", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
