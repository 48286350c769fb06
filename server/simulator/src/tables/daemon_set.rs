//! Columns of DaemonSet (`printDaemonSet`).

use super::{Printer, workload};
use crate::values::label_selector;

/// The printer of DaemonSet.
pub const PRINTER: Printer = Printer {
    kind: "DaemonSet",
    columns: &[
        "Name",
        "Desired",
        "Current",
        "Ready",
        "Up-to-date",
        "Available",
        "Node Selector",
        "Containers",
        "Images",
        "Selector",
    ],
    cells: |set, _| {
        let [names, images] = workload::containers(set.spec("template"));
        let count = |key: &str| set.status(key).int().into();
        vec![
            set.name().into(),
            count("desiredNumberScheduled"),
            count("currentNumberScheduled"),
            count("numberReady"),
            count("updatedNumberScheduled"),
            count("numberAvailable"),
            label_selector::format_map(set.spec("template").at(&["spec", "nodeSelector"])).into(),
            names,
            images,
            label_selector::format(set.spec("selector")).into(),
        ]
    },
};
