//! How the state of a cluster is written in a case: without anything that the cluster chose by itself.

use simulator::Cluster;
use simulator::dns::DnsAnswer;
use simulator::snapshot::Snapshot;
use std::fmt::Write;

/// What generated names and hashes are written as.
pub(crate) struct Names(Vec<(String, String)>);

impl Names {
    /// Collects the generated names, hashes and uids of clusters.
    pub(crate) fn of<const N: usize>(clusters: [&Cluster; N]) -> Names {
        let mut found = Vec::new();
        for cluster in clusters {
            for object in cluster.kinds().flat_map(|kind| cluster.list(kind)) {
                let prefix = object.meta("generateName").str();
                let ordinal =
                    object.name().strip_prefix(prefix).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
                if !prefix.is_empty() && !ordinal {
                    found.push((object.name().to_owned(), format!("{prefix}*")));
                }
                for label in ["pod-template-hash", "controller-revision-hash"] {
                    let hash = object.labels().get(label).str();
                    let hash =
                        hash.strip_prefix(&format!("{}-", object.controller().get("name").str())).unwrap_or(hash);
                    if !hash.is_empty() {
                        found.push((hash.to_owned(), "<hash>".to_owned()));
                    }
                }
                if !object.uid().is_empty() {
                    found.push((object.uid().to_owned(), format!("<uid of {}>", object.id())));
                }
            }
        }
        // Whole names before the hashes in them.
        found.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        found.dedup();
        Names(found)
    }

    /// A text with the names replaced.
    pub(crate) fn replaced(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, shown)| text.replace(name, shown))
    }
}

/// What each name that a resolver tried came to.
pub(crate) fn answer(answer: &DnsAnswer) -> String {
    let mut lines: Vec<String> = answer.outcome.iter().cloned().collect();
    for query in &answer.asked {
        let json = serde_json::to_value(&query.answer).unwrap_or_default();
        let records = json.as_array().into_iter().flatten().map(|record| {
            let cells = record.as_array().into_iter().flatten().skip(1);
            let cells = cells.map(|cell| cell.as_str().map_or_else(|| cell.to_string(), str::to_owned));
            format!("\n  {}", cells.collect::<Vec<_>>().join(" "))
        });
        lines.push(format!("{} {}{}", query.name, query.rcode, records.collect::<String>()));
    }
    lines.join("\n")
}

/// A member of an object, as YAML-like lines; `object` is `plural/namespace/name`, `path` has dots.
pub(crate) fn value(state: &Snapshot, object: &str, path: &str) -> String {
    let parts: Vec<&str> = object.split('/').collect();
    let [plural, namespace, name] = parts.as_slice() else { return "not written as plural/namespace/name".to_owned() };
    let objects = state.objects.get(plural).map(Vec::as_slice).unwrap_or_default();
    let is_meant = |object: &&simulator::value::Value| {
        let held = object.at(&["metadata", "name"]).str();
        let fits = name.strip_suffix('*').map_or(held == *name, |prefix| held.starts_with(prefix));
        fits && object.at(&["metadata", "namespace"]).str() == *namespace
    };
    let mut lines: Vec<String> = Vec::new();
    for object in objects.iter().filter(is_meant) {
        let path: Vec<&str> = path.split('.').filter(|part| !part.is_empty()).collect();
        let json = serde_json::to_value(object.at(&path)).unwrap_or_default();
        let mut text = String::new();
        write(&json, "", &mut text);
        lines.push(text);
    }
    lines.sort();
    lines.dedup();
    if lines.is_empty() { "not there".to_owned() } else { lines.join("--\n") }
}

/// One line per leaf: `path: value`. Times are left out.
fn write(value: &serde_json::Value, path: &str, out: &mut String) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        serde_json::Value::Object(members) if !members.is_empty() => {
            for (key, member) in members {
                let is_time = key.ends_with("Time") || key.ends_with("Timestamp") || key.ends_with("At");
                if !is_time {
                    write(member, &below(key), out);
                }
            }
        }
        serde_json::Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                let place = item.get("type").and_then(|kind| kind.as_str()).map_or(index.to_string(), str::to_owned);
                write(item, &format!("{path}[{place}]"), out);
            }
        }
        leaf => _ = writeln!(out, "{}: {}", if path.is_empty() { "value" } else { path }, leaf),
    }
}

/// Lines that only one of the texts has.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    let mut text = String::from("\n");
    let (old, new): (Vec<&str>, Vec<&str>) =
        (expected.trim_end().lines().collect(), found.trim_end().lines().collect());
    let same = old.iter().zip(&new).take_while(|(one, two)| one == two).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, two)| one == two).count();
    for (sign, lines) in [("-", old), ("+", new)] {
        let end = lines.len().saturating_sub(tail).max(same);
        for line in lines.get(same..end).unwrap_or_default() {
            let _ = writeln!(text, "{sign} {line}");
        }
    }
    let _ = writeln!(text, "(line {})", same + 1);
    text
}
