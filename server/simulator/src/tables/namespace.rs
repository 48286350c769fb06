//! Columns of Namespace.

use super::Printer;

/// The printer of Namespace.
pub const PRINTER: Printer = Printer {
    kind: "Namespace",
    columns: &["Name", "Status"],
    cells: |namespace, _| vec![namespace.name().into(), namespace.status("phase").str().into()],
};
