//! Lists of resources and their quantities (`ResourceList`): requests, limits, capacity, quotas.

use super::quantity::Quantity;
use crate::value::Value;

/// Rounds every quantity up to thousandths (`SetDefaults_ResourceList`).
pub fn defaults(list: &mut Value) {
    let names: Vec<String> = list.members().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        let held = list.entry(&name);
        let quantity = Quantity::of(held);
        let rounded = quantity.clone().round_up(-3);
        if rounded != quantity {
            held.data = Value::from(&rounded).data;
        }
    }
}

/// Rounds the `limits` and `requests` of a `ResourceRequirements`.
pub fn requirements_defaults(resources: &mut Value) {
    for list in ["limits", "requests"] {
        if let Some(list) = resources.get_mut(list) {
            defaults(list);
        }
    }
}
