//! Columns of PriorityClass (`printPriorityClass`).

use super::Printer;

/// The printer of PriorityClass.
pub const PRINTER: Printer = Printer {
    kind: "PriorityClass",
    columns: &["Name", "Value", "Global-Default", "PreemptionPolicy"],
    cells: |class, _| {
        vec![
            class.name().into(),
            class.value.get("value").int().into(),
            class.value.get("globalDefault").is_true().into(),
            class.value.get("preemptionPolicy").str().into(),
        ]
    },
};
