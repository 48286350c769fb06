//! Columns of PodTemplate (`printPodTemplate`).

use super::{Printer, workload};
use crate::values::label_selector;

/// The printer of PodTemplate.
pub const PRINTER: Printer = Printer {
    kind: "PodTemplate",
    columns: &["Name", "Containers", "Images", "Pod Labels"],
    cells: |held, _| {
        let template = held.value.get("template");
        let [names, images] = workload::containers(template);
        let labels = label_selector::format_map(template.at(&["metadata", "labels"]));
        vec![held.name().into(), names, images, labels.into()]
    },
};
