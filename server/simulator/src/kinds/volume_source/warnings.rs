//! Warnings about sources: plugins that are gone, files on the same path
//! (`pkg/api/pod/warnings.go`, `pkg/api/persistentvolume/util.go`).

use crate::kinds::persistent_volume_claim;
use crate::submit::admission::service_account;
use crate::value::Value;
use crate::values::field::{Path, quote};

/// Source, its name in a pod's warning, its name in a PersistentVolume's, and what became of it. An empty name: no warning there.
const GONE: &[(&str, &str, &str, &str)] = &[
    ("cephfs", "cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
    ("rbd", "rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"),
    (
        "photonPersistentDisk",
        "photonPersistentDisk",
        "photonPersistentDisk",
        "deprecated in v1.11, non-functional in v1.16+",
    ),
    ("gitRepo", "gitRepo", "", "deprecated in v1.11, and disabled by default in v1.33+"),
    ("scaleIO", "scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
    ("flocker", "flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"),
    ("storageos", "storageOS", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
    ("quobyte", "quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
    ("glusterfs", "glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
];

/// Warnings about a pod's volumes; `path` is that of the list, such as `spec.volumes`.
pub fn warnings(volumes: &Value, path: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for (index, volume) in volumes.list().iter().enumerate() {
        let path = path.index(index);
        for (member, shown, _, fate) in GONE {
            if !volume.get(member).is_null() {
                found.push(format!("{}.{shown}: {fate}", path));
            }
        }
        let template = volume.at(&["ephemeral", "volumeClaimTemplate"]);
        if !template.is_null() {
            let path = path.child("ephemeral").child("volumeClaimTemplate").child("spec");
            found.extend(persistent_volume_claim::spec_warnings(template.get("spec"), &path));
        }
    }
    for volume in volumes.list().iter().filter(|volume| !service_account::is_own_source(volume.get("projected"))) {
        overlaps(volume, &mut found);
    }
    found
}

/// Warnings about the source of a PersistentVolume's spec.
pub fn persistent_warnings(spec: &Value, path: &Path) -> Vec<String> {
    GONE.iter()
        .filter(|(member, _, shown, _)| !shown.is_empty() && !spec.get(member).is_null())
        .map(|(_, _, shown, fate)| format!("{}.{shown}: {fate}", path))
        .collect()
}

/// A file and, in a projected volume, where it comes from.
#[derive(Clone, PartialEq)]
struct File {
    path: String,
    from: String,
}

impl std::fmt::Display for File {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.from.as_str() {
            "" => out.write_str(&quote(&self.path)),
            from => write!(out, "{} ({from})", quote(&self.path)),
        }
    }
}

/// Two files of which one hides the other or stands in its way.
fn overlaps(volume: &Value, found: &mut Vec<String>) {
    let name = || quote(volume.get("name").str());
    let kinds =
        [("configMap", "name", "ConfigMap"), ("secret", "secretName", "Secret"), ("downwardAPI", "", "DownwardAPI")];
    for (member, named, kind) in kinds {
        let source = volume.get(member);
        if source.is_null() {
            continue;
        }
        let shown = describe(kind, source.get(named).as_str());
        for (one, other) in collisions(files(source, "")) {
            found.push(format!("volume {} ({shown}): overlapping paths: {one} with {other}", name()));
        }
    }
    let mut all = Vec::new();
    for source in volume.at(&["projected", "sources"]).list() {
        if source.members().all(|(_, held)| held.is_null()) {
            found.push(format!("volume {} (Projected) has no sources provided", name()));
        }
        for file in projected(source, &kinds) {
            for earlier in collisions_with(&file, &all) {
                found.push(format!("volume {} (Projected): overlapping paths: {file} with {earlier}", name()));
            }
            all.push(file);
        }
    }
}

/// The files of one source of a projected volume.
fn projected(source: &Value, kinds: &[(&str, &str, &str)]) -> Vec<File> {
    let mut all = Vec::new();
    for (member, _, kind) in kinds {
        let held = source.get(member);
        if held.is_null() {
            continue;
        }
        all.extend(files(held, &describe(kind, held.get("name").as_str())));
    }
    let token = source.get("serviceAccountToken");
    if !token.is_null() {
        all.push(File { path: trimmed(token), from: "ServiceAccountToken".to_owned() });
    }
    all
}

fn describe(kind: &str, name: Option<&str>) -> String {
    name.map_or(kind.to_owned(), |name| format!("{kind} {}", quote(name)))
}

fn files(source: &Value, from: &str) -> Vec<File> {
    source.get("items").list().iter().map(|item| File { path: trimmed(item), from: from.to_owned() }).collect()
}

fn trimmed(item: &Value) -> String {
    item.get("path").str().trim_end_matches('/').to_owned()
}

/// Every file with each earlier one that it collides with.
fn collisions(files: Vec<File>) -> Vec<(File, File)> {
    let mut found = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let earlier = files.get(..index).unwrap_or_default();
        found.extend(collisions_with(file, earlier).map(|other| (file.clone(), other.clone())));
    }
    found
}

/// The files that are the same as this one, above it or below it.
fn collisions_with<'a>(file: &'a File, others: &'a [File]) -> impl Iterator<Item = &'a File> {
    let holds = |upper: &str, lower: &str| {
        lower.strip_prefix(upper).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let path = file.path.as_str();
    others.iter().filter(move |earlier| {
        let other = earlier.path.as_str();
        !path.is_empty() && !other.is_empty() && (holds(other, path) || holds(path, other))
    })
}
