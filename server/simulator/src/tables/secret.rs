//! Columns of Secret.

use super::Printer;

/// The printer of Secret.
pub const PRINTER: Printer = Printer {
    kind: "Secret",
    columns: &["Name", "Type", "Data"],
    cells: |secret, _| {
        let count = secret.value.get("data").members().count();
        vec![secret.name().into(), secret.value.get("type").str().into(), count.into()]
    },
};
