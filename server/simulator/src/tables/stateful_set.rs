//! Columns of StatefulSet (`printStatefulSet`).

use super::{Printer, workload};

/// The printer of StatefulSet.
pub const PRINTER: Printer = Printer {
    kind: "StatefulSet",
    columns: &["Name", "Ready", "Containers", "Images"],
    cells: |set, _| {
        let [names, images] = workload::containers(set.spec("template"));
        vec![set.name().into(), workload::of_wanted(set, "readyReplicas"), names, images]
    },
};
