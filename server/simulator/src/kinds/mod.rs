//! The kinds of the API: which there are, and the rules of each (defaults, allocation, validation, updates), one file per kind.

pub mod config_map;
pub mod cron_job;
pub mod csi_driver;
pub mod daemon_set;
pub mod deployment;
pub mod downward_api;
pub mod endpoint_slice;
pub mod endpoints;
pub mod ingress;
pub mod ingress_class;
pub mod job;
pub mod limit_range;
pub mod namespace;
pub mod network_policy;
pub mod node;
pub mod other;
pub mod persistent_volume;
pub mod persistent_volume_claim;
pub mod pod;
pub mod pod_disruption_budget;
pub mod pod_template;
pub mod priority_class;
pub mod replica_set;
pub mod replication_controller;
pub mod resource_quota;
pub mod secret;
pub mod service;
pub mod service_account;
pub mod stateful_set;
pub mod storage_class;
mod table;
pub mod volume_attributes_class;
pub mod volume_source;
mod workload;

use crate::cluster::Cluster;
use crate::object::{Name, Object};
use crate::submit::status::Status;
use crate::value::Value;
use crate::values::field::Errors;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A kind that the API server serves.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// API group; empty for the core group.
    pub group: &'static str,
    /// Version, such as `v1`.
    pub version: &'static str,
    /// CamelCase kind.
    pub kind: &'static str,
    /// Plural resource name.
    pub plural: &'static str,
    /// Short names, separated by commas.
    pub short: &'static str,
    /// Whether its objects live in namespaces.
    pub namespaced: bool,
    /// Verbs, separated by commas.
    pub verbs: &'static str,
    /// Categories, separated by commas.
    pub categories: &'static str,
    /// Where it stands in [`all`], for lists of what others know of each kind.
    place: usize,
}

impl Kind {
    /// `v1` or `apps/v1`.
    pub fn api_version(&self) -> String {
        match self.group {
            "" => self.version.to_owned(),
            group => format!("{group}/{}", self.version),
        }
    }

    /// `services` or `deployments.apps`, as refusals by admission name a resource.
    pub fn resource(&self) -> String {
        match self.group {
            "" => self.plural.to_owned(),
            group => format!("{}.{group}", self.plural),
        }
    }

    /// `Service` or `Deployment.apps`, as validation errors name a kind.
    pub fn group_kind(&self) -> String {
        match self.group {
            "" => self.kind.to_owned(),
            group => format!("{}.{group}", self.kind),
        }
    }

    /// Whether the server serves a verb for it, such as `patch`.
    pub fn can(&self, verb: &str) -> bool {
        self.verbs.split(',').any(|served| served == verb)
    }

    /// The rules of this kind; those of kinds that Drydock only stores check the metadata.
    pub fn rules(&self) -> &'static Rules {
        self.own_rules().unwrap_or(&other::RULES)
    }

    fn own_rules(&self) -> Option<&'static Rules> {
        static OF_KINDS: OfKinds<&Rules> = LazyLock::new(|| of_kinds(|kind| RULES.get(kind.kind).copied()));
        self.pick(&OF_KINDS)
    }

    /// What such a list says of this kind.
    pub(crate) fn pick<T: Copy>(&self, list: &OfKinds<T>) -> Option<T> {
        list.get(self.place).copied().flatten()
    }

    /// Whether Drydock knows what the cluster does with objects of this kind, beyond storing them.
    pub fn is_simulated(&self) -> bool {
        self.own_rules().is_some()
    }
}

/// What the API server does with objects of one kind, in the order in which it does it.
#[derive(Debug)]
pub struct Rules {
    /// Fills in defaults (`SetDefaults_…` of the versioned type).
    pub defaults: fn(&mut Value),
    /// The registry's begin hook: allocates or keeps addresses and ports, may refuse. `old` is there on updates.
    pub allocate: fn(&Cluster, new: &mut Value, old: Option<&Value>) -> Result<(), Status>,
    /// The strategy's `PrepareForCreate` and `PrepareForUpdate`: clears status, drops fields that do not apply.
    pub prepare: fn(new: &mut Value, old: Option<&Value>),
    /// Full validation of an object to be created (object metadata is checked by the caller of this with `name`).
    pub validate: fn(&Value, &mut Errors),
    /// What an update must satisfy, in the strategy's order (most kinds validate fully again in here).
    pub validate_update: fn(new: &Value, old: &Value, &mut Errors),
    /// Texts for Warning headers.
    pub warnings: fn(new: &Value, old: Option<&Value>) -> Vec<String>,
    /// The registry's hook after a deletion: an object that the server deletes along with this one.
    pub after_delete: fn(&Object) -> Option<Name>,
}

impl Rules {
    /// Rules that ask for nothing; a base for `..Rules::NONE`.
    pub const NONE: Rules = Rules {
        defaults: |_| {},
        allocate: |_, _, _| Ok(()),
        prepare: |_, _| {},
        validate: |_, _| {},
        validate_update: |_, _, _| {},
        warnings: |_, _| Vec::new(),
        after_delete: |_| None,
    };
}

/// Kinds whose rules Drydock knows.
static RULES: LazyLock<BTreeMap<&'static str, &'static Rules>> = LazyLock::new(|| {
    BTreeMap::from([
        ("Service", &service::RULES),
        ("EndpointSlice", &endpoint_slice::RULES),
        ("Endpoints", &endpoints::RULES),
        ("Namespace", &namespace::RULES),
        ("ConfigMap", &config_map::RULES),
        ("Secret", &secret::RULES),
        ("ServiceAccount", &service_account::RULES),
        ("PersistentVolume", &persistent_volume::RULES),
        ("PersistentVolumeClaim", &persistent_volume_claim::RULES),
        ("StorageClass", &storage_class::RULES),
        ("VolumeAttributesClass", &volume_attributes_class::RULES),
        ("CSIDriver", &csi_driver::RULES),
        ("LimitRange", &limit_range::RULES),
        ("ResourceQuota", &resource_quota::RULES),
        ("Pod", &pod::RULES),
        ("PodTemplate", &pod_template::RULES),
        ("Deployment", &deployment::RULES),
        ("ReplicaSet", &replica_set::RULES),
        ("StatefulSet", &stateful_set::RULES),
        ("DaemonSet", &daemon_set::RULES),
        ("Job", &job::RULES),
        ("CronJob", &cron_job::RULES),
        ("ReplicationController", &replication_controller::RULES),
        ("PriorityClass", &priority_class::RULES),
        ("PodDisruptionBudget", &pod_disruption_budget::RULES),
        ("Node", &node::RULES),
        ("NetworkPolicy", &network_policy::RULES),
        ("Ingress", &ingress::RULES),
        ("IngressClass", &ingress_class::RULES),
    ])
});

/// What is known of each kind, in the order of [`all`]: found without a look at names.
pub(crate) type OfKinds<T> = LazyLock<Vec<Option<T>>>;

/// Makes such a list.
pub(crate) fn of_kinds<T>(known: impl Fn(&Kind) -> Option<T>) -> Vec<Option<T>> {
    all().iter().map(known).collect()
}

/// All kinds, in discovery order.
pub fn all() -> &'static [Kind] {
    &table::TABLE
}

/// The kind of that group, version and kind.
pub fn by_gvk(group: &str, version: &str, kind: &str) -> Option<&'static Kind> {
    serving(kind).iter().copied().find(|known| known.group == group && known.version == version)
}

/// The kind of that name in whatever group serves it first, such as `Service`.
pub fn by_kind(kind: &str) -> Option<&'static Kind> {
    serving(kind).first().copied()
}

/// Group and version of an apiVersion: `apps/v1` is `("apps", "v1")`, `v1` is `("", "v1")`.
pub fn split_api_version(text: &str) -> (&str, &str) {
    text.split_once('/').unwrap_or(("", text))
}

fn serving(kind: &str) -> &'static [&'static Kind] {
    static BY_NAME: LazyLock<BTreeMap<&'static str, Vec<&'static Kind>>> = LazyLock::new(|| {
        let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for kind in all() {
            by_name.entry(kind.kind).or_default().push(kind);
        }
        by_name
    });
    BY_NAME.get(kind).map_or(&[], Vec::as_slice)
}
