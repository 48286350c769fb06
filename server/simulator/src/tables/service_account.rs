//! Columns of ServiceAccount.

use super::Printer;

/// The printer of ServiceAccount.
pub const PRINTER: Printer = Printer {
    kind: "ServiceAccount",
    columns: &["Name", "Secrets"],
    cells: |account, _| vec![account.name().into(), account.value.get("secrets").list().len().into()],
};
