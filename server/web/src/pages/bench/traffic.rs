//! Who reaches what: pods and the world outside as rows, ports of Services and pods as columns, an answer in each cell.

use super::fields::{Fields, PODS, PORTS, TRACE};
use super::kind::Look;
use super::overview::short;
use super::seen::Seen;
use crate::pages::words::Words;
use fluent_bundle::FluentValue;
use simulator::network::matrix::{Axes, Matrix, OUTSIDE, Target};
use simulator::network::{Network, Reach};

/// Rows and columns of one page; more do not help anybody.
const PAGE: usize = 30;
/// From this many rows or columns on there are boxes to filter them.
const MANY: usize = 9;
/// Cells that are looked at to find Services that nobody reaches.
const JUDGED: usize = 10_000;

/// The matrix.
#[derive(Debug)]
pub struct TrafficView {
    /// Objects that columns belong to.
    pub groups: Vec<Group>,
    /// Rows; none when there is nothing to reach.
    pub rows: Vec<Row>,
    /// Which pods are shown.
    pub pods: Shown,
    /// Which ports are shown.
    pub ports: Shown,
    /// Whether there is enough to filter.
    pub filters: bool,
    /// Services (as their groups name them) that nothing at all reaches.
    pub unanswered: Vec<String>,
    /// Services that answer some connections only.
    pub partly: Vec<String>,
}

/// Which part of all rows or columns is shown.
#[derive(Debug)]
pub struct Shown {
    /// What their names have to hold.
    pub text: String,
    /// Number of the first one shown, from 1.
    pub from: usize,
    /// Number of the last one shown; 0 when none is.
    pub until: usize,
    /// How many there are, after the filter.
    pub all: usize,
    /// How many there are without a filter.
    pub unfiltered: usize,
    /// The act that turns to those before.
    pub earlier: Option<String>,
    /// The act that turns to those behind.
    pub later: Option<String>,
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
    /// `yes`, `some` or `no`.
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
    /// Asks for every pair of the page that is shown.
    pub fn new(fields: &Fields, seen: &Seen<'_>) -> TrafficView {
        let network = Network::of(seen.cluster());
        let mut axes = Axes::of(&network);
        axes.keep_targets(|target| !is_base(target));
        let (unanswered, partly) = judged(&axes, seen);
        let (all_pods, all_ports) = (axes.pods().len(), axes.targets().len());
        let (pods, targets) = (fields.pods.trim(), fields.targets.trim());
        axes.keep_pods(|id| id.contains(pods));
        axes.keep_targets(|target| target.to.strip_prefix("service/").unwrap_or(&target.to).contains(targets));
        let pods = Shown::new(pods, fields.start(PODS, &fields.first_pod), axes.pods().len(), all_pods, PODS);
        let ports =
            Shown::new(targets, fields.start(PORTS, &fields.first_port), axes.targets().len(), all_ports, PORTS);
        axes.window(pods.from - 1..pods.until, ports.from - 1..ports.until);
        let matrix = axes.matrix();
        let open = fields.connection().and_then(Result::ok).map(|question| question.to_string()).unwrap_or_default();
        let row = |(index, source): (usize, &String)| Row::new(&matrix, index, source, &open, seen.w);
        let rows = match matrix.targets.is_empty() {
            true => Vec::new(),
            false => matrix.sources.iter().enumerate().map(row).collect(),
        };
        let filters = all_pods.max(all_ports) >= MANY || !fields.pods.is_empty() || !fields.targets.is_empty();
        TrafficView { groups: groups(&matrix.targets), rows, pods, ports, filters, unanswered, partly }
    }
}

impl TrafficView {
    /// How many Services somebody should look at.
    pub fn to_look_at(&self) -> usize {
        self.unanswered.len() + self.partly.len()
    }
}

impl Shown {
    fn new(text: &str, start: usize, all: usize, unfiltered: usize, act: &str) -> Shown {
        let last_page = all.saturating_sub(1) / PAGE * PAGE;
        let start = start.min(last_page);
        let until = (start + PAGE).min(all);
        Shown {
            text: text.to_owned(),
            from: start + 1,
            until,
            all,
            unfiltered,
            earlier: (start > 0).then(|| format!("{act}{}", start.saturating_sub(PAGE))),
            later: (until < all).then(|| format!("{act}{until}")),
        }
    }

    /// Whether something is not shown.
    pub fn is_part(&self) -> bool {
        self.until + 1 - self.from < self.unfiltered
    }

    /// Number of the first one shown, from 0, as the form keeps it.
    pub fn start(&self) -> usize {
        self.from - 1
    }
}

/// Services whose every cell says no, and those that answer sometimes. An alias has nobody behind it in the cluster, so
/// it does not count.
fn judged(axes: &Axes<'_>, seen: &Seen<'_>) -> (Vec<String>, Vec<String>) {
    let (mut unanswered, mut partly) = (Vec::new(), Vec::new());
    let mut left = JUDGED;
    let targets: Vec<&Target> = axes.targets().collect();
    for service in seen.services.iter().filter(|service| service.r#type != "ExternalName") {
        let to = format!("service/{}/{}", service.namespace, service.name);
        let columns = targets.iter().enumerate().filter(|(_, target)| target.to == to).map(|(column, _)| column);
        let columns: Vec<usize> = columns.collect();
        // The world outside is one more row.
        let rows = axes.pods().len() + 1;
        let cells = rows.saturating_mul(columns.len());
        if cells == 0 || cells > left {
            continue;
        }
        left -= cells;
        let mut all = columns.iter().flat_map(|column| (0..rows).filter_map(|row| axes.cell(row, *column)));
        let name = || short(service.namespace, service.name);
        match all.find(|cell| cell.outcome == Reach::Connected) {
            None => unanswered.push(name()),
            Some(cell) if cell.partly => partly.push(name()),
            Some(_) => {}
        }
    }
    (unanswered, partly)
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

fn groups(targets: &[Target]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = "";
    for target in targets {
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
    fn new(matrix: &Matrix, index: usize, source: &str, open: &str, w: Words) -> Row {
        let (look, name) = match source.split_once('/') {
            Some((namespace, name)) => (Some(Look::of("Pod")), short(namespace, name)),
            None => (None, w.say(OUTSIDE)),
        };
        let cells = matrix.targets.iter().enumerate().filter_map(|(column, target)| {
            let cell = matrix.cells.get(index)?.get(column)?;
            let question = matrix.question(index, column)?.to_string();
            let (state, icon, word) = shown(cell.outcome, cell.partly);
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
pub fn shown(outcome: Reach, partly: bool) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Reach::Connected if partly => ("some", "s-half", "reach-partly"),
        Reach::Connected => ("yes", "s-yes", "reach-connected"),
        Reach::Refused => ("no", "s-no", "reach-refused"),
        Reach::Timeout => ("no", "s-no", "reach-timeout"),
        Reach::NoSuchHost => ("no", "s-no", "reach-no-such-host"),
        Reach::Http404 => ("no", "s-no", "reach-http-404"),
        Reach::Http503 => ("no", "s-no", "reach-http-503"),
        Reach::NoSource => ("no", "s-no", "reach-no-source"),
    }
}
