//! The workbench: an editor on one side, what a cluster makes of the text on the other.
//!
//! The playground and every lesson are workbenches. A workbench is one form; all of its state is in it, so the page
//! works without script, and script only sends the same form sooner and shows what comes back.

pub mod card;
pub mod connect;
pub mod fields;
pub mod fill;
pub mod hops;
pub mod kind;
pub mod log;
pub mod names;
pub mod overview;
pub mod place;
pub mod records;
pub mod rename;
pub mod seen;
pub mod silent;
pub mod storage;
pub mod traffic;
pub mod verdict;

use super::highlight::{self, Line};
use card::Card;
use connect::TraceView;
use fields::{Fields, VIEWS};
use fill::Fill;
use log::{Acts, EventRow, StepRow, TableView};
use names::AskView;
use overview::{PodRow, ServiceView};
use records::RecordRow;
use seen::Seen;
use storage::{ClaimRow, VolumeRow};
use traffic::TrafficView;
use verdict::VerdictRow;

/// Everything that the template of a workbench reads.
#[derive(Debug)]
pub struct Bench<'a> {
    /// What the editor holds.
    pub text: String,
    /// The name of the editor's file.
    pub file: String,
    /// Numbers for the lines of a plain text area, one per line.
    pub numbers: String,
    /// The read-only file beside it.
    pub given: Option<Vec<Line<'a>>>,
    /// The chosen view.
    pub view: &'static str,
    /// The pane that shows below 1100 px.
    pub pane: &'static str,
    /// The chosen file.
    pub shown_file: &'static str,
    /// What became of the text as a whole.
    pub status: Status,
    /// What became of each document.
    pub verdicts: Vec<VerdictRow>,
    /// Cards at places of the text.
    pub cards: Vec<Card>,
    /// What the server filled in.
    pub fills: Vec<Fill>,
    /// Services and their endpoints.
    pub services: Vec<ServiceView>,
    /// Pods.
    pub pods: Vec<PodRow>,
    /// The ask box.
    pub ask: AskView,
    /// Names and what DNS answers for them.
    pub records: Vec<RecordRow>,
    /// Who reaches what.
    pub traffic: TrafficView,
    /// The connection box and the way of one connection.
    pub trace: TraceView,
    /// Claims.
    pub claims: Vec<ClaimRow>,
    /// Volumes.
    pub volumes: Vec<VolumeRow>,
    /// Tables as kubectl prints them.
    pub tables: Vec<TableView>,
    /// Events.
    pub events: Vec<EventRow>,
    /// Steps.
    pub steps: Vec<StepRow>,
    /// What else can be done; `None` where every text starts from the same cluster, so that steps do not count.
    pub acts: Option<Acts>,
}

/// What became of the editor's text as a whole.
#[derive(Debug, Clone)]
pub struct Status {
    /// `ok`, `err`, `warn` or `open`.
    pub state: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The message.
    pub label: &'static str,
    /// The number of the step that did it, when it is done.
    pub step: Option<usize>,
}

impl<'a> Bench<'a> {
    /// Reads an outcome for a form. `panes` are the page's panes, the first one to be shown first.
    pub fn new(
        fields: &Fields,
        seen: &Seen<'a>,
        text: String,
        panes: &[&'static str],
        given: Option<&'a str>,
        acts: Option<Acts>,
    ) -> Bench<'a> {
        let (verdicts, cards) = verdict::read(seen);
        Bench {
            file: file_name(&text),
            numbers: numbers(&text),
            given: given.map(highlight::lines),
            view: Fields::choice(&fields.view, VIEWS),
            pane: Fields::choice(&fields.pane, panes),
            shown_file: Fields::choice(&fields.file, &["own", "cluster"]),
            status: Status::new(&text, &verdicts, seen),
            verdicts,
            cards,
            fills: fill::read(seen),
            services: overview::services(seen),
            pods: overview::pods(seen),
            ask: AskView::new(fields, seen),
            records: records::rows(seen),
            traffic: TrafficView::new(fields, seen),
            trace: TraceView::new(fields, seen, given.is_some()),
            claims: storage::claims(seen),
            volumes: storage::volumes(seen),
            tables: log::tables(seen),
            events: log::events(seen),
            steps: log::steps(seen),
            acts,
            text,
        }
    }

    /// Cards that say the server refused something.
    pub fn refusals(&self) -> usize {
        self.cards.iter().filter(|card| card.state == "err").count()
    }

    /// Whether there are so many documents, all of them well, that their list must not push the views away.
    pub fn accepts_many(&self) -> bool {
        self.verdicts.len() > 12 && self.verdicts.iter().all(|verdict| verdict.state == "ok")
    }

    /// Claims that will not be bound by themselves.
    pub fn stuck_claims(&self) -> usize {
        self.claims.iter().filter(|claim| claim.state == "warn").count()
    }

    /// Warnings among the events.
    pub fn warnings(&self) -> usize {
        self.events.iter().filter(|event| event.severity == "Warning").count()
    }

    /// Records of Services that somebody made.
    pub fn own_records(&self) -> impl Iterator<Item = &RecordRow> {
        self.records.iter().filter(|record| record.own)
    }

    /// Whether nothing was made yet that the first view could show.
    pub fn is_bare(&self) -> bool {
        self.services.is_empty() && self.pods.is_empty() && self.claims.is_empty() && self.volumes.is_empty()
    }
}

impl Status {
    fn new(text: &str, verdicts: &[VerdictRow], seen: &Seen<'_>) -> Status {
        let refused = verdicts.iter().any(|verdict| verdict.refused);
        let warned = verdicts.iter().any(|verdict| verdict.state == "warn");
        let done = seen.editor.filter(|editor| seen.preview.is_none_or(|preview| *editor < preview));
        let (state, icon, label) = match (text.trim().is_empty(), refused, warned, done.is_some()) {
            (true, ..) => ("open", "s-open", "status-empty"),
            _ if verdicts.is_empty() => ("open", "s-open", "status-nothing"),
            (_, true, _, false) => ("err", "s-fail", "status-preview-refused"),
            (_, true, _, true) => ("err", "s-fail", "status-refused"),
            (_, _, true, false) => ("warn", "s-warn", "status-preview-look"),
            (_, _, true, true) => ("warn", "s-warn", "status-look"),
            (_, _, _, false) => ("ok", "s-met", "status-preview"),
            (_, _, _, true) => ("ok", "s-met", "status-done"),
        };
        Status { state, icon, label, step: done.map(|index| index + 1) }
    }
}

/// A name for the editor's file, from the first kind in it.
fn file_name(text: &str) -> String {
    let kind = text.lines().find_map(|line| line.strip_prefix("kind:")).map(str::trim).unwrap_or_default();
    let plain = !kind.is_empty() && kind.len() <= 40 && kind.chars().all(|character| character.is_ascii_alphanumeric());
    format!("{}.yaml", if plain { kind.to_ascii_lowercase() } else { "manifest".into() })
}

/// Line numbers for a text area, with room for what is still to be typed.
fn numbers(text: &str) -> String {
    let lines = text.lines().count().min(20_000) + 60;
    (1..=lines).map(|number| number.to_string()).collect::<Vec<_>>().join("\n")
}
