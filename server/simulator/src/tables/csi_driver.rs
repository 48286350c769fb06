//! Columns of CSIDriver.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::object::Object;

/// The printer of CSIDriver.
pub const PRINTER: Printer = Printer {
    kind: "CSIDriver",
    columns: &[
        "Name",
        "AttachRequired",
        "PodInfoOnMount",
        "StorageCapacity",
        "TokenRequests",
        "RequiresRepublish",
        "Modes",
    ],
    cells,
};

fn cells(object: &Object, _: &Cluster) -> Vec<Cell> {
    let tokens = object.spec("tokenRequests");
    let audiences: Vec<&str> = tokens.list().iter().map(|token| token.get("audience").str()).collect();
    let modes: Vec<&str> = object.spec("volumeLifecycleModes").list().iter().map(|mode| mode.str()).collect();
    vec![
        object.name().into(),
        object.spec("attachRequired").as_bool().unwrap_or(true).into(),
        object.spec("podInfoOnMount").is_true().into(),
        object.spec("storageCapacity").is_true().into(),
        if tokens.is_null() { "<unset>".to_owned() } else { audiences.join(",") }.into(),
        object.spec("requiresRepublish").is_true().into(),
        if modes.is_empty() { "<none>".to_owned() } else { modes.join(",") }.into(),
    ]
}
