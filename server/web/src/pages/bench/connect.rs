//! The connection box: who can ask for what, what was asked, and the answer.

use super::fields::{Fields, PROTOCOLS};
use super::hops::Answer;
use super::seen::Seen;
use simulator::network::{self, ConnectQuestion};

/// The connection box and what it was answered.
#[derive(Debug)]
pub struct TraceView {
    /// Who can ask, as a question writes it: pods, nodes, `outside`.
    pub sources: Vec<String>,
    /// What can be asked for, as a question writes it.
    pub targets: Vec<String>,
    /// Who asks.
    pub source: String,
    /// For what.
    pub target: String,
    /// On which port.
    pub port: String,
    /// Protocols to choose from.
    pub protocols: &'static [&'static str],
    /// The chosen one.
    pub protocol: String,
    /// The question whose way is shown; empty for none.
    pub asked: String,
    /// What the box says as the page is made, so that a later request can tell what was written into it.
    pub boxed: String,
    /// Whether it was asked just now.
    pub fresh: bool,
    /// What could not be read as a question.
    pub unreadable: Option<String>,
    /// The answer.
    pub answer: Option<Answer>,
}

impl TraceView {
    /// Reads and answers the form's question. `given` says whether the first step is the file beside the editor's.
    pub fn new(fields: &Fields, seen: &Seen<'_>, given: bool) -> TraceView {
        let asked = fields.connection();
        let question = asked.clone().and_then(Result::ok);
        let sources = sources(seen);
        let connection = question.as_ref().map(|question| network::connect(seen.cluster(), question));
        let first = sources.first().cloned().unwrap_or_default();
        let of_question = |pick: fn(&ConnectQuestion) -> String, typed: &str| match &question {
            Some(question) => pick(question),
            None => typed.to_owned(),
        };
        let source = of_question(|question| question.from.clone(), &fields.source);
        let port = of_question(|question| question.port.to_string(), &fields.port);
        let source = if sources.contains(&source) { source } else { first };
        let target = of_question(target, &fields.target);
        let port = if port.is_empty() { "80".to_owned() } else { port };
        let protocol =
            of_question(|question| question.protocol().to_owned(), Fields::choice(&fields.protocol, PROTOCOLS));
        let shown = Fields { source, target, port, protocol, ..Fields::default() };
        TraceView {
            boxed: shown.boxed(),
            fresh: fields.asks_connection(),
            source: shown.source,
            target: shown.target,
            port: shown.port,
            protocol: shown.protocol,
            protocols: PROTOCOLS,
            targets: targets(seen),
            sources,
            asked: question.as_ref().map(ToString::to_string).unwrap_or_default(),
            unreadable: asked.and_then(Result::err),
            answer: connection.map(|connection| Answer::new(connection, seen, given)),
        }
    }
}

/// What a question asks for, host and path included.
fn target(question: &ConnectQuestion) -> String {
    let host = question.host.as_ref().map(|host| format!("/{host}{}", question.path.as_deref().unwrap_or_default()));
    format!("{}{}", question.to, host.unwrap_or_default())
}

fn sources(seen: &Seen<'_>) -> Vec<String> {
    let pods = super::overview::pod_names(seen).into_iter();
    let nodes = seen.cluster().list("Node").map(|node| format!("node/{}", node.name()));
    pods.chain(std::iter::once("outside".to_owned())).chain(nodes).collect()
}

fn targets(seen: &Seen<'_>) -> Vec<String> {
    let services = seen.services.iter().map(|service| format!("service/{}/{}", service.namespace, service.name));
    let pods = super::overview::pod_names(seen).into_iter();
    let nodes = seen.cluster().list("Node").map(|node| format!("node/{}", node.name()));
    services.chain(pods).chain(nodes).collect()
}
