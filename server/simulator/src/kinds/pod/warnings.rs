//! Warnings about pods and pod templates (`pkg/api/pod/warnings.go`).

use super::port_warnings;
use crate::kinds::volume_source;
use crate::value::Value;
use crate::values::field::{Path, quote};
use crate::values::ip::ip_warning;
use crate::values::name;
use crate::values::quantity::Quantity;

/// Node labels that have newer names, since when, and the newer name.
const OLD_LABELS: &[(&str, &str, &str)] = &[
    ("beta.kubernetes.io/arch", "v1.14", "kubernetes.io/arch"),
    ("beta.kubernetes.io/os", "v1.14", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "v1.17", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "v1.17", "topology.kubernetes.io/zone"),
    ("beta.kubernetes.io/instance-type", "v1.17", "node.kubernetes.io/instance-type"),
];

/// Annotations that do nothing any more.
const OLD_ANNOTATIONS: &[(&str, &str)] = &[
    (
        "scheduler.alpha.kubernetes.io/critical-pod",
        "non-functional in v1.16+; use the \"priorityClassName\" field instead",
    ),
    ("security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
    ("security.alpha.kubernetes.io/unsafe-sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
];

/// Annotations that fields have replaced, and what is said about them.
const SECCOMP_POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";
const SECCOMP: &str = "non-functional in v1.27+; use the \"seccompProfile\" field instead";
const APP_ARMOR_CONTAINER: &str = "container.apparmor.security.beta.kubernetes.io/";
const APP_ARMOR: &str = "deprecated since v1.30; use the \"appArmorProfile\" field instead";

/// Resources that come in whole bytes.
const WITHOUT_FRACTIONS: [&str; 2] = ["memory", "ephemeral-storage"];

/// Warnings about a new pod. Changes of pods are not warned about (`podStrategy.WarningsOnUpdate`).
pub(super) fn of_pod(new: &Value, old: Option<&Value>) -> Vec<String> {
    if old.is_some() {
        return Vec::new();
    }
    let mut found = of_name(new, "the Pod's hostname");
    found.extend(of_template(new, &Path::default()));
    found
}

/// The warning about a name that becomes part of host names and is no DNS label; `used` says of which.
pub fn of_name(object: &Value, used: &str) -> Vec<String> {
    let messages = name::dns1123_label(object.at(&["metadata", "name"]).str());
    let words = |messages: &[String]| {
        format!(
            "metadata.name: this is used in {used}, which can result in surprising behavior; \
             a DNS label is recommended: [{}]",
            messages.join(" ")
        )
    };
    if messages.is_empty() { Vec::new() } else { vec![words(&messages)] }
}

/// Warnings about a pod or template at a path.
pub fn of_template(template: &Value, path: &Path) -> Vec<String> {
    let (spec, spec_path) = (template.get("spec"), path.child("spec"));
    let mut found = Vec::new();
    placement(spec, &spec_path, &mut found);
    let annotations = Annotations {
        held: template.at(&["metadata", "annotations"]),
        path: path.child("metadata").child("annotations"),
    };
    OLD_ANNOTATIONS.iter().for_each(|(key, words)| annotations.warn(key, words, &mut found));
    found.extend(volume_source::warnings(spec.get("volumes"), &spec_path.child("volumes")));
    duplicates(spec, "hostAliases", "ip", &spec_path, &mut found);
    duplicates(spec, "imagePullSecrets", "name", &spec_path, &mut found);
    for (index, secret) in spec.get("imagePullSecrets").list().iter().enumerate() {
        if secret.get("name").is_empty() {
            let path = spec_path.child("imagePullSecrets").index(index).child("name");
            found.push(format!("{}: invalid empty name \"\"", path));
        }
    }
    for resource in WITHOUT_FRACTIONS {
        fraction(spec.get("overhead"), resource, &spec_path.child("overhead"), &mut found);
    }
    let pod_context = spec.get("securityContext");
    if pod_context.get("seccompProfile").is_null() {
        annotations.warn(SECCOMP_POD, SECCOMP, &mut found);
    }
    let is_template = path != &Path::default();
    let containers = containers(spec, &spec_path);
    for (container, path) in &containers {
        let (name, context) = (container.get("name").str(), container.get("securityContext"));
        if !annotations.held.is_empty() && context.get("seccompProfile").is_null() {
            annotations.warn(&format!("{SECCOMP_CONTAINER}{name}"), SECCOMP, &mut found);
        }
        // What pods themselves are told about AppArmor comes from elsewhere (`applyAppArmorVersionSkew`).
        let confined = [pod_context, context].iter().any(|context| !context.get("appArmorProfile").is_null());
        if is_template && !confined {
            annotations.warn(&format!("{APP_ARMOR_CONTAINER}{name}"), APP_ARMOR, &mut found);
        }
        let (resources, below) = (container.get("resources"), path.child("resources"));
        for resource in WITHOUT_FRACTIONS.iter().filter(|_| !resources.is_empty()) {
            for key in ["limits", "requests"] {
                fraction(resources.get(key), resource, &below.child(key), &mut found);
            }
        }
        hidden_variables(container.get("env"), &path.child("env"), &mut found);
    }
    port_warnings::numbers(&containers, &mut found);
    port_warnings::names(&containers, &mut found);
    if spec.get("terminationGracePeriodSeconds").int() < 0 {
        let path = spec_path.child("terminationGracePeriodSeconds");
        found.push(format!("{}: must be >= 0; negative values are invalid and will be treated as 1", path));
    }
    affinity(spec.get("affinity"), &spec_path.child("affinity"), &mut found);
    addresses(spec, &spec_path, &mut found);
    found
}

/// The annotations of a pod or template, and where they stand.
struct Annotations<'a> {
    held: &'a Value,
    path: Path,
}

impl Annotations<'_> {
    /// Says the words about an annotation that is there.
    fn warn(&self, key: &str, words: &str, found: &mut Vec<String>) {
        if self.held.has(key) {
            found.push(format!("{}: {words}", self.path.key(key)));
        }
    }
}

/// Addresses that are not written as they should be.
fn addresses(spec: &Value, path: &Path, found: &mut Vec<String>) {
    let path_of =
        |list: &[&'static str], index| list.iter().fold(path.clone(), |path, key| path.child(key)).index(index);
    for (index, server) in spec.at(&["dnsConfig", "nameservers"]).list().iter().enumerate() {
        found.extend(ip_warning(&path_of(&["dnsConfig", "nameservers"], index).to_string(), server.str()));
    }
    for (index, alias) in spec.get("hostAliases").list().iter().enumerate() {
        let path = path_of(&["hostAliases"], index).child("ip");
        found.extend(ip_warning(&path.to_string(), alias.get("ip").str()));
    }
}

/// `VisitContainersWithPath`: init containers, containers, ephemeral containers.
fn containers<'a>(spec: &'a Value, path: &Path) -> Vec<(&'a Value, Path)> {
    let lists = ["initContainers", "containers", "ephemeralContainers"];
    let of = |list: &'static str| {
        let path = path.child(list);
        spec.get(list).list().iter().enumerate().map(move |(index, container)| (container, path.index(index)))
    };
    lists.into_iter().flat_map(of).collect()
}

fn old_label(label: &str) -> Option<String> {
    let (_, since, newer) = OLD_LABELS.iter().find(|(old, _, _)| *old == label)?;
    Some(format!("deprecated since {since}; use {} instead", quote(newer)))
}

/// Old labels in selectors, affinity and spread constraints; spread constraints that select nothing.
fn placement(spec: &Value, path: &Path, found: &mut Vec<String>) {
    for (key, _) in spec.get("nodeSelector").members() {
        found.extend(old_label(key).map(|words| format!("{}: {words}", path.child("nodeSelector").key(key))));
    }
    let (affinity, below) = (spec.at(&["affinity", "nodeAffinity"]), path.child("affinity").child("nodeAffinity"));
    let (required, preferred) =
        ("requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution");
    for (index, term) in affinity.at(&[required, "nodeSelectorTerms"]).list().iter().enumerate() {
        old_labels_in_term(term, &below.child(required).child("nodeSelectorTerms").index(index), found);
    }
    for (index, term) in affinity.get(preferred).list().iter().enumerate() {
        let path = below.child(preferred).index(index).child("preference");
        old_labels_in_term(term.get("preference"), &path, found);
        odd_values_in_term(term.get("preference"), &path, found);
    }
    for (index, constraint) in spec.get("topologySpreadConstraints").list().iter().enumerate() {
        let path = path.child("topologySpreadConstraints").index(index);
        let key = constraint.get("topologyKey").str();
        if let Some(words) = old_label(key) {
            found.push(format!("{}: {key} is {words}", path.child("topologyKey")));
        }
        selects_nothing(constraint, &path, found);
    }
}

fn old_labels_in_term(term: &Value, path: &Path, found: &mut Vec<String>) {
    for (index, requirement) in term.get("matchExpressions").list().iter().enumerate() {
        let key = requirement.get("key").str();
        if let Some(words) = old_label(key) {
            let path = path.child("matchExpressions").index(index).child("key");
            found.push(format!("{}: {key} is {words}", path));
        }
    }
}

/// Values that no label can have: a required term is refused for them, a preferred one is not
/// (`GetWarningsForNodeSelectorTerm`).
fn odd_values_in_term(term: &Value, path: &Path, found: &mut Vec<String>) {
    for (index, requirement) in term.get("matchExpressions").list().iter().enumerate() {
        let path = path.child("matchExpressions").index(index).child("values");
        for (index, value) in requirement.get("values").list().iter().enumerate() {
            for message in name::label_value(value.str()) {
                found.push(format!("{}: {} is invalid, {message}", path.index(index), value.str()));
            }
        }
    }
}

fn selects_nothing(holder: &Value, path: &Path, found: &mut Vec<String>) {
    if holder.get("labelSelector").is_null() {
        let path = path.child("labelSelector");
        found.push(format!("{}: a null labelSelector results in matching no pod", path));
    }
}

fn affinity(affinity: &Value, path: &Path, found: &mut Vec<String>) {
    for kind in ["podAffinity", "podAntiAffinity"] {
        for list in
            ["requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"]
        {
            for (index, term) in affinity.at(&[kind, list]).list().iter().enumerate() {
                let path = path.child(kind).child(list).index(index);
                match list.starts_with("preferred") {
                    true => selects_nothing(term.get("podAffinityTerm"), &path.child("podAffinityTerm"), found),
                    false => selects_nothing(term, &path, found),
                }
            }
        }
    }
}

fn duplicates(spec: &Value, list: &'static str, key: &'static str, path: &Path, found: &mut Vec<String>) {
    let items = spec.get(list).list();
    for (index, item) in items.iter().enumerate() {
        let text = item.get(key).str();
        if items.iter().take(index).any(|earlier| earlier.get(key).str() == text) {
            let path = path.child(list).index(index).child(key);
            found.push(format!("{}: duplicate {key} {}", path, quote(text)));
        }
    }
}

/// There is no fraction of a byte.
fn fraction(resources: &Value, resource: &str, path: &Path, found: &mut Vec<String>) {
    let asked = resources.get(resource);
    if asked.is_null() {
        return;
    }
    let quantity = Quantity::of(asked);
    if quantity.milli_value() % 1000 != 0 {
        let (path, text) = (path.key(resource), quote(&quantity.to_string()));
        found.push(format!("{}: fractional byte value {text} is invalid, must be an integer", path));
    }
}

/// A variable that is defined again without its former value in it.
fn hidden_variables(variables: &Value, path: &Path, found: &mut Vec<String>) {
    let list = variables.list();
    for (index, variable) in list.iter().enumerate() {
        let name = variable.get("name").str();
        if !list.iter().take(index).any(|earlier| earlier.get("name").str() == name) {
            continue;
        }
        let (value, reference) = (variable.get("value").str(), format!("$({name})"));
        if !variable.get("valueFrom").is_null() || value == reference || !value.contains(&reference) {
            found.push(format!(
                "{}: hides previous definition of {}, which may be dropped when using apply",
                path.index(index),
                quote(name)
            ));
        }
    }
}
