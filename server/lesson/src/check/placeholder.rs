//! Values that the cluster chooses, in the spelling of the conformance recordings: `<ip service default/web>`,
//! `<ip pod default/web-1>`, `<volume of default/data>`.

use simulator::Cluster;

/// Replaces every placeholder by what the cluster has chosen; one that stands for nothing stays as it is.
pub(super) fn resolve(text: &str, cluster: &Cluster) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let Some((inside, after)) = behind.split_once('>') else {
            out.push('<');
            rest = behind;
            continue;
        };
        match chosen(inside, cluster) {
            Some(value) => out.push_str(&value),
            None => {
                out.push('<');
                out.push_str(inside);
                out.push('>');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn chosen(inside: &str, cluster: &Cluster) -> Option<String> {
    let (what, name) = inside.rsplit_once(' ')?;
    let (namespace, name) = name.split_once('/')?;
    let (kind, path): (_, &[&str]) = match what {
        "ip service" => ("Service", &["spec", "clusterIP"]),
        "ip pod" => ("Pod", &["status", "podIP"]),
        "volume of" => ("PersistentVolumeClaim", &["spec", "volumeName"]),
        _ => return None,
    };
    cluster.get(kind, namespace, name)?.value.at(path).as_str().filter(|value| !value.is_empty()).map(str::to_owned)
}
