//! Lists of resources and their quantities (`ResourceList`): requests, limits, capacity, quotas.

use super::field::{Errors, Path, Shown};
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
        if let Some(list) = resources.get_mut(list).filter(|list| !list.is_null()) {
            defaults(list);
        }
    }
}

/// The same quantities in one spelling each, so that lists compare by value: `1Gi` is `1073741824`.
pub fn by_value(list: &Value) -> Value {
    let members = list.members().map(|(name, held)| (name.into(), Value::from(&Quantity::of(held).as_decimal())));
    Value::from(members.collect::<crate::value::Map>())
}

/// `must be greater than or equal to 0` (`ValidateNonnegativeQuantity`).
pub fn validate_not_negative(quantity: &Quantity, path: &Path, errors: &mut Errors) {
    if quantity.sign() < 0 {
        errors.invalid(path, quantity, "must be greater than or equal to 0");
    }
}

/// `must be greater than zero` (`ValidatePositiveQuantityValue`).
pub fn validate_positive(quantity: &Quantity, path: &Path, errors: &mut Errors) {
    if quantity.sign() <= 0 {
        errors.invalid(path, quantity, "must be greater than zero");
    }
}

/// A quantity in an error stands quoted.
impl From<&Quantity> for Shown {
    fn from(quantity: &Quantity) -> Self {
        Shown::Text(quantity.to_string())
    }
}

/// `<path>: fractional byte value "500m" is invalid, must be an integer`, for a list's storage.
pub fn fraction_warning(list: &Value, path: &Path) -> Option<String> {
    let quantity = Quantity::of(list.get("storage"));
    (!quantity.is_whole()).then(|| {
        let path = path.key("storage");
        format!("{}: fractional byte value \"{quantity}\" is invalid, must be an integer", path)
    })
}
