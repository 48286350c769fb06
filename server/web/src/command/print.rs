//! Tables in the shape that `kubectl get` gives them (cli-runtime `printers/tableprinter.go`).

use crate::view::connection::{Candidate, Connection};
use crate::view::place::Range;
use serde::Serialize;
use simulator::change::Event;
use simulator::network::Reach;
use simulator::tables::{self, Cell, Table};
use simulator::{Cluster, kinds};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What `kubectl get KIND,KIND -A -o wide` prints, one table per kind, without what the base cluster has already.
pub(super) fn tables(tables: &BTreeMap<String, Table>, base: &Cluster) -> impl Iterator<Item = String> {
    let known = tables::print(base);
    tables.iter().filter_map(move |(plural, table)| {
        let known = known.get(plural).map_or(&[][..], |table| &table.rows);
        let rows: Vec<Vec<String>> =
            table.rows.iter().filter(|row| !known.contains(row)).map(|row| named(row, table, plural)).collect();
        (!rows.is_empty()).then(|| layout(&headings(&table.columns), &rows))
    })
}

/// What `kubectl get events -A` prints, without times and without what the base cluster has already.
pub(super) fn events(cluster: &Cluster, base: &Cluster) -> Option<String> {
    let known: BTreeSet<&Event> = base.events().collect();
    let rows: Vec<Vec<String>> = cluster.events().filter(|event| !known.contains(event)).map(event_row).collect();
    (!rows.is_empty()).then(|| layout(&headings(&["Namespace", "Type", "Reason", "Object", "Message"]), &rows))
}

/// A connection and its way, hop by hop, each with the lines of the files that decided.
pub(super) fn connection(connection: &Connection<'_>, files: &[PathBuf]) -> String {
    let Connection { from, to, port, protocol, outcome, partly, via, hops } = connection;
    let sometimes = if *partly { " sometimes" } else { "" };
    let mut out = format!("{from} -> {to}:{port}/{protocol}: {}{sometimes}", word(outcome));
    if !via.is_empty() {
        out.push_str(&format!(", answered by {}", via.join(" or ")));
    }
    let mut way = None;
    for hop in hops {
        if let Some(picked) = hop.way.filter(|_| hop.way != way) {
            out.push_str(&format!("\n  {picked}:"));
        }
        way = hop.way;
        let mark = if hop.passes { "✓" } else { "✕" };
        out.push_str(&format!("\n  {mark} {:<10} {}{}", word(&hop.station), hop.summary, lines(&hop.places, files)));
        for candidate in &hop.candidates {
            let Candidate { endpoint, address, reason, kept, outcome, .. } = candidate;
            let fails = outcome.filter(|reach| *reach != Reach::Connected);
            let mark = if *kept && fails.is_none() { "✓" } else { "✕" };
            let fails = fails.map(|reach| format!(", but then: {}", word(&reach))).unwrap_or_default();
            out.push_str(&format!("\n              {mark} {endpoint} {address}: {reason}{fails}"));
        }
    }
    out.push('\n');
    out
}

/// Where the texts of a hop stand: ` (shop.yaml:8, shop.yaml:14)`.
fn lines(places: &[Range], files: &[PathBuf]) -> String {
    let mut found: Vec<String> = Vec::new();
    for place in places {
        let file = usize::try_from(place.step).ok().and_then(|step| files.get(step));
        let line = file.map(|file| format!("{}:{}", file.display(), place.line));
        found.extend(line.filter(|line| !found.contains(line)));
    }
    if found.is_empty() { String::new() } else { format!(" ({})", found.join(", ")) }
}

/// The word that stands for a variant in JSON.
fn word(variant: &impl Serialize) -> String {
    serde_json::to_value(variant).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn event_row(event: &Event) -> Vec<String> {
    // Events about cluster-scoped objects live in the default namespace (client-go `tools/events`).
    let namespace = if event.about.namespace.is_empty() { "default" } else { &event.about.namespace };
    let object = format!("{}/{}", event.about.kind.to_lowercase(), event.about.name);
    vec![namespace.into(), event.severity.into(), event.reason.to_owned(), object, event.message.to_string()]
}

/// A row's cells; as several kinds are printed, the name says which (`service/web`, `deployment.apps/web`).
fn named(row: &[Cell], table: &Table, plural: &str) -> Vec<String> {
    let kind = kinds::all().iter().find(|kind| kind.plural == plural);
    let cells = row.iter().zip(&table.columns);
    cells
        .map(|(cell, column)| match (*column, kind) {
            ("Name", Some(kind)) => format!("{}/{cell}", kind.group_kind().to_lowercase()),
            _ => cell.to_string(),
        })
        .collect()
}

fn headings(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| column.to_uppercase()).collect()
}

/// Columns of equal width, three blanks apart, nothing behind the last one.
fn layout(headings: &[String], rows: &[Vec<String>]) -> String {
    let lines = || std::iter::once(headings).chain(rows.iter().map(Vec::as_slice));
    let mut widths = vec![0; headings.len()];
    for line in lines() {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut out = String::new();
    for line in lines() {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}", width = *width)).collect();
        out.push_str(cells.join("   ").trim_end());
        out.push('\n');
    }
    out
}
