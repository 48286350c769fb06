//! Columns of Deployment (`printDeployment`).

use super::{Printer, workload};
use crate::values::label_selector;

/// The printer of Deployment.
pub const PRINTER: Printer = Printer {
    kind: "Deployment",
    columns: &["Name", "Ready", "Up-to-date", "Available", "Containers", "Images", "Selector"],
    cells: |deployment, _| {
        let [names, images] = workload::containers(deployment.spec("template"));
        vec![
            deployment.name().into(),
            workload::of_wanted(deployment, "readyReplicas"),
            deployment.status("updatedReplicas").int().into(),
            deployment.status("availableReplicas").int().into(),
            names,
            images,
            label_selector::format(deployment.spec("selector")).into(),
        ]
    },
};
