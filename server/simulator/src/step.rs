//! What a person does to a cluster, and what they ask of it afterwards.

use crate::network::ConnectQuestion;
use serde::{Deserialize, Serialize};

/// One act; the cluster settles after each. The same shapes as in the conformance cases and the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Step {
    /// `kubectl apply --validate=strict -f -` with this text, in namespace `default`.
    Apply(String),
    /// `kubectl delete KIND/NAME --namespace NS --wait=false`, written `kind/namespace/name`
    /// (cluster-scoped: `persistentvolume//pv-a`).
    Delete(String),
    /// The kubelet flips a pod's readiness.
    Ready {
        /// `namespace/name`.
        pod: String,
        /// Ready or not.
        value: bool,
    },
    /// A node falls silent (`false`) or reports again (`true`).
    Node {
        /// The node's name.
        name: String,
        /// Whether it reports.
        value: bool,
    },
}

/// What to read after the last step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Questions {
    /// Names that pods look up.
    pub dns: Vec<DnsQuestion>,
    /// Pods (`namespace/name`) whose containers' environment is wanted.
    pub env: Vec<String>,
    /// Connections that are tried.
    pub connect: Vec<ConnectQuestion>,
    /// Whether the reachability matrix is wanted.
    pub matrix: bool,
}

/// A name that a pod looks up through its own resolver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DnsQuestion {
    /// The asking pod, `namespace/name`.
    pub from: String,
    /// The name as typed; a final dot ends the search.
    pub name: String,
    /// `A`, `AAAA`, `SRV`, `PTR`, `CNAME`, `TXT` or `ANY`.
    #[serde(rename = "type")]
    pub record: String,
}
