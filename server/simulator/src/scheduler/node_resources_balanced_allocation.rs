//! NodeResourcesBalancedAllocation: CPU and memory of a node are used up evenly
//! (`plugins/noderesources/balanced_allocation.go`).

use super::{NodeInfo, Plugin, Request};
use crate::kinds::pod::requests;
use crate::values::quantity::Quantity;

/// This plugin.
pub(super) const PLUGIN: Plugin = Plugin { name: "NodeResourcesBalancedAllocation", score, weight: 1, ..Plugin::NONE };

/// The closer the used parts of CPU and memory, the better; pods that ask for nothing do not matter.
fn score(request: &Request<'_>, nodes: &[&NodeInfo]) -> Vec<i64> {
    let own = requests(request.pod.value.get("spec"));
    if own.values().all(|quantity| quantity.sign() <= 0) {
        return Vec::new();
    }
    let part = |info: &NodeInfo, resource: &str, milli: bool| {
        let number = |quantity: &Quantity| if milli { quantity.milli_value() } else { quantity.value() };
        let has = number(info.allocatable(resource));
        let used = info.requested.get(resource).map_or(0, number) + own.get(resource).map_or(0, number);
        // In ten thousandths, so that no rounding of fractions matters.
        if has <= 0 { 10_000 } else { (i128::from(used) * 10_000 / i128::from(has)).min(10_000) as i64 }
    };
    let deviation = |info: &NodeInfo| (part(info, "cpu", true) - part(info, "memory", false)).abs() / 2;
    nodes.iter().map(|info| (10_000 - deviation(info)) / 100).collect()
}
