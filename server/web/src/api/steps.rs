//! Steps and questions as programs send them.

use serde::Deserialize;
use simulator::network::ConnectQuestion;
use simulator::{DnsQuestion, Questions, Step};
use utoipa::ToSchema;

/// One act; the cluster settles after each. An object with exactly one of these members.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
#[schema(as = Step)]
pub enum StepBody {
    /// `kubectl apply --validate=strict -f -` with this text, in namespace `default`.
    Apply(String),
    /// `kubectl delete KIND/NAME --namespace NS --wait=false`, written `kind/namespace/name`; cluster-scoped
    /// `persistentvolume//pv-a`.
    Delete(String),
    /// The kubelet flips a pod's readiness.
    Ready(ReadyBody),
    /// A node falls silent or reports again.
    Node(NodeBody),
}

/// A pod's readiness.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Ready)]
pub struct ReadyBody {
    /// The pod, `namespace/name`.
    pod: String,
    /// Ready or not.
    value: bool,
}

/// A node's voice.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Node)]
pub struct NodeBody {
    /// The node's name.
    name: String,
    /// Whether it reports.
    value: bool,
}

/// What to read after the last step.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Questions)]
pub struct QuestionsBody {
    /// Names that pods look up.
    #[serde(default)]
    dns: Vec<DnsQuestionBody>,
    /// Connections that are tried.
    #[serde(default)]
    connect: Vec<ConnectQuestionBody>,
    /// Pods (`namespace/name`) whose containers' environment is wanted.
    #[serde(default)]
    env: Vec<String>,
    /// Whether the reachability matrix is wanted: every pod and the world outside against every port of every Service
    /// and pod.
    #[serde(default)]
    matrix: bool,
}

/// A name that a pod looks up through its own resolver.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DnsQuestion)]
pub struct DnsQuestionBody {
    /// The asking pod, `namespace/name`.
    from: String,
    /// The name as typed; a final dot ends the search.
    name: String,
    /// `A`, `AAAA`, `SRV`, `PTR`, `CNAME`, `TXT` or `ANY`.
    r#type: String,
}

/// Can one reach the other on that port?
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ConnectQuestion)]
pub struct ConnectQuestionBody {
    /// A pod (`namespace/name`), `node/NAME`, or `outside`.
    from: String,
    /// A pod (`namespace/name`), `service/NAMESPACE/NAME`, `node/NAME`, `name/HOST`, `ip/ADDRESS`, or `ingress`.
    to: String,
    /// Port number.
    port: u16,
    /// `TCP` when absent.
    #[serde(default)]
    protocol: Option<String>,
    /// The Host header, for `ingress`.
    #[serde(default)]
    host: Option<String>,
    /// The path of the request, for `ingress`; `/` when absent.
    #[serde(default)]
    path: Option<String>,
}

impl From<StepBody> for Step {
    fn from(step: StepBody) -> Step {
        match step {
            StepBody::Apply(text) => Step::Apply(text),
            StepBody::Delete(object) => Step::Delete(object),
            StepBody::Ready(ReadyBody { pod, value }) => Step::Ready { pod, value },
            StepBody::Node(NodeBody { name, value }) => Step::Node { name, value },
        }
    }
}

impl From<QuestionsBody> for Questions {
    fn from(questions: QuestionsBody) -> Questions {
        let dns = questions.dns.into_iter();
        let ask = |DnsQuestionBody { from, name, r#type }| DnsQuestion { from, name, record: r#type };
        let connect = questions.connect.into_iter().map(ConnectQuestion::from);
        Questions {
            dns: dns.map(ask).collect(),
            env: questions.env,
            connect: connect.collect(),
            matrix: questions.matrix,
        }
    }
}

impl From<ConnectQuestionBody> for ConnectQuestion {
    fn from(question: ConnectQuestionBody) -> ConnectQuestion {
        let ConnectQuestionBody { from, to, port, protocol, host, path } = question;
        ConnectQuestion { from, to, port, protocol: protocol.map(|name| name.to_uppercase()), host, path }
    }
}
