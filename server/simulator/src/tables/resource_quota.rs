//! Columns of ResourceQuota.

use super::{Cell, Printer};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::values::quantity::Quantity;

/// The printer of ResourceQuota.
pub const PRINTER: Printer = Printer { kind: "ResourceQuota", columns: &["Name", "Request", "Limit"], cells };

fn cells(object: &Object, _: &Cluster) -> Vec<Cell> {
    let (mut requests, mut limits) = (Vec::new(), Vec::new());
    for (resource, hard) in object.status("hard").members() {
        let used = Quantity::of(object.status("used").get(resource));
        let cell = format!("{resource}: {used}/{}", Quantity::of(hard));
        let column = if resource.starts_with("limits.") { &mut limits } else { &mut requests };
        column.push(cell);
    }
    vec![object.name().into(), requests.join(", ").into(), limits.join(", ").into()]
}
