//! A card at a place of the text: what is so, in whose words, and what to do about it.

use super::place::{Place, Sheet};
use super::rename::Unknown;
use super::silent;
use super::verdict::{Stop, label};
use crate::pages::words::{Words, marked};
use fluent_bundle::FluentValue;
use manifest::{Diagnostic, Severity};
use simulator::outcome::Verdict;

/// A card at a place of the text.
#[derive(Debug)]
pub struct Card {
    /// Unique on the page.
    pub id: String,
    /// `err`, `warn` or `info`.
    pub state: &'static str,
    /// What is so, as HTML.
    pub title: String,
    /// Places, the most important first.
    pub places: Vec<Place>,
    /// Somebody's own words: who said it (a message), and what.
    pub said: Option<(&'static str, String)>,
    /// What it means, as HTML.
    pub lead: String,
    /// The rail, for a verdict.
    pub stations: Vec<Stop>,
    /// An edit that mends it: what goes, what comes, and how often.
    pub fix: Option<Fix>,
}

/// Edits that mend a text.
#[derive(Debug)]
pub struct Fix {
    /// The value of the button: `fix-` and the number of the diagnostic, or `rename-` and that of the verdict.
    pub act: String,
    /// What goes.
    pub from: String,
    /// What comes.
    pub to: String,
    /// In how many places.
    pub places: usize,
}

impl Card {
    /// The card of a refused document.
    pub(super) fn refusal(index: usize, verdict: &Verdict, places: &[Place], stations: Vec<Stop>, w: Words) -> Card {
        let causes = verdict.causes.len().max(1);
        // `none` is what the messages call a document whose kind is not known.
        let kind = verdict.target.as_ref().map_or("none", |target| target.kind);
        let arguments = [("causes", causes.into()), ("kind", FluentValue::from(kind))];
        // kubectl decodes the metadata alone before it sends anything; the kind is known then.
        let part = match verdict.words.contains("into Go struct field ObjectMeta.") && verdict.code.is_none() {
            true => "refused-metadata".to_owned(),
            false => label(verdict.station).replace("station-", "refused-"),
        };
        let said_by = if verdict.code.is_some() { "said-server" } else { "said-kubectl" };
        Card {
            id: format!("verdict-{index}"),
            state: "err",
            title: w.rich_with(&part, arguments.clone()),
            places: places.to_vec(),
            said: Some((said_by, verdict.words.clone())),
            lead: w.rich_with(&format!("{part}-lead"), arguments),
            stations,
            fix: None,
        }
    }

    /// The card of a document that was accepted and yet deserves a look.
    pub(super) fn silence(
        index: usize,
        verdict: &Verdict,
        silent: &silent::Remark,
        sheet: Sheet<'_>,
        stations: Vec<Stop>,
    ) -> Card {
        let origin = |path: &[&str]| verdict.stored.as_ref().and_then(|stored| stored.value.at(path).origin);
        // A Service is silent because of its selector, or because its spec has none; anything else as a whole.
        let place = match verdict.stored.as_ref().map(|stored| stored.kind.kind) {
            Some("Service") => sheet.place(origin(&["spec", "selector"])).or_else(|| sheet.key(origin(&["spec"]))),
            _ => sheet.place(origin(&["metadata", "name"])),
        };
        let place = place.or_else(|| sheet.place(verdict.source));
        Card {
            id: format!("verdict-{index}"),
            state: silent.state,
            title: silent.title.clone(),
            places: place.into_iter().collect(),
            said: silent.said.clone().map(|words| ("said-events", words)),
            lead: silent.lead.clone(),
            stations,
            fix: None,
        }
    }

    /// The card of a remark on the text itself.
    pub(super) fn diagnostic(index: usize, found: &Diagnostic, sheet: Sheet<'_>, w: Words) -> Card {
        let words = translated(found, w);
        let (title, lead) = first_sentence(&words);
        Card {
            id: format!("remark-{index}"),
            state: match found.severity {
                Severity::Error => "err",
                Severity::Warning => "warn",
                Severity::Info => "info",
            },
            title: marked(title),
            places: sheet.range(found.span.start, found.span.end).into_iter().collect(),
            said: None,
            lead: marked(lead),
            stations: Vec::new(),
            fix: fix(index, found, sheet.text),
        }
    }

    /// Names the field that the server does not know, when it is one, and proposes the one that is most likely meant.
    pub(super) fn name_unknown(&mut self, index: usize, unknown: &[Unknown], w: Words) {
        let Some(first) = unknown.first() else { return };
        if unknown.iter().any(|field| field.name != first.name) {
            return;
        }
        let name = [("name", FluentValue::from(first.name.as_str()))];
        self.title = w.rich_with("unknown-field", name);
        let Some(near) = first.near else { return };
        self.lead = format!("{} {}", w.rich_with("unknown-field-near", [("near", near.into())]), self.lead);
        let places = unknown.iter().filter(|field| field.at.is_some()).count();
        if places > 0 {
            self.fix =
                Some(Fix { act: format!("rename-{index}"), from: first.name.clone(), to: near.to_owned(), places });
        }
    }

    /// Takes over place, words and fix of the diagnostic that stopped kubectl.
    pub(super) fn explain(&mut self, index: usize, found: &Diagnostic, sheet: Sheet<'_>, w: Words) {
        self.places = sheet.range(found.span.start, found.span.end).into_iter().collect();
        self.lead = marked(&translated(found, w));
        self.fix = fix(index, found, sheet.text);
    }

    /// Places as scripts read them: `12-20 40-48`.
    pub fn spans(&self) -> String {
        self.places.iter().map(|place| format!("{}-{}", place.from, place.to)).collect::<Vec<_>>().join(" ")
    }

    /// Lines of the places, each once.
    pub fn lines(&self) -> Vec<usize> {
        let mut lines: Vec<usize> = self.places.iter().map(|place| place.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

/// The diagnostic's words in the reader's language, English where there are none.
fn translated(found: &Diagnostic, w: Words) -> String {
    let id = format!("diagnostic-{}", found.code);
    if !w.has(&id) {
        return found.message.clone();
    }
    let arguments = found.arguments.iter().map(|(name, value)| (name.as_ref(), FluentValue::from(value.as_str())));
    w.with(&id, arguments.collect::<Vec<_>>())
}

/// The first sentence without its dot, and the rest.
fn first_sentence(words: &str) -> (&str, &str) {
    let is_outside = |at: &usize| words.get(..*at).is_some_and(|before| before.matches('`').count() % 2 == 0);
    match words.match_indices(". ").map(|(at, _)| at).find(is_outside) {
        Some(at) => (words.get(..at).unwrap_or(words), words.get(at + 2..).unwrap_or("")),
        None => (words.trim_end_matches('.'), ""),
    }
}

/// A piece of text for a button: one line, not too long, and blanks that would not show as signs.
fn visible(text: &str) -> String {
    const LONGEST: usize = 32;
    let line = text.lines().next().unwrap_or("");
    let shown = match line.trim().is_empty() {
        true => line.replace('\t', "⇥").replace(' ', "␣"),
        false => line.replace('\t', "⇥"),
    };
    match shown.chars().count() > LONGEST || text.lines().count() > 1 {
        true => shown.chars().take(LONGEST).chain(['…']).collect(),
        false => shown,
    }
}

fn fix(index: usize, found: &Diagnostic, text: &str) -> Option<Fix> {
    let first = found.fix.first()?;
    let from = text.get(usize::try_from(first.span.start).ok()?..usize::try_from(first.span.end).ok()?)?;
    Some(Fix {
        act: format!("fix-{index}"),
        from: visible(from),
        to: visible(&first.replacement),
        places: found.fix.len(),
    })
}
