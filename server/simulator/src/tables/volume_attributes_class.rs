//! Columns of VolumeAttributesClass.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::object::Object;

/// The printer of VolumeAttributesClass.
pub const PRINTER: Printer = Printer { kind: "VolumeAttributesClass", columns: &["Name", "DriverName"], cells };

fn cells(object: &Object, _: &Cluster) -> Vec<Cell> {
    vec![object.name().into(), object.value.get("driverName").str().into()]
}
