//! What the cluster chose and the case did not name becomes a placeholder, as in the recordings.

use serde_json::Value;

/// Replacements for one settled state.
#[derive(Debug, Default)]
pub(crate) struct Placeholders {
    /// What is replaced by what; longer texts first.
    list: Vec<(String, String)>,
    /// Node ports that the cluster chose.
    ports: Vec<i64>,
}

impl Placeholders {
    /// Collects them from the settled objects (`plural -> objects`); `text` is everything the case applied.
    pub(crate) fn collect(objects: &Value, text: &str) -> Placeholders {
        let mut found = Placeholders::default();
        let mut add = |chosen: &str, placeholder: String| {
            if !chosen.is_empty() && !text.contains(chosen) {
                found.list.push((chosen.to_owned(), placeholder));
            }
        };
        let mut hashes = Vec::new();
        for kind in ["pods", "replicasets", "controllerrevisions"] {
            for object in each(objects, kind) {
                for label in ["pod-template-hash", "controller-revision-hash"] {
                    let hash = object["metadata"]["labels"][label].as_str().unwrap_or_default();
                    // A StatefulSet's label is `<set>-<hash>`; its tail is the hash itself.
                    hashes.push(hash.rsplit('-').next().unwrap_or_default().to_owned());
                }
            }
        }
        for hash in &hashes {
            add(hash, "<hash>".to_owned());
        }
        let hide = |name: &str| {
            let shown = hashes.iter().filter(|hash| !hash.is_empty() && !text.contains(hash.as_str()));
            shown.fold(name.to_owned(), |name, hash| name.replace(hash.as_str(), "<hash>"))
        };
        // The name as recordings write it: a generated one ends in `*`.
        let shown = |object: &Value| {
            let (name, prefix) = (str(&object["metadata"]["name"]), str(&object["metadata"]["generateName"]));
            let generated = !prefix.is_empty() && name.starts_with(prefix) && !text.contains(name);
            if generated { format!("{}*", hide(prefix)) } else { name.to_owned() }
        };
        for (_, list) in objects.as_object().into_iter().flatten() {
            for object in list.as_array().into_iter().flatten() {
                let (name, uid) = (str(&object["metadata"]["name"]), str(&object["metadata"]["uid"]));
                let placeholder = shown(object);
                if placeholder != name {
                    add(name, placeholder);
                }
                add(uid, "<uid>".to_owned());
            }
        }
        for pod in each(objects, "pods") {
            // The recorder wrote the generated form here even where a text names the pod.
            let name = match str(&pod["metadata"]["generateName"]) {
                "" => shown(pod),
                prefix => format!("{}*", hide(prefix)),
            };
            let id = format!("{}/{name}", str(&pod["metadata"]["namespace"]));
            if pod["spec"]["hostNetwork"] != true {
                let address = str(&pod["status"]["podIP"]);
                add(address, format!("<ip pod {id}>"));
                add(&address.replace('.', "-"), format!("<dashed-ip pod {id}>"));
            }
        }
        for service in each(objects, "services") {
            let id = format!("{}/{}", str(&service["metadata"]["namespace"]), str(&service["metadata"]["name"]));
            let address = str(&service["spec"]["clusterIP"]);
            if address != "None" {
                add(address, format!("<ip service {id}>"));
            }
        }
        // A claim made for a generated pod has the pod's name in its own.
        let names = Placeholders { list: found.list.clone(), ports: Vec::new() };
        for claim in each(objects, "persistentvolumeclaims") {
            let volume = format!("pvc-{}", str(&claim["metadata"]["uid"]));
            let id = format!("{}/{}", str(&claim["metadata"]["namespace"]), str(&claim["metadata"]["name"]));
            found.list.push((volume, format!("<volume of {}>", names.replace(&id))));
        }
        for service in each(objects, "services") {
            let ports = service["spec"]["ports"].as_array().into_iter().flatten().map(|port| &port["nodePort"]);
            let chosen = ports.chain([&service["spec"]["healthCheckNodePort"]]).filter_map(Value::as_i64);
            found.ports.extend(chosen.filter(|port| *port != 0 && !text.contains(&port.to_string())));
        }
        found.list.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then_with(|| one.cmp(two)));
        found.list.dedup_by(|one, two| one.0 == two.0);
        found
    }

    /// Replaces in every string and key of the value.
    pub(crate) fn apply(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.replace(text)),
            Value::Array(items) => items.iter().map(|item| self.apply(item)).collect(),
            Value::Object(members) => {
                let replaced = members.iter().map(|(key, member)| {
                    let port = matches!(key.as_str(), "nodePort" | "healthCheckNodePort")
                        && member.as_i64().is_some_and(|port| self.ports.contains(&port));
                    let member = if port { "<allocated>".into() } else { self.apply(member) };
                    (self.replace(key), member)
                });
                Value::Object(replaced.collect())
            }
            other => other.clone(),
        }
    }

    fn replace(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (chosen, placeholder) in &self.list {
            if text.contains(chosen.as_str()) {
                text = replace_word(&text, chosen, placeholder);
            }
        }
        for port in &self.ports {
            text = text.replace(&format!(":{port}/"), ":<allocated>/");
        }
        hide_uids(&hide_suffixes(text))
    }
}

/// Generated ends of the names of pods that are gone already: `web-<hash>-x7k2p`.
fn hide_suffixes(text: String) -> String {
    const BEFORE: &str = "<hash>-";
    let mut parts = text.split(BEFORE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_suffix = part.len() >= 5
            && part.bytes().take(5).all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && !part.as_bytes().get(5).is_some_and(u8::is_ascii_alphanumeric);
        out.push_str(BEFORE);
        out.push_str(&if is_suffix { format!("*{}", &part[5..]) } else { part.to_owned() });
    }
    out
}

/// Uids of objects that are gone already.
fn hide_uids(text: &str) -> String {
    let is_uid = |word: &str| {
        word.len() == 36
            && word.char_indices().all(|(at, c)| match at {
                8 | 13 | 18 | 23 => c == '-',
                _ => c.is_ascii_hexdigit(),
            })
    };
    let mut out = text.to_owned();
    let mut from = 0;
    while from + 36 <= out.len() {
        if out.get(from..from + 36).is_some_and(is_uid) {
            out.replace_range(from..from + 36, "<uid>");
        }
        from += 1;
        while from < out.len() && !out.is_char_boundary(from) {
            from += 1;
        }
    }
    out
}

/// Replaces where the found text is not a part of a longer word or number.
fn replace_word(text: &str, chosen: &str, placeholder: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(chosen) {
        let end = at + chosen.len();
        let before = rest[..at].chars().next_back().or(out.chars().next_back());
        let after = rest[end..].chars().next();
        let inside =
            before.is_some_and(|c| c.is_ascii_alphanumeric()) || after.is_some_and(|c| c.is_ascii_alphanumeric());
        out.push_str(&rest[..at]);
        out.push_str(if inside { chosen } else { placeholder });
        rest = &rest[end..];
    }
    out + rest
}

fn each<'a>(objects: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
    objects[kind].as_array().into_iter().flatten()
}

fn str(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
