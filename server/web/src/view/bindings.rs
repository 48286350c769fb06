//! Claim -> volume -> phase -> reason.

use super::change::Event;
use serde::Serialize;
use simulator::Cluster;
use simulator::object::Object;
use simulator::value::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Claims and volumes of a cluster.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bindings<'a> {
    /// PersistentVolumeClaims, sorted by namespace and name.
    pub claims: Vec<Claim<'a>>,
    /// PersistentVolumes, sorted by name.
    pub volumes: Vec<Volume<'a>>,
}

/// A PersistentVolumeClaim.
#[derive(Debug, Serialize, ToSchema)]
pub struct Claim<'a> {
    /// Its namespace.
    pub namespace: &'a str,
    /// Its name.
    pub name: &'a str,
    /// `Pending`, `Bound` or `Lost`.
    pub phase: &'a str,
    /// Its StorageClass; `""` asks for a volume without one, missing is not decided yet.
    pub class: Option<&'a str>,
    /// How much it asks for, such as `1Gi`.
    pub requested: Option<&'a str>,
    /// How much it has.
    pub capacity: Option<&'a str>,
    /// How it wants to be mounted.
    pub access_modes: Vec<&'a str>,
    /// Its volume, once it is bound (or asks for one by name).
    pub volume: Option<&'a str>,
    /// Pods that mount it.
    pub used_by: Vec<&'a str>,
    /// What the control plane says of it: the conditions that hold, then its events.
    pub reasons: Vec<Reason<'a>>,
}

/// A PersistentVolume.
#[derive(Debug, Serialize, ToSchema)]
pub struct Volume<'a> {
    /// Its name.
    pub name: &'a str,
    /// `Available`, `Bound`, `Released` or `Failed`.
    pub phase: &'a str,
    /// Its StorageClass; empty when it has none.
    pub class: &'a str,
    /// How much it holds.
    pub capacity: Option<&'a str>,
    /// How it can be mounted.
    pub access_modes: Vec<&'a str>,
    /// What happens to it when its claim is gone: `Retain`, `Delete` or `Recycle`.
    pub reclaim_policy: &'a str,
    /// The claim it belongs to, `namespace/name`, also after that claim is gone.
    pub claim: Option<String>,
    /// What the control plane says of it.
    pub reasons: Vec<Reason<'a>>,
}

/// Why something is as it is, in the control plane's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Reason<'a> {
    /// In CamelCase, such as `WaitForFirstConsumer`.
    pub reason: &'a str,
    /// The words; may be empty.
    pub message: &'a str,
}

impl<'a> Bindings<'a> {
    /// Reads a cluster.
    pub fn of(cluster: &'a Cluster) -> Bindings<'a> {
        let mut said: BTreeMap<(&str, &str, &str), Vec<Reason<'_>>> = BTreeMap::new();
        for event in cluster.events().map(Event::from) {
            let about = (event.about.kind, event.about.namespace, event.about.name);
            said.entry(about).or_default().push(Reason { reason: event.reason, message: event.message });
        }
        let mut users: BTreeMap<(&str, Cow<'_, str>), Vec<&str>> = BTreeMap::new();
        for pod in cluster.list("Pod") {
            for claim in pod.spec("volumes").list().iter().filter_map(|volume| claim_of(pod, volume)) {
                users.entry((pod.namespace(), claim)).or_default().push(pod.name());
            }
        }
        let said = |object: &'a Object| {
            let about = (object.kind.kind, object.namespace(), object.name());
            said.get(&about).cloned().unwrap_or_default()
        };
        let used_by =
            |claim: &'a Object| users.get(&(claim.namespace(), claim.name().into())).cloned().unwrap_or_default();
        let claims = cluster.list("PersistentVolumeClaim");
        let volumes = cluster.list("PersistentVolume");
        Bindings {
            claims: claims.map(|claim| Claim::new(claim, used_by(claim), said(claim))).collect(),
            volumes: volumes.map(|volume| Volume::new(volume, said(volume))).collect(),
        }
    }
}

/// The claim that a pod's volume mounts; an ephemeral volume's claim is named after both
/// (component-helpers `storage/ephemeral`).
fn claim_of<'a>(pod: &'a Object, volume: &'a Value) -> Option<Cow<'a, str>> {
    match volume.has("ephemeral") {
        true => Some(format!("{}-{}", pod.name(), volume.get("name").str()).into()),
        false => volume.at(&["persistentVolumeClaim", "claimName"]).as_str().map(Cow::from),
    }
}

impl<'a> Claim<'a> {
    fn new(claim: &'a Object, used_by: Vec<&'a str>, said: Vec<Reason<'a>>) -> Claim<'a> {
        let conditions = claim.status("conditions").list().iter().filter(|held| held.get("status").str() == "True");
        let conditions =
            conditions.map(|held| Reason { reason: held.get("type").str(), message: held.get("message").str() });
        Claim {
            namespace: claim.namespace(),
            name: claim.name(),
            phase: claim.status("phase").str(),
            class: claim.spec("storageClassName").as_str(),
            requested: claim.spec("resources").at(&["requests", "storage"]).as_str(),
            capacity: claim.status("capacity").get("storage").as_str(),
            access_modes: texts(claim.spec("accessModes")),
            volume: claim.spec("volumeName").as_str().filter(|name| !name.is_empty()),
            used_by,
            reasons: conditions.chain(said).collect(),
        }
    }
}

impl<'a> Volume<'a> {
    fn new(volume: &'a Object, said: Vec<Reason<'a>>) -> Volume<'a> {
        let own = Reason { reason: volume.status("reason").str(), message: volume.status("message").str() };
        let own = Some(own).filter(|own| !(own.reason.is_empty() && own.message.is_empty()));
        let claim = volume.spec("claimRef");
        Volume {
            name: volume.name(),
            phase: volume.status("phase").str(),
            class: volume.spec("storageClassName").str(),
            capacity: volume.spec("capacity").get("storage").as_str(),
            access_modes: texts(volume.spec("accessModes")),
            reclaim_policy: volume.spec("persistentVolumeReclaimPolicy").str(),
            claim: (!claim.is_null()).then(|| format!("{}/{}", claim.get("namespace").str(), claim.get("name").str())),
            reasons: own.into_iter().chain(said).collect(),
        }
    }
}

fn texts(values: &Value) -> Vec<&str> {
    values.list().iter().map(Value::str).collect()
}
