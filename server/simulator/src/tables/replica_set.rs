//! Columns of ReplicaSet (`printReplicaSet`).

use super::{Printer, workload};
use crate::values::label_selector;

/// The printer of ReplicaSet.
pub const PRINTER: Printer = Printer {
    kind: "ReplicaSet",
    columns: &["Name", "Desired", "Current", "Ready", "Containers", "Images", "Selector"],
    cells: |set, _| {
        let [names, images] = workload::containers(set.spec("template"));
        vec![
            set.name().into(),
            set.spec("replicas").int().into(),
            set.status("replicas").int().into(),
            set.status("readyReplicas").int().into(),
            names,
            images,
            label_selector::format(set.spec("selector")).into(),
        ]
    },
};
