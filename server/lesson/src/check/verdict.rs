//! `verdict`: a document is accepted, or refused in a certain way.

use super::{Expect, Finding, Scene, Target, names};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use serde::Deserialize;
use simulator::outcome::{self, Station, StepOutcome};
use simulator::value::Source;

/// A document and what the cluster must say of it.
#[derive(Debug, Clone)]
pub struct Verdict {
    document: Which,
    /// `None`: accepted. `Some`: refused, and with this code unless it is empty.
    refused: Option<String>,
}

/// Which document of the learner's text.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Which {
    /// Its number, from 1.
    Number(usize),
    /// The object that it describes.
    Object(ObjectRef),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Wanted {
    Accepted,
    Refused,
}

impl Verdict {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Verdict> {
        let document = keys.required("document");
        let wanted = keys.required("verdict");
        let code: Option<String> = keys.optional("code");
        let refused = match (wanted?, code) {
            (Wanted::Accepted, None) => None,
            (Wanted::Accepted, Some(_)) => {
                keys.note("`code` is the code of a refusal; an accepted document has none");
                None
            }
            (Wanted::Refused, code) => Some(code.unwrap_or_default()),
        };
        Some(Verdict { document: document?, refused })
    }

    fn document<'a>(&self, step: &'a StepOutcome) -> Option<&'a outcome::Verdict> {
        match &self.document {
            Which::Number(number) => step.verdicts.get(number.checked_sub(1)?),
            Which::Object(object) => step.verdicts.iter().find(|verdict| is_about(verdict, object)),
        }
    }
}

fn is_about(verdict: &outcome::Verdict, object: &ObjectRef) -> bool {
    verdict.target.as_ref().is_some_and(|target| {
        target.kind == object.kind.kind && target.namespace == object.namespace && target.name == object.name
    })
}

impl std::fmt::Display for Which {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Which::Number(number) => write!(out, "#{number}"),
            Which::Object(object) => object.fmt(out),
        }
    }
}

impl Expect for Verdict {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let Some((step, text)) = scene.applied else {
            return Finding::new(false, Reason::new("nothing-applied"));
        };
        // A document whose kind or name cannot be told has no target: it stands for the one that is missed.
        let verdict = self
            .document(step)
            .or_else(|| step.verdicts.iter().find(|other| !other.accepted && other.target.is_none()));
        let Some(verdict) = verdict else {
            return Finding::new(false, Reason::new("not-in-text").with("object", &self.document));
        };
        let codes = codes(verdict);
        let finding = match (&self.refused, verdict.accepted) {
            (None, true) => Finding::new(true, Reason::new("accepted").with("result", verdict.result)),
            (Some(_), true) => Finding::new(false, Reason::new("accepted-instead").with("result", verdict.result)),
            (Some(code), false) if code.is_empty() || codes.iter().any(|other| other == code) => {
                Finding::new(true, refusal(verdict, step, text))
            }
            (_, false) => Finding::new(false, refusal(verdict, step, text)),
        };
        let expected = match &self.refused {
            None => "accepted".to_owned(),
            Some(code) if code.is_empty() => "refused".to_owned(),
            Some(code) => format!("refused: {code}"),
        };
        let actual = if verdict.accepted { verdict.result.to_owned() } else { verdict.words.clone() };
        finding.compared(expected, actual).at(place(verdict, step))
    }

    fn targets(&self) -> Vec<Target> {
        match &self.document {
            Which::Object(object) if self.refused.is_none() => {
                vec![Target::part(object, &[""])]
            }
            _ => Vec::new(),
        }
    }
}

/// Everything by which a refusal may be named: the station, our own code, the server's reason and code, and the
/// reasons of its causes.
pub(crate) fn codes(verdict: &outcome::Verdict) -> Vec<String> {
    let mut codes = vec![station(verdict.station).to_owned()];
    codes.extend(verdict.reason.clone());
    codes.extend(verdict.code.map(|code| code.to_string()));
    codes.extend(verdict.causes.iter().filter_map(|cause| cause.cause.reason.clone()));
    codes
}

fn station(station: Station) -> &'static str {
    match station {
        Station::Yaml => "yaml",
        Station::Kind => "kind",
        Station::Fields => "fields",
        Station::Rules => "rules",
        Station::Admission => "admission",
        Station::Controllers => "controllers",
    }
}

/// In a few words why a document is refused; the server's own words stand beside it, unchanged.
fn refusal(verdict: &outcome::Verdict, step: &StepOutcome, text: &str) -> Reason {
    match verdict.station {
        Station::Yaml => {
            let line = place(verdict, step).map(|source| crate::place::line_and_column(text, source.start as usize).0);
            match line {
                Some(line) => Reason::new("unreadable-at-line").with("line", line),
                None => Reason::new("unreadable"),
            }
        }
        Station::Kind => {
            let missing =
                ["apiVersion", "kind"].into_iter().filter(|key| verdict.words.contains(&format!("{key} not set")));
            match names(missing) {
                keys if keys.is_empty() => Reason::new("kind-unknown"),
                keys => Reason::new("kind-not-set").with("keys", keys),
            }
        }
        Station::Fields => {
            let unknown = unknown_fields(&verdict.words);
            match unknown.len() {
                0 => Reason::new("field-type"),
                count => Reason::new("unknown-field").with("count", count).with("fields", unknown.join(", ")),
            }
        }
        Station::Rules if !verdict.causes.is_empty() => {
            let mut fields: Vec<&str> =
                verdict.causes.iter().filter_map(|cause| cause.cause.field.as_deref()).collect();
            fields.dedup();
            Reason::new("rules-broken").with("fields", fields.join(", "))
        }
        Station::Rules => Reason::new("rules-refused"),
        Station::Admission | Station::Controllers => Reason::new("admission-refused"),
    }
}

/// The fields in `unknown field "spec.ports[0].protocal"`.
fn unknown_fields(words: &str) -> Vec<&str> {
    words.split("unknown field \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The first place that the refusal is about: a cause's, an error that the text shows, or the whole document.
fn place(verdict: &outcome::Verdict, step: &StepOutcome) -> Option<Source> {
    if verdict.accepted {
        return verdict.source;
    }
    if let Some(source) = verdict.causes.iter().find_map(|cause| cause.source) {
        return Some(source);
    }
    let document = verdict.source?;
    let error = step.diagnostics.iter().find(|diagnostic| {
        diagnostic.severity == manifest::Severity::Error
            && diagnostic.span.start >= document.start
            && diagnostic.span.start <= document.end
    });
    match error {
        Some(error) => Some(Source { start: error.span.start, end: error.span.end, ..document }),
        None => Some(document),
    }
}
