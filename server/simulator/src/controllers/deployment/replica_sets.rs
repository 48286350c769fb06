//! The ReplicaSets of a Deployment: the one of its present template and the old ones
//! (`pkg/controller/deployment/sync.go`, `util/deployment_util.go`).

use super::{CONTROLLER, fence_posts, wanted};
use crate::change::{Act, Change, Event};
use crate::controllers::history;
use crate::controllers::ownership::controller_reference;
use crate::object::Object;
use crate::value::Value;
use serde_json::json;
use std::sync::Arc;

pub(super) const HASH_LABEL: &str = "pod-template-hash";
pub(super) const REVISION: &str = "deployment.kubernetes.io/revision";
const HISTORY: &str = "deployment.kubernetes.io/revision-history";
const DESIRED: &str = "deployment.kubernetes.io/desired-replicas";
const MOST: &str = "deployment.kubernetes.io/max-replicas";

/// Annotations of a Deployment that are about itself and not copied to its sets.
const OWN: [&str; 6] = [
    "kubectl.kubernetes.io/last-applied-configuration",
    "deprecated.deployment.rollback.to",
    REVISION,
    HISTORY,
    DESIRED,
    MOST,
];

/// A ReplicaSet as the controller wants it.
#[derive(Debug, Clone)]
pub(super) struct Set {
    /// As it is stored; none before it is made.
    stored: Option<Arc<Object>>,
    value: Value,
}

/// All ReplicaSets of a Deployment, and what is to be said about changes of them.
#[derive(Debug, Default)]
pub(super) struct ReplicaSets {
    /// The one with the Deployment's template.
    pub(super) new: Option<Set>,
    /// The others, the oldest first.
    pub(super) old: Vec<Set>,
    messages: Vec<String>,
    gone: Vec<Arc<Object>>,
}

impl Set {
    fn stored(object: &Arc<Object>) -> Set {
        Set { stored: Some(object.clone()), value: object.value.clone() }
    }

    /// `spec.replicas`.
    pub(super) fn replicas(&self) -> i64 {
        self.value.at(&["spec", "replicas"]).int()
    }

    /// A count of its status.
    pub(super) fn count(&self, key: &str) -> i64 {
        self.value.at(&["status", key]).int()
    }

    pub(super) fn name(&self) -> &str {
        self.value.at(&["metadata", "name"]).str()
    }

    /// The number in an annotation.
    pub(super) fn number(&self, annotation: &str) -> Option<i64> {
        self.value.at(&["metadata", "annotations", annotation]).str().parse().ok()
    }

    /// What the Deployment wanted when this set was last touched.
    pub(super) fn desired(&self) -> Option<i64> {
        self.number(DESIRED)
    }

    /// How many pods the Deployment could have then.
    pub(super) fn most(&self) -> Option<i64> {
        self.number(MOST)
    }

    pub(super) fn created(&self) -> &str {
        self.value.at(&["metadata", "creationTimestamp"]).str()
    }

    /// The stored object, if it is stored yet.
    pub(super) fn object(&self) -> Option<&Arc<Object>> {
        self.stored.as_ref()
    }

    /// Why its pods cannot be made, if they cannot.
    pub(super) fn failure(&self) -> Option<&str> {
        let failure = self.object()?.condition("ReplicaFailure");
        (!failure.is_null()).then(|| failure.get("message").str())
    }

    /// Takes over the Deployment's annotations, and the revision if it is higher than what the set had
    /// (`SetNewReplicaSetAnnotations`).
    fn annotate(&mut self, deployment: &Object, revision: i64) {
        let annotations = self.value.entry_at(&["metadata", "annotations"]);
        for (key, value) in deployment.meta("annotations").members().filter(|(key, _)| !OWN.contains(key)) {
            annotations.set(key, value.clone());
        }
        let held = annotations.get(REVISION).str().to_owned();
        if held.parse().unwrap_or(0) >= revision {
            return;
        }
        annotations.set(REVISION, revision.to_string());
        if !held.is_empty() {
            let before = annotations.get(HISTORY).str();
            let history = if before.is_empty() { held } else { format!("{before},{held}") };
            annotations.set(HISTORY, history);
        }
    }

    /// Notes what the Deployment wants now (`SetReplicasAnnotations`).
    fn note(&mut self, deployment: &Object) {
        let (surge, _) = fence_posts(deployment);
        let annotations = self.value.entry_at(&["metadata", "annotations"]);
        annotations.set(DESIRED, wanted(deployment).to_string());
        annotations.set(MOST, (wanted(deployment) + surge).to_string());
    }
}

impl ReplicaSets {
    /// Sorts the sets by age and finds the one of the present template: the oldest with the same one.
    pub(super) fn of(deployment: &Object, owned: &[&Arc<Object>]) -> ReplicaSets {
        let mut all: Vec<Set> = owned.iter().map(|object| Set::stored(object)).collect();
        all.sort_by(|one, two| (one.created(), one.name()).cmp(&(two.created(), two.name())));
        let template = plain_template(deployment.spec("template"));
        let at = all.iter().position(|set| plain_template(set.value.at(&["spec", "template"])) == template);
        let new = at.map(|at| all.remove(at));
        ReplicaSets { new, old: all, ..ReplicaSets::default() }
    }

    /// The new one and the old ones.
    pub(super) fn all(&self) -> impl Iterator<Item = &Set> {
        self.old.iter().chain(&self.new)
    }

    /// Sum over all of `spec.replicas`.
    pub(super) fn replicas(&self) -> i64 {
        self.all().map(Set::replicas).sum()
    }

    /// Sum over all of a count of the status.
    pub(super) fn count(&self, key: &str) -> i64 {
        self.all().map(|set| set.count(key)).sum()
    }

    /// The highest revision among the old ones, and one more: the new one's.
    fn next_revision(&self) -> i64 {
        self.old.iter().filter_map(|set| set.number(REVISION)).max().unwrap_or(0) + 1
    }

    /// Makes sure that there is a set for the present template, with `replicas` pods when it has to be made.
    pub(super) fn ensure_new(&mut self, deployment: &Object, replicas: impl FnOnce(&ReplicaSets) -> i64) {
        if self.new.is_none() {
            let count = replicas(self);
            let set = made(deployment, count);
            if count > 0 {
                self.messages.push(format!("Scaled up replica set {} from 0 to {count}", set.name()));
            }
            self.new = Some(set);
        }
        if let Some(set) = &mut self.new {
            set.note(deployment);
        }
        self.refresh_new(deployment);
    }

    /// The annotations and waiting time of the new set, if there is one (`getNewReplicaSet` that creates none).
    pub(super) fn refresh_new(&mut self, deployment: &Object) {
        let revision = self.next_revision();
        let Some(set) = &mut self.new else { return };
        set.annotate(deployment, revision);
        let ready_seconds = deployment.spec("minReadySeconds");
        if !ready_seconds.is_null() {
            set.value.entry("spec").set("minReadySeconds", ready_seconds.clone());
        }
    }

    /// Gives the new set another size, and says so.
    pub(super) fn scale_new(&mut self, deployment: &Object, replicas: i64) {
        if let Some(set) = &mut self.new {
            scale(set, deployment, replicas, &mut self.messages);
        }
    }

    /// Gives an old set another size, and says so.
    pub(super) fn scale_old(&mut self, at: usize, deployment: &Object, replicas: i64) {
        if let Some(set) = self.old.get_mut(at) {
            scale(set, deployment, replicas, &mut self.messages);
        }
    }

    /// Deletes old sets without pods beyond the history limit (`cleanupDeployment`).
    pub(super) fn forget(&mut self, deployment: &Object) {
        let limit = deployment.spec("revisionHistoryLimit").as_int().unwrap_or(10);
        let idle = |set: &&Set| set.replicas() == 0 && set.count("replicas") == 0;
        let mut candidates: Vec<&Set> = self.old.iter().collect();
        let surplus = usize::try_from(candidates.len() as i64 - limit).unwrap_or(0);
        candidates.sort_by_key(|set| set.number(REVISION));
        self.gone = candidates.into_iter().take(surplus).filter(idle).filter_map(|set| set.stored.clone()).collect();
    }

    /// What has to be written.
    pub(super) fn into_changes(self, deployment: &Object) -> Vec<Change> {
        let because = deployment.value.get("spec").origin;
        let id = deployment.id();
        let writes = self.old.into_iter().chain(self.new).filter_map(|set| {
            let act = match set.stored {
                None => Act::Create { object: set.value, created: None, refused: None },
                Some(stored) if stored.value != set.value => Act::Update(set.value),
                Some(_) => return None,
            };
            Some(Change::new(act, vec![id.clone()]).because(because))
        });
        let events = self.messages.into_iter().map(|message| {
            let event = Event {
                about: id.clone(),
                severity: "Normal",
                reason: "ScalingReplicaSet",
                message: message.into(),
                by: CONTROLLER.name,
            };
            Change::new(Act::Event(event), vec![id.clone()])
        });
        let gone = self.gone.iter().map(|set| Change::new(Act::Delete(set.id()), vec![id.clone()]));
        writes.chain(events).chain(gone).collect()
    }
}

fn scale(set: &mut Set, deployment: &Object, replicas: i64, messages: &mut Vec<String>) {
    let before = set.replicas();
    set.note(deployment);
    if before != replicas {
        set.value.entry("spec").set("replicas", replicas);
        let word = if replicas > before { "up" } else { "down" };
        messages.push(format!("Scaled {word} replica set {} from {before} to {replicas}", set.name()));
    }
}

/// A template without the label that a ReplicaSet adds.
fn plain_template(template: &Value) -> Value {
    let mut plain = template.clone();
    if let Some(labels) = plain.get_mut("metadata").and_then(|metadata| metadata.get_mut("labels")) {
        labels.remove(HASH_LABEL);
    }
    plain
}

/// A ReplicaSet for the Deployment's template (`getNewReplicaSet`).
fn made(deployment: &Object, replicas: i64) -> Set {
    let mut template = deployment.spec("template").clone();
    let hash = history::hash(&template);
    template.entry_at(&["metadata", "labels"]).set(HASH_LABEL, hash.as_str());
    let mut selector = deployment.spec("selector").clone();
    selector.entry("matchLabels").set(HASH_LABEL, hash.as_str());
    let mut value: Value = json!({
        "apiVersion": "apps/v1",
        "kind": "ReplicaSet",
        "metadata": {"name": format!("{}-{hash}", deployment.name()), "namespace": deployment.namespace()},
        "spec": {"replicas": replicas},
    })
    .into();
    let metadata = value.entry("metadata");
    metadata.set("labels", template.at(&["metadata", "labels"]).clone());
    metadata.set("ownerReferences", vec![controller_reference(deployment)]);
    let spec = value.entry("spec");
    spec.set("selector", selector);
    spec.set("template", template);
    Set { stored: None, value }
}
