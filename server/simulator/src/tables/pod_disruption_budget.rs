//! Columns of PodDisruptionBudget (`printPodDisruptionBudget`).

use super::Printer;
use crate::value::Value;

/// The printer of PodDisruptionBudget.
pub const PRINTER: Printer = Printer {
    kind: "PodDisruptionBudget",
    columns: &["Name", "Min Available", "Max Unavailable", "Allowed Disruptions"],
    cells: |budget, _| {
        vec![
            budget.name().into(),
            bound(budget.spec("minAvailable")).into(),
            bound(budget.spec("maxUnavailable")).into(),
            budget.status("disruptionsAllowed").int().into(),
        ]
    },
};

fn bound(value: &Value) -> String {
    match (value.as_str(), value.as_int()) {
        (Some(text), _) => text.to_owned(),
        (None, Some(number)) => number.to_string(),
        (None, None) => "N/A".to_owned(),
    }
}
