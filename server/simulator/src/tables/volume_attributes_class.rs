//! Columns of VolumeAttributesClass.

use super::Printer;

/// The printer of VolumeAttributesClass.
pub const PRINTER: Printer =
    Printer { kind: "VolumeAttributesClass", columns: &["Name"], cells: |object, _| vec![object.name().into()] };
