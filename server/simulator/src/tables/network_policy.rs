//! Columns of NetworkPolicy.

use super::Printer;
use crate::values::label_selector;

/// The printer of NetworkPolicy.
pub const PRINTER: Printer = Printer {
    kind: "NetworkPolicy",
    columns: &["Name", "Pod-Selector"],
    cells: |policy, _| vec![policy.name().into(), label_selector::format(policy.spec("podSelector")).into()],
};
