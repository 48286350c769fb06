//! Who reaches what: pods and the world outside as rows, ports of Services and pods as columns, an answer in each cell.

use super::fields::{Fields, TRACE};
use super::kind::Look;
use super::overview::short;
use super::seen::Seen;
use crate::pages::words::Words;
use fluent_bundle::FluentValue;
use simulator::network::matrix::{self, Bounds, Matrix, Target};
use simulator::network::{Network, Reach};

/// More than a page can show at once; the connection box answers for the rest.
const SHOWN: Bounds = Bounds { sources: 30, targets: 30 };

/// The matrix.
#[derive(Debug)]
pub struct TrafficView {
    /// Objects that columns belong to.
    pub groups: Vec<Group>,
    /// Rows; none when there is nothing to reach.
    pub rows: Vec<Row>,
    /// Rows and columns that did not fit.
    pub left_out: usize,
    /// Services (as their groups name them) that nothing at all reaches.
    pub unanswered: Vec<String>,
}

/// The columns of one object.
#[derive(Debug)]
pub struct Group {
    /// What its kind looks like.
    pub look: Look,
    /// Its name; with the namespace in front unless that is `default`.
    pub name: String,
    /// Its ports, such as `80` or `53/UDP`.
    pub ports: Vec<String>,
}

/// A row.
#[derive(Debug)]
pub struct Row {
    /// What asks: a pod, or nothing for the world outside.
    pub look: Option<Look>,
    /// The pod's name, or the word for outside.
    pub name: String,
    /// Cells, one per port.
    pub cells: Vec<CellView>,
}

/// A cell.
#[derive(Debug)]
pub struct CellView {
    /// `yes` or `no`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message that names the outcome.
    pub word: &'static str,
    /// Whether its way is shown.
    pub open: bool,
    /// The act that shows or hides its way.
    pub act: String,
    /// Who asks for what, for screen readers.
    pub label: String,
}

impl TrafficView {
    /// Asks for every pair.
    pub fn new(fields: &Fields, seen: &Seen<'_>) -> TrafficView {
        let matrix = matrix::part(&Network::of(seen.cluster()), SHOWN);
        let open = fields.connection().and_then(Result::ok).map(|question| question.to_string()).unwrap_or_default();
        let columns: Vec<(usize, &Target)> =
            matrix.targets.iter().enumerate().filter(|(_, target)| !is_base(target)).collect();
        let groups = groups(&columns);
        let row = |(index, source): (usize, &String)| Row::new(&matrix, index, source, &columns, &open, seen.w);
        let rows = match columns.is_empty() {
            true => Vec::new(),
            false => matrix.sources.iter().enumerate().map(row).collect(),
        };
        TrafficView {
            unanswered: unanswered(&matrix, &columns, seen),
            left_out: matrix.sources_left_out + matrix.targets_left_out,
            groups,
            rows,
        }
    }
}

/// Services whose every cell says no. An alias has nobody behind it in the cluster, so it does not count.
fn unanswered(matrix: &Matrix, columns: &[(usize, &Target)], seen: &Seen<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for service in seen.services.iter().filter(|service| service.r#type != "ExternalName") {
        let to = format!("service/{}/{}", service.namespace, service.name);
        let mut cells = columns.iter().filter(|(_, target)| target.to == to).peekable();
        let reached = |(column, _): &(usize, &Target)| {
            matrix.cells.iter().any(|row| row.get(*column).is_some_and(|cell| cell.outcome == Reach::Connected))
        };
        if cells.peek().is_some() && !cells.any(reached) {
            names.push(short(service.namespace, service.name));
        }
    }
    names
}

/// Whether a column is of a Service that every cluster has.
fn is_base(target: &Target) -> bool {
    parts(target).is_some_and(|(kind, namespace, name)| Seen::is_base(kind, namespace, name))
}

/// Kind, namespace and name of a target.
fn parts(target: &Target) -> Option<(&'static str, &str, &str)> {
    match target.to.strip_prefix("service/") {
        Some(rest) => rest.split_once('/').map(|(namespace, name)| ("Service", namespace, name)),
        None => target.to.split_once('/').map(|(namespace, name)| ("Pod", namespace, name)),
    }
}

fn groups(columns: &[(usize, &Target)]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = "";
    for (_, target) in columns {
        let Some((kind, namespace, name)) = parts(target) else { continue };
        if target.to != last {
            last = &target.to;
            groups.push(Group { look: Look::of(kind), name: short(namespace, name), ports: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.ports.push(port(target));
        }
    }
    groups
}

/// A port as people say it: TCP goes without saying.
fn port(target: &Target) -> String {
    match target.protocol.as_str() {
        "TCP" => target.port.to_string(),
        protocol => format!("{}/{protocol}", target.port),
    }
}

impl Row {
    fn new(matrix: &Matrix, index: usize, source: &str, columns: &[(usize, &Target)], open: &str, w: Words) -> Row {
        let (look, name) = match source.split_once('/') {
            Some((namespace, name)) => (Some(Look::of("Pod")), short(namespace, name)),
            None => (None, w.say("outside")),
        };
        let cells = columns.iter().filter_map(|(column, target)| {
            let outcome = matrix.cells.get(index)?.get(*column)?.outcome;
            let question = matrix.question(index, *column)?.to_string();
            let (state, icon, word) = shown(outcome);
            let (_, namespace, to) = parts(target)?;
            let arguments = [
                ("from", FluentValue::from(name.as_str())),
                ("to", short(namespace, to).into()),
                ("port", port(target).into()),
            ];
            let is_open = question == open;
            let act = if is_open { TRACE.to_owned() } else { format!("{TRACE}{question}") };
            Some(CellView { state, icon, word, open: is_open, act, label: w.with("cell-label", arguments) })
        });
        Row { cells: cells.collect(), look, name }
    }
}

/// State, icon and word of an outcome.
pub fn shown(outcome: Reach) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Reach::Connected => ("yes", "s-yes", "reach-connected"),
        Reach::Refused => ("no", "s-no", "reach-refused"),
        Reach::Timeout => ("no", "s-no", "reach-timeout"),
        Reach::NoSuchHost => ("no", "s-no", "reach-no-such-host"),
        Reach::Http404 => ("no", "s-no", "reach-http-404"),
        Reach::Http503 => ("no", "s-no", "reach-http-503"),
        Reach::NoSource => ("no", "s-no", "reach-no-source"),
    }
}
