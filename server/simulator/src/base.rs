//! The base cluster that every simulation starts from.

use crate::cluster::Cluster;
use std::sync::LazyLock;

static BASE: LazyLock<Cluster> = LazyLock::new(Cluster::default);

/// Three nodes, four namespaces, kube-dns and the API server's Service, settled.
pub fn base_cluster() -> &'static Cluster {
    &BASE
}
