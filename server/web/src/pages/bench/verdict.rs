//! What became of each document: the row in the cluster pane and the card at the place in the text.

use super::card::Card;
use super::kind::Look;
use super::place::{Place, Sheet};
use super::rename;
use super::seen::Seen;
use super::silent;
use manifest::Severity;
use simulator::outcome::{PlacedCause, Station, Verdict};

/// A document's verdict as one row.
#[derive(Debug)]
pub struct VerdictRow {
    /// `ok`, `err`, `warn` or `info`.
    pub state: &'static str,
    /// The object's look.
    pub look: Look,
    /// kubectl's words for what was accepted (`service/web created`), else the object as far as it is known.
    pub line: String,
    /// Whether it was refused.
    pub refused: bool,
    /// The server's code and reason, such as `422 Invalid`; empty when the text did not reach it.
    pub answer: String,
    /// Where it was refused: a message of the rail.
    pub station: &'static str,
    /// Lines of the text that are to blame.
    pub lines: Vec<usize>,
    /// The rail.
    pub stations: Vec<Stop>,
    /// Words of warnings that the server sent.
    pub warnings: Vec<String>,
    /// How an accepted object stands, as HTML; empty when all is well.
    pub silent: String,
    /// The refusal in kubectl's or the server's own words, for rows whose card is not beside them.
    pub words: String,
}

/// A station of the rail.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// The message that names it.
    pub label: &'static str,
    /// `ok`, `stop`, `after`, `look` or `wait`.
    pub state: &'static str,
    /// The icon's id in the sprite.
    pub icon: &'static str,
}

const STATIONS: &[(Station, &str)] = &[
    (Station::Yaml, "station-yaml"),
    (Station::Kind, "station-kind"),
    (Station::Fields, "station-fields"),
    (Station::Rules, "station-rules"),
    (Station::Admission, "station-admission"),
    (Station::Controllers, "station-controllers"),
];

/// Rows and cards of the text that was applied last.
pub fn read(seen: &Seen<'_>) -> (Vec<VerdictRow>, Vec<Card>) {
    let (Some(step), Some(sheet)) = (seen.applied(), seen.sheet()) else { return (Vec::new(), Vec::new()) };
    let mut rows = Vec::new();
    let mut cards = Vec::new();
    // What stops kubectl has words and a place of its own: they go onto the card of the verdict.
    let cause = step.diagnostics.iter().enumerate().find(|(_, found)| found.severity == Severity::Error);
    for (index, verdict) in step.verdicts.iter().enumerate() {
        let silent = match &verdict.target {
            Some(target) if verdict.accepted => {
                silent::about(target, seen.cluster(), &seen.services, &seen.bindings, seen.w)
            }
            _ => None,
        };
        let stations = rail(verdict, silent.as_ref());
        let places = places(verdict, sheet);
        if !verdict.accepted {
            let mut card = Card::refusal(index, verdict, &places, stations.clone(), seen.w);
            card.name_unknown(index, &rename::unknown(verdict, sheet), seen.w);
            if let Some((number, found)) = cause.filter(|_| verdict.station == Station::Yaml) {
                card.explain(number, found, sheet, seen.w);
            }
            cards.push(card);
        } else if let Some(silent) = silent.as_ref().filter(|silent| silent.state == "warn") {
            cards.push(Card::silence(index, verdict, silent, sheet, stations.clone()));
        }
        rows.push(row(verdict, silent.as_ref(), &places, stations));
    }
    for (index, found) in step.diagnostics.iter().enumerate() {
        if found.severity != Severity::Error || step.verdicts.iter().all(|verdict| verdict.accepted) {
            cards.push(Card::diagnostic(index, found, sheet, seen.w));
        }
    }
    cards.sort_by_key(|card| card.places.first().map_or(usize::MAX, |place| place.from));
    (rows, cards)
}

fn row(verdict: &Verdict, silent: Option<&silent::Remark>, places: &[Place], stations: Vec<Stop>) -> VerdictRow {
    let object = verdict.object.clone().unwrap_or_default();
    let mut lines: Vec<usize> = places.iter().map(|place| place.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let answer = [verdict.code.map(|code| code.to_string()), verdict.reason.clone()];
    VerdictRow {
        state: if verdict.accepted { silent.map_or("ok", |silent| silent.state) } else { "err" },
        look: Look::of(verdict.target.as_ref().map_or("", |target| target.kind)),
        line: if verdict.accepted { format!("{object} {}", verdict.result) } else { object },
        refused: !verdict.accepted,
        answer: answer.into_iter().flatten().collect::<Vec<_>>().join(" "),
        station: label(verdict.station),
        lines,
        stations,
        warnings: verdict.warnings.clone(),
        silent: silent.map(|silent| silent.title.clone()).unwrap_or_default(),
        words: if verdict.accepted { String::new() } else { verdict.words.clone() },
    }
}

fn rail(verdict: &Verdict, silent: Option<&silent::Remark>) -> Vec<Stop> {
    let stop = |&(station, label): &(Station, &'static str)| {
        let last = match silent {
            Some(silent) if silent.state == "warn" => ("look", "s-warn"),
            Some(_) => ("wait", "s-wait"),
            None => ("ok", "s-yes"),
        };
        let (state, icon) = match station.cmp(&verdict.station) {
            _ if verdict.accepted && station == Station::Controllers => last,
            _ if verdict.accepted => ("ok", "s-yes"),
            std::cmp::Ordering::Less => ("ok", "s-yes"),
            std::cmp::Ordering::Equal => ("stop", "s-fail"),
            std::cmp::Ordering::Greater => ("after", "s-open"),
        };
        Stop { label, state, icon }
    };
    STATIONS.iter().map(stop).collect()
}

fn places(verdict: &Verdict, sheet: Sheet<'_>) -> Vec<Place> {
    let place = |placed: &PlacedCause| match placed.cause.message.starts_with("unknown field") {
        true => sheet.key(placed.source),
        false => sheet.place(placed.source),
    };
    let mut places: Vec<Place> = verdict.causes.iter().filter_map(place).collect();
    places.dedup();
    if places.is_empty() && !verdict.accepted {
        places.extend(sheet.place(verdict.source));
    }
    places
}

/// The message that names a station.
pub(super) fn label(station: Station) -> &'static str {
    STATIONS.iter().find(|(known, _)| *known == station).map_or("station-yaml", |(_, label)| label)
}
