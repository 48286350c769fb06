//! The CSI driver `csi.example.com` of the base cluster with its sidecars: makes volumes for claims that are handed to it,
//! deletes released ones and grows those that claims want larger. On the nodes it grows file systems.

use crate::binding::{self, PROVISIONED_BY, SELECTED_NODE, has_annotation};
use crate::change::{Act, Change, Event};
use crate::cluster::Cluster;
use crate::controllers::Controller;
use crate::controllers::persistent_volume_binder::PROVISIONER_ANNOTATIONS;
use crate::kinds::volume_source::uses_claim;
use crate::kinds::{persistent_volume_claim, storage_class};
use crate::object::Object;
use crate::value::{Map, Value};
use crate::values::condition::{self, Condition};
use crate::values::quantity::Quantity;
use serde_json::json;

/// The driver's name, which is also its provisioner's.
pub const DRIVER: &str = "csi.example.com";
/// Keeps a volume until the driver has deleted what it stands for.
const FINALIZER: &str = "external-provisioner.volume.kubernetes.io/finalizer";
/// The condition of a claim whose file system waits for a pod to grow.
const RESIZE_PENDING: &str = "FileSystemResizePending";
/// Components that events name.
const PROVISIONER: &str = "csi.example.com_csi-provisioner";
const RESIZER: &str = "external-resizer csi.example.com";
const KUBELET: &str = "kubelet";

/// This controller.
pub const CONTROLLER: Controller =
    Controller::new(DRIVER, &["PersistentVolume", "PersistentVolumeClaim", "Pod", "StorageClass"], reconcile);

fn reconcile(cluster: &Cluster) -> Vec<Change> {
    let mut changes = Vec::new();
    for claim in cluster.list("PersistentVolumeClaim") {
        changes.extend(provision(cluster, claim));
        changes.extend(expand(cluster, claim));
    }
    for volume in cluster.list("PersistentVolume") {
        changes.extend(delete(volume));
    }
    changes
}

/// Makes the volume of a claim that waits for one of this driver's.
fn provision(cluster: &Cluster, claim: &Object) -> Vec<Change> {
    let [_, handed_to] = PROVISIONER_ANNOTATIONS;
    let class_name = persistent_volume_claim::class(&claim.value).unwrap_or_default();
    let Some(class) = cluster.get("StorageClass", "", class_name) else { return Vec::new() };
    let waits_for_pod = class.value.get("volumeBindingMode").str() == storage_class::WAIT_FOR_FIRST_CONSUMER;
    let name = format!("pvc-{}", claim.uid());
    let is_due = claim.meta("annotations").get(handed_to).str() == DRIVER
        && class.value.get("provisioner").str() == DRIVER
        && claim.spec("volumeName").is_empty()
        && !claim.is_terminating()
        && (!waits_for_pod || has_annotation(claim, SELECTED_NODE))
        && cluster.get("PersistentVolume", "", &name).is_none();
    if !is_due {
        return Vec::new();
    }
    let read = vec![claim.id(), class.id()];
    let key = format!("{}/{}", claim.namespace(), claim.name());
    let started = format!("External provisioner is provisioning volume for claim \"{key}\"");
    let finished = format!("Successfully provisioned volume {name}");
    let create = Act::Create { object: volume_for(claim, class, &name), created: None, refused: None };
    vec![
        event(claim, "Provisioning", started, PROVISIONER),
        Change::new(create, read).because(claim.spec("storageClassName").origin),
        event(claim, "ProvisioningSucceeded", finished, PROVISIONER),
    ]
}

fn volume_for(claim: &Object, class: &Object, name: &str) -> Value {
    let policy = class.value.get("reclaimPolicy").str();
    let mut volume: Value = json!({
        "apiVersion": "v1",
        "kind": "PersistentVolume",
        "metadata": {"name": name, "annotations": {PROVISIONED_BY: DRIVER}},
        "spec": {
            "capacity": {},
            "csi": {"driver": DRIVER, "volumeHandle": format!("vol-{}", claim.uid())},
            "persistentVolumeReclaimPolicy": policy,
            "storageClassName": class.name(),
        },
    })
    .into();
    if policy == "Delete" {
        volume.entry("metadata").set("finalizers", vec![FINALIZER.into()]);
    }
    let spec = volume.entry("spec");
    spec.entry("capacity").set("storage", claim.spec("resources").at(&["requests", "storage"]).clone());
    spec.set("accessModes", claim.spec("accessModes").clone());
    spec.set("volumeMode", claim.spec("volumeMode").clone());
    spec.set("claimRef", binding::claim_reference(claim));
    for (from, to) in [(class.value.get("mountOptions"), "mountOptions"), (claim.spec(ATTRIBUTES), ATTRIBUTES)] {
        if !from.is_empty() {
            spec.set(to, from.clone());
        }
    }
    let topologies = class.value.get("allowedTopologies").list();
    if !topologies.is_empty() {
        let terms: Vec<Value> = topologies.iter().map(node_selector_term).collect();
        spec.entry_at(&["nodeAffinity", "required"]).set("nodeSelectorTerms", terms);
    }
    volume
}

/// The class of attributes, on claims and volumes.
const ATTRIBUTES: &str = "volumeAttributesClassName";

/// Where a class allows volumes, as the affinity of a volume.
fn node_selector_term(term: &Value) -> Value {
    let expressions = term.get("matchLabelExpressions").list().iter().map(|expression| {
        let mut requirement = Value::map();
        requirement.set("key", expression.get("key").clone());
        requirement.set("operator", "In");
        requirement.set("values", expression.get("values").clone());
        requirement
    });
    Map::from([("matchExpressions".into(), expressions.collect::<Vec<_>>().into())]).into()
}

/// Deletes what a released volume stands for and then the volume; lets go of one that somebody else deletes.
fn delete(volume: &Object) -> Option<Change> {
    let is_ours = volume.annotation(PROVISIONED_BY) == DRIVER;
    if !is_ours || volume.status("phase").str() != "Released" {
        return None;
    }
    if volume.is_terminating() {
        return volume.has_finalizer(FINALIZER).then(|| {
            let mut value = volume.value.clone();
            value.entry_at(&["metadata", "finalizers"]).list_mut().retain(|held| held.str() != FINALIZER);
            Change::new(Act::Update(value), vec![volume.id()])
        });
    }
    let is_due = volume.spec("persistentVolumeReclaimPolicy").str() == "Delete";
    is_due.then(|| Change::new(Act::Delete(volume.id()), vec![volume.id()]))
}

/// Grows the volume of a bound claim, and the file system on it where a pod uses it.
fn expand(cluster: &Cluster, claim: &Object) -> Vec<Change> {
    let Some(volume) = cluster.get("PersistentVolume", "", claim.spec("volumeName").str()) else { return Vec::new() };
    let (wanted, has) = (binding::request(claim), Quantity::of(claim.status("capacity").get("storage")));
    let is_ours = volume.spec("csi").get("driver").str() == DRIVER;
    if !is_ours || claim.status("phase").str() != "Bound" || wanted <= has {
        return Vec::new();
    }
    let read = vec![claim.id(), volume.id()];
    let request = claim.spec("resources").at(&["requests", "storage"]);
    let is_block = claim.spec("volumeMode").str() == "Block";
    let mut changes = Vec::new();
    let grows = binding::capacity(volume) < wanted;
    if grows {
        let mut grown = volume.value.clone();
        grown.entry_at(&["spec", "capacity"]).set("storage", request.clone());
        let words = format!("External resizer is resizing volume {}", volume.name());
        changes.push(event(claim, "Resizing", words, RESIZER));
        changes.push(Change::new(Act::Update(grown), read.clone()).because(request.origin));
    }
    let mut value = claim.value.clone();
    if is_block || is_in_use(cluster, claim) {
        value.entry_at(&["status", "capacity"]).set("storage", request.without_origin());
        condition::remove(&mut value, RESIZE_PENDING);
        changes.push(match is_block {
            true => event(claim, "VolumeResizeSuccessful", "Resize volume succeeded".to_owned(), RESIZER),
            false => {
                let words = format!("MountVolume.NodeExpandVolume succeeded for volume \"{}\"", volume.name());
                event(claim, "FileSystemResizeSuccessful", words, KUBELET)
            }
        });
    } else {
        let words = "Waiting for user to (re-)start a pod to finish file system resize of volume on node.";
        let pending = Condition { kind: RESIZE_PENDING, status: "True", reason: "", message: words };
        condition::set(&mut value, pending, &cluster.now());
        // The resizer writes its conditions in front of the others.
        let conditions = value.entry_at(&["status", "conditions"]).list_mut();
        conditions.sort_by_key(|held| held.get("type").str() != RESIZE_PENDING);
        if grows {
            let words = "Require file system resize of volume on node".to_owned();
            changes.push(event(claim, "FileSystemResizeRequired", words, RESIZER));
        }
    }
    if value != claim.value {
        changes.push(Change::new(Act::Update(value), read).because(request.origin));
    }
    changes
}

/// Whether a running pod uses the claim.
fn is_in_use(cluster: &Cluster, claim: &Object) -> bool {
    let mut pods = cluster.list_in("Pod", claim.namespace());
    pods.any(|pod| pod.status("phase").str() == "Running" && uses_claim(pod, claim.name()))
}

fn event(claim: &Object, reason: &'static str, message: String, by: &'static str) -> Change {
    let event = Event { about: claim.id(), severity: "Normal", reason, message: message.into(), by };
    Change::new(Act::Event(event), vec![claim.id()])
}
