//! Columns of ReplicationController (`printReplicationController`).

use super::{Printer, workload};
use crate::values::label_selector;

/// The printer of ReplicationController.
pub const PRINTER: Printer = Printer {
    kind: "ReplicationController",
    columns: &["Name", "Desired", "Current", "Ready", "Containers", "Images", "Selector"],
    cells: |controller, _| {
        let [names, images] = workload::containers(controller.spec("template"));
        vec![
            controller.name().into(),
            controller.spec("replicas").int().into(),
            controller.status("replicas").int().into(),
            controller.status("readyReplicas").int().into(),
            names,
            images,
            label_selector::format_map(controller.spec("selector")).into(),
        ]
    },
};
