//! Columns of ConfigMap.

use super::Printer;

/// The printer of ConfigMap.
pub const PRINTER: Printer = Printer {
    kind: "ConfigMap",
    columns: &["Name", "Data"],
    cells: |config_map, _| {
        let count = |member: &str| config_map.value.get(member).members().count();
        vec![config_map.name().into(), (count("data") + count("binaryData")).into()]
    },
};
