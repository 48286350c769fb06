//! Everything that a simulation has to tell: verdicts, states, changes and answers, ready to be serialised.

use crate::change::Recorded;
use crate::cluster::Cluster;
use crate::dns::DnsAnswer;
use crate::network::Connection;
use crate::network::matrix::Matrix;
use crate::object::Object;
use crate::tables::Table;
use crate::value::Source;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The outcome of [`simulate`](crate::simulate).
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// One entry per step, in order.
    pub steps: Vec<StepOutcome>,
    /// After the last step: what `kubectl get KIND -A -o wide` prints, by plural resource name.
    pub tables: BTreeMap<String, Table>,
    /// Answers to the DNS questions, in order.
    pub dns: Vec<DnsAnswer>,
    /// Environment: pod -> container -> variable -> value.
    pub env: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    /// Answers to the connection questions, in order.
    pub connect: Vec<Connection>,
    /// Who reaches what, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Matrix>,
    /// The bound that stopped the simulation, if one did.
    pub over_budget: Option<String>,
}

/// What one step did.
#[derive(Debug, Clone, Serialize)]
pub struct StepOutcome {
    /// What kubectl printed (for `apply` and `delete`).
    pub kubectl: Option<Kubectl>,
    /// The verdict on every document of an `apply`, in order.
    pub verdicts: Vec<Verdict>,
    /// What the text itself shows beside kubectl's words: duplicate keys, surprises, look-alikes.
    pub diagnostics: Vec<manifest::Diagnostic>,
    /// What the controllers did until nothing changed, in order.
    pub changes: Vec<Recorded>,
    /// The settled state; shared, serialised on demand by [`snapshot`](crate::snapshot).
    #[serde(skip)]
    pub cluster: Cluster,
}

/// What a kubectl command printed and sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Kubectl {
    /// Exit code.
    pub exit: i32,
    /// Lines of standard output, blank lines dropped.
    pub stdout: Vec<String>,
    /// Lines of standard error, blank lines dropped.
    pub stderr: Vec<String>,
    /// Every write that reached the server, in order.
    pub requests: Vec<Request>,
}

/// A write that reached the API server and its answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Request {
    /// Method and path without query, such as `POST /api/v1/namespaces/default/services`.
    pub request: String,
    /// HTTP status code.
    pub code: u16,
    /// For a success `Kind/namespace/name` or `Kind/name` (some deletes answer a bare `Status`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// For a failure the machine-readable reason, such as `Invalid`; a plain 500 has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// For a failure the whole message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// For a failure the single causes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    /// Warning headers, raw (`299 - "text"`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// One cause of a refusal (`metav1.StatusCause`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// Such as `FieldValueInvalid`; an internal error has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The field's path, such as `spec.ports[0].port`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is the matter with it.
    pub message: String,
}

/// What became of one document of an applied text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// Where the document stands in the step's text.
    pub source: Option<Source>,
    /// The station of the request path that had the last word.
    pub station: Station,
    /// Whether the cluster has the object now as the document says.
    pub accepted: bool,
    /// `created`, `configured`, `unchanged`, or `refused`.
    pub result: &'static str,
    /// The object, such as `service/web`, as far as it can be told.
    pub object: Option<String>,
    /// kind, namespace and name for links, when known.
    pub target: Option<Target>,
    /// kubectl's or the server's own words, unchanged; empty when there are none.
    pub words: String,
    /// HTTP code when the server answered.
    pub code: Option<u16>,
    /// The server's machine-readable reason of a refusal.
    pub reason: Option<String>,
    /// Causes with the place in the text that each of them is about.
    pub causes: Vec<PlacedCause>,
    /// Texts of warnings that the server sent.
    pub warnings: Vec<String>,
    /// The object as the server stored it: defaults and allocations included.
    #[serde(serialize_with = "value_of")]
    pub stored: Option<Arc<Object>>,
}

fn value_of<S: Serializer>(stored: &Option<Arc<Object>>, serializer: S) -> Result<S::Ok, S::Error> {
    stored.as_ref().map(|object| &object.value).serialize(serializer)
}

/// Kind, namespace and name of an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Target {
    /// Such as `Service`.
    pub kind: &'static str,
    /// Empty for cluster-scoped objects.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

/// A cause and where to look in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlacedCause {
    /// The cause as the server sent it.
    #[serde(flatten)]
    pub cause: Cause,
    /// The nearest place in the text: the value, or what should hold it.
    pub source: Option<Source>,
}

/// The stations that a document passes, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Station {
    /// The text could not be read.
    Yaml,
    /// apiVersion and kind, and kubectl's own checks.
    Kind,
    /// Strict typed decoding.
    Fields,
    /// Allocation, validation and update rules.
    Rules,
    /// Admission plugins, quota.
    Admission,
    /// Stored; the controllers have it.
    Controllers,
}
