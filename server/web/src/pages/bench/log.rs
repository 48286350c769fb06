//! Events, tables as kubectl prints them, and the steps with what they did.

use super::kind::Look;
use super::overview;
use super::seen::Seen;
use simulator::{Cluster, Step, base_cluster};
use std::collections::BTreeSet;

/// An event.
#[derive(Debug)]
pub struct EventRow {
    /// `warn` or `info`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// `Normal` or `Warning`.
    pub severity: &'static str,
    /// Its reason.
    pub reason: String,
    /// What it is about.
    pub look: Look,
    /// The object's name.
    pub about: String,
    /// Its words.
    pub message: String,
    /// Who wrote it.
    pub by: &'static str,
}

/// What `kubectl get KIND -A -o wide` prints.
#[derive(Debug)]
pub struct TableView {
    /// Plural resource name.
    pub plural: String,
    /// Column names.
    pub columns: Vec<String>,
    /// Cells.
    pub rows: Vec<Vec<String>>,
}

/// A step.
#[derive(Debug)]
pub struct StepRow {
    /// From 1.
    pub number: usize,
    /// The command that would do it.
    pub command: String,
    /// What it printed.
    pub printed: String,
    /// Whether the server or kubectl refused something.
    pub refused: bool,
    /// Whether it is only looked at.
    pub preview: bool,
    /// What controllers did, in order.
    pub changes: Vec<ChangeRow>,
}

/// A change that a controller made.
#[derive(Debug)]
pub struct ChangeRow {
    /// `create`, `update`, `delete` or `event`.
    pub verb: &'static str,
    /// Who made it.
    pub by: &'static str,
    /// What was written, such as `Pod/web-1`.
    pub object: String,
    /// What changed, in one line.
    pub summary: String,
}

impl ChangeRow {
    fn new(change: &simulator::change::Recorded) -> ChangeRow {
        let object = overview::short(&change.object.namespace, &change.object.name);
        ChangeRow {
            verb: change.verb,
            by: change.by,
            object: format!("{}/{object}", change.object.kind),
            summary: change.summary.to_string(),
        }
    }
}

/// What a person may do besides applying a text.
#[derive(Debug)]
pub struct Acts {
    /// Steps done so far; the last one can be undone.
    pub done: usize,
    /// Objects to delete, `kind/namespace/name`.
    pub objects: Vec<String>,
    /// Pods whose readiness can be flipped, `namespace/name`.
    pub pods: Vec<String>,
    /// Nodes that can fall silent.
    pub nodes: Vec<String>,
}

impl Acts {
    /// What can be done to the last state.
    pub fn new(seen: &Seen<'_>, done: usize) -> Acts {
        let nodes = seen.cluster().list("Node").map(|node| node.name().to_owned());
        Acts { done, objects: deletable(seen.cluster()), pods: overview::pod_names(seen), nodes: nodes.collect() }
    }
}

/// All events, warnings first.
pub fn events(seen: &Seen<'_>) -> Vec<EventRow> {
    let base: BTreeSet<_> = base_cluster().events().collect();
    let mut rows: Vec<EventRow> = seen.cluster().events().filter(|event| !base.contains(event)).map(row).collect();
    rows.sort_by_key(|row| row.severity != "Warning");
    rows
}

fn row(event: &simulator::change::Event) -> EventRow {
    let warning = event.severity == "Warning";
    EventRow {
        state: if warning { "warn" } else { "info" },
        icon: if warning { "s-warn" } else { "s-info" },
        severity: event.severity,
        reason: event.reason.to_owned(),
        look: Look::of(event.about.kind),
        about: overview::short(&event.about.namespace, &event.about.name),
        message: event.message.to_string(),
        by: event.by,
    }
}

/// One table per kind that has objects.
pub fn tables(seen: &Seen<'_>) -> Vec<TableView> {
    seen.outcome
        .tables
        .iter()
        .filter(|(_, table)| !table.rows.is_empty())
        .map(|(plural, table)| TableView {
            plural: plural.clone(),
            columns: table.columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: table.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect(),
        })
        .collect()
}

/// The steps with what they did.
pub fn steps(seen: &Seen<'_>) -> Vec<StepRow> {
    let pairs = seen.steps.iter().zip(&seen.outcome.steps).enumerate();
    pairs
        .map(|(index, (step, outcome))| {
            let printed = outcome.kubectl.iter().flat_map(|kubectl| kubectl.stdout.iter().chain(&kubectl.stderr));
            StepRow {
                number: index + 1,
                command: command(step),
                printed: printed.cloned().collect::<Vec<_>>().join("\n"),
                refused: outcome.kubectl.as_ref().is_some_and(|kubectl| kubectl.exit != 0),
                preview: seen.preview.is_some_and(|preview| index >= preview),
                changes: outcome.changes.iter().map(ChangeRow::new).collect(),
            }
        })
        .collect()
}

/// The command that would do the same to a real cluster.
fn command(step: &Step) -> String {
    match step {
        Step::Apply(_) => "kubectl apply -f -".into(),
        Step::Delete(object) => match object.split('/').collect::<Vec<_>>().as_slice() {
            [kind, "", name] => format!("kubectl delete {kind}/{name}"),
            [kind, namespace, name] => format!("kubectl delete {kind}/{name} --namespace {namespace}"),
            _ => format!("kubectl delete {object}"),
        },
        Step::Ready { pod, value } => format!("{pod}: Ready={}", if *value { "True" } else { "False" }),
        Step::Node { name, value } => format!("{name}: Ready={}", if *value { "True" } else { "Unknown" }),
    }
}

/// Objects that a person may want to delete, `kind/namespace/name`: those that a text named, and pods.
fn deletable(cluster: &Cluster) -> Vec<String> {
    let objects = cluster.kinds().flat_map(|kind| cluster.list(kind));
    let named = objects.filter(|object| object.meta("name").origin.is_some() || object.kind.kind == "Pod");
    named
        .map(|object| format!("{}/{}/{}", object.kind.kind.to_lowercase(), object.namespace(), object.name()))
        .collect()
}
