//! What the server filled in, at the line where it belongs: an address, a default, a namespace.

use super::place::Sheet;
use super::seen::Seen;
use simulator::value::{Data, Value};

/// Words at the end of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Fill {
    /// The line, from 1.
    pub line: usize,
    /// What was filled in, such as `clusterIP: 10.96.14.7 · sessionAffinity: None`.
    pub text: String,
}

/// Kind, path to an object in it (`*`: every item of a list), and the members that are worth a look when the server
/// fills them in. What every object gets and nobody asks about is left out.
const WORTH: &[(&str, &[&str], &[&str])] = &[
    ("", &["metadata"], &["namespace"]),
    ("Service", &["spec"], &["clusterIP", "type", "sessionAffinity", "externalTrafficPolicy"]),
    ("Service", &["spec", "ports", "*"], &["protocol", "targetPort", "nodePort"]),
    ("PersistentVolumeClaim", &["spec"], &["storageClassName", "volumeMode"]),
    ("PersistentVolume", &["spec"], &["persistentVolumeReclaimPolicy", "volumeMode"]),
    ("StorageClass", &[], &["reclaimPolicy", "volumeBindingMode"]),
    ("Pod", &["spec"], &["restartPolicy", "dnsPolicy"]),
];

/// All of them, by line.
pub fn read(seen: &Seen<'_>) -> Vec<Fill> {
    let (Some(step), Some(sheet)) = (seen.applied(), seen.sheet()) else { return Vec::new() };
    let mut fills = Vec::new();
    for stored in step.verdicts.iter().filter(|verdict| verdict.accepted).filter_map(|verdict| verdict.stored.as_ref())
    {
        let kind = stored.kind.kind;
        for (_, path, members) in WORTH.iter().filter(|(about, ..)| about.is_empty() || *about == kind) {
            walk(&stored.value, path, members, sheet, &mut fills);
        }
    }
    fills.sort_by_key(|fill| fill.line);
    fills
}

fn walk(value: &Value, path: &[&str], members: &[&str], sheet: Sheet<'_>, fills: &mut Vec<Fill>) {
    match path {
        ["*", rest @ ..] => value.list().iter().for_each(|item| walk(item, rest, members, sheet, fills)),
        [member, rest @ ..] => walk(value.get(member), rest, members, sheet, fills),
        [] => {
            let filled = members.iter().filter_map(|member| {
                let held = value.get(member);
                let text = held.origin.is_none().then(|| scalar(held)).flatten()?;
                Some(format!("{member}: {text}"))
            });
            let text = filled.collect::<Vec<_>>().join(" · ");
            if let Some(line) = sheet.head(value.origin).filter(|_| !text.is_empty()) {
                fills.push(Fill { line, text });
            }
        }
    }
}

fn scalar(value: &Value) -> Option<String> {
    match &value.data {
        Data::String(text) if !text.is_empty() => Some(text.to_string()),
        Data::Int(number) => Some(number.to_string()),
        Data::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
