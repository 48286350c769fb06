//! What became of each document: the station that had the last word, and the place of every cause in the text.

use crate::kinds::Kind;
use crate::outcome::{Cause, PlacedCause, Station, Target, Verdict};
use crate::submit::kubectl::{Applied, End, Tried};
use crate::submit::status::Status;
use crate::value::{Source, Value};
use manifest::{Diagnostic, Severity, Span};

/// One verdict per object that was tried, in the order of the text; `failure` is what kubectl could not read.
pub(crate) fn verdicts(applied: &Applied, failure: Option<(&str, Source)>) -> Vec<Verdict> {
    let mut tried: Vec<&Tried> = applied.objects.iter().collect();
    tried.sort_by_key(|tried| tried.document);
    let mut verdicts: Vec<Verdict> = tried.into_iter().map(of_object).collect();
    if let Some((words, source)) = failure {
        verdicts.push(Verdict {
            source: Some(source),
            station: Station::Yaml,
            accepted: false,
            result: "refused",
            object: None,
            target: None,
            words: words.to_owned(),
            code: None,
            reason: None,
            causes: Vec::new(),
            warnings: Vec::new(),
            stored: None,
        });
    }
    verdicts
}

/// A word for every object that the cluster stores without anybody acting on it here.
pub(crate) fn not_simulated(applied: &Applied) -> impl Iterator<Item = Diagnostic> {
    applied.objects.iter().filter_map(|tried| {
        let End::Stored(_, object) = &tried.end else { return None };
        let kind = object.kind.kind;
        let Source { start, end, .. } = tried.sent.get("kind").origin.or(tried.sent.origin)?;
        (!object.kind.is_simulated()).then(|| Diagnostic {
            code: "kind-not-simulated".into(),
            severity: Severity::Info,
            span: Span { start, end },
            message: format!(
                "Drydock checks, stores and lists a {kind}, but does not simulate what a cluster does with it."
            ),
            arguments: vec![("kind".into(), kind.to_owned())],
            fix: Vec::new(),
        })
    })
}

fn of_object(tried: &Tried) -> Verdict {
    let mut verdict = Verdict {
        source: tried.sent.origin,
        station: Station::Kind,
        accepted: false,
        result: "refused",
        object: tried.target.as_ref().map(|(kind, _, name)| super::kubectl::printed(kind, name)),
        target: tried.target.as_ref().map(target),
        words: String::new(),
        code: None,
        reason: None,
        causes: Vec::new(),
        warnings: tried.warnings.clone(),
        stored: None,
    };
    match &tried.end {
        End::Stored(result, object) => {
            verdict.station = Station::Controllers;
            verdict.accepted = true;
            verdict.result = result;
            verdict.stored = Some(object.clone());
        }
        End::Client(words) => verdict.words.clone_from(words),
        End::Server(status) => {
            verdict.station = station(status);
            verdict.words.clone_from(&status.message);
            verdict.code = Some(status.code);
            verdict.reason = Some(status.reason.to_owned());
            verdict.causes = causes(status, &tried.sent);
        }
    }
    verdict
}

fn target((kind, namespace, name): &(&'static Kind, String, String)) -> Target {
    Target { kind: kind.kind.to_owned(), namespace: namespace.clone(), name: name.clone() }
}

fn station(status: &Status) -> Station {
    match (status.code, status.reason) {
        (400, _) => Station::Fields,
        (422, _) if status.causes.iter().any(|cause| cause.field.as_deref() == Some("patch")) => Station::Fields,
        (403 | 404 | 409, _) => Station::Admission,
        _ => Station::Rules,
    }
}

/// The causes of a refusal; a strict decoding error gives one per unknown field.
fn causes(status: &Status, sent: &Value) -> Vec<PlacedCause> {
    let mut causes = status.causes.clone();
    if let Some((_, list)) = status.message.split_once("strict decoding error: ") {
        causes = list
            .split("unknown field \"")
            .filter_map(|part| part.split_once('"'))
            .map(|(field, _)| Cause {
                reason: None,
                field: Some(field.to_owned()),
                message: format!("unknown field \"{field}\""),
            })
            .collect();
    }
    causes
        .into_iter()
        .map(|cause| {
            let source = cause.field.as_deref().and_then(|field| place(sent, field));
            PlacedCause { cause, source }
        })
        .collect()
}

/// The value at a path such as `spec.ports[0].port`, or the nearest thing around it that the text holds.
pub fn place(sent: &Value, path: &str) -> Option<Source> {
    let mut at = sent;
    let mut found = sent.origin;
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let next = match rest.strip_prefix('[') {
            Some(inside) => {
                let (index, after) = inside.split_once(']').unwrap_or((inside, ""));
                rest = after;
                match index.parse::<usize>() {
                    Ok(index) => at.list().get(index),
                    Err(_) => at.as_map().and_then(|members| members.get(index)),
                }
            }
            None => {
                // Keys may hold dots themselves: the longest member that fits wins.
                let fits = |key: &&str| {
                    rest.strip_prefix(*key).is_some_and(|after| after.is_empty() || after.starts_with(['.', '[']))
                };
                let key = at.members().map(|(key, _)| key).filter(fits).max_by_key(|key| key.len());
                rest = key.map_or("", |key| rest.strip_prefix(key).unwrap_or(""));
                key.and_then(|key| at.as_map()?.get(key))
            }
        };
        let Some(next) = next else { return found };
        found = next.origin.or(found);
        at = next;
    }
    found
}
