//! The controllers of the base cluster: pure functions from a cluster to the changes they want.
//!
//! There is none for CronJobs: no time passes here, so no schedule ever comes due.

pub mod daemon_set;
pub mod deployment;
pub mod disruption;
pub mod endpoint_slice;
pub mod endpoint_slice_mirroring;
pub mod endpoints;
pub mod ephemeral_volume;
pub mod expand;
pub mod garbage_collector;
mod history;
pub mod job;
pub mod kubernetes_service;
pub mod namespace;
pub mod node_lifecycle;
mod ownership;
pub mod persistent_volume_binder;
pub mod persistent_volume_claim_protection;
pub mod persistent_volume_protection;
mod pod_control;
pub mod replica_set;
pub mod replication_controller;
pub mod resource_quota;
pub mod root_ca_publisher;
pub(crate) mod selected_pods;
pub mod service_account;
pub(crate) mod slices;
pub mod stateful_set;
mod status;
pub mod volume_attributes_class_protection;

use crate::change::Change;
use crate::cluster::Cluster;
use crate::{kubelet, scheduler, storage_driver};

/// One controller.
#[derive(Debug, Clone, Copy)]
pub struct Controller {
    /// Its name as Kubernetes has it, such as `endpointslice-controller`.
    pub name: &'static str,
    /// Kinds whose change can make it act; it is not asked again while none of them changed. Empty: always asked.
    pub reads: &'static [&'static str],
    /// What it wants changed.
    pub reconcile: fn(&Cluster) -> Vec<Change>,
    /// Whether it wants nothing more right after what it wanted was done, so that its own writes are no reason to ask
    /// it again.
    pub at_once: bool,
}

impl Controller {
    pub(crate) const fn new(
        name: &'static str,
        reads: &'static [&'static str],
        reconcile: fn(&Cluster) -> Vec<Change>,
    ) -> Self {
        Controller { name, reads, reconcile, at_once: false }
    }

    pub(crate) const fn at_once(self) -> Self {
        Controller { at_once: true, ..self }
    }
}

/// All controllers, in the order in which [`settle`](crate::settle) asks them.
pub static ALL: &[Controller] = &[
    namespace::CONTROLLER,
    kubernetes_service::CONTROLLER,
    service_account::CONTROLLER,
    root_ca_publisher::CONTROLLER,
    deployment::CONTROLLER,
    replica_set::CONTROLLER,
    replication_controller::CONTROLLER,
    stateful_set::CONTROLLER,
    daemon_set::CONTROLLER,
    job::CONTROLLER,
    persistent_volume_binder::CONTROLLER,
    expand::CONTROLLER,
    storage_driver::CONTROLLER,
    scheduler::CONTROLLER,
    ephemeral_volume::CONTROLLER,
    node_lifecycle::CONTROLLER,
    kubelet::CONTROLLER,
    endpoint_slice::CONTROLLER,
    endpoints::CONTROLLER,
    endpoint_slice_mirroring::CONTROLLER,
    persistent_volume_protection::CONTROLLER,
    persistent_volume_claim_protection::CONTROLLER,
    volume_attributes_class_protection::CONTROLLER,
    resource_quota::CONTROLLER,
    disruption::CONTROLLER,
    garbage_collector::CONTROLLER,
];
