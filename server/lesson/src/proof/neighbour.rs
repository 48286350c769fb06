//! What someone might write instead of a value.

use serde_json::Value;

/// Values that stand beside one another in the API.
const FAMILIES: &[&[&str]] = &[
    &["ClusterIP", "NodePort", "LoadBalancer"],
    &["TCP", "UDP", "SCTP"],
    &["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
    &["Retain", "Delete"],
    &["Immediate", "WaitForFirstConsumer"],
    &["Filesystem", "Block"],
    &["Cluster", "Local"],
];

/// Keys whose values are free names.
const NAMES: &[&str] = &["name", "storageClassName", "volumeName", "provisioner", "driver", "claimName", "targetPort"];

/// A name that nobody has, in place of a free name.
pub(super) fn renamed(key: &str, value: &Value) -> Option<Value> {
    let text = value.as_str().filter(|_| NAMES.contains(&key))?;
    Some(Value::String(format!("{text}-x")))
}

/// Another value of the same sort: the next of its family, the next number or size, or what stands under the same
/// key elsewhere.
pub(super) fn neighbour(key: &str, value: &Value, solution: &[Value], cluster: &[Value]) -> Option<Value> {
    match value {
        Value::Bool(flag) => Some(Value::Bool(!flag)),
        Value::Number(number) => Some(Value::from(number.as_i64()? + 1)),
        Value::String(text) => family(text)
            .or_else(|| next_size(text))
            .or_else(|| elsewhere(key, text, cluster))
            .or_else(|| elsewhere(key, text, solution))
            .map(Value::String),
        _ => None,
    }
}

fn family(text: &str) -> Option<String> {
    let family = FAMILIES.iter().find(|family| family.contains(&text))?;
    let at = family.iter().position(|member| *member == text)?;
    family.iter().cycle().nth(at + 1).map(|next| (*next).to_owned())
}

/// `11Gi` for `10Gi`.
fn next_size(text: &str) -> Option<String> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let known = matches!(unit, "" | "k" | "M" | "G" | "T" | "Ki" | "Mi" | "Gi" | "Ti");
    let number: u64 = number.parse().ok().filter(|_| known)?;
    Some(format!("{}{unit}", number.checked_add(1)?))
}

/// The first other text under the same key.
fn elsewhere(key: &str, text: &str, values: &[Value]) -> Option<String> {
    values.iter().find_map(|value| match value {
        Value::Object(map) => map.iter().find_map(|(held, inner)| match inner {
            Value::String(other) if held == key && other != text => Some(other.clone()),
            inner => elsewhere(key, text, std::slice::from_ref(inner)),
        }),
        Value::Array(items) => elsewhere(key, text, items),
        _ => None,
    })
}
