//! What the tables of workloads have in common.

use super::Cell;
use crate::object::Object;
use crate::value::Value;

/// Names and images of a template's containers (`layoutContainerCells`).
pub(super) fn containers(template: &Value) -> [Cell; 2] {
    let containers = template.at(&["spec", "containers"]).list();
    ["name", "image"].map(|key| containers.iter().map(|held| held.get(key).str()).collect::<Vec<_>>().join(",").into())
}

/// `<ready>/<wanted>`.
pub(super) fn of_wanted(object: &Object, ready: &str) -> Cell {
    format!("{}/{}", object.status(ready).int(), object.spec("replicas").int()).into()
}
