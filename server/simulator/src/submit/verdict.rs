//! What became of each document: the station that had the last word, and the place of every cause in the text.

use crate::kinds::Kind;
use crate::outcome::{Cause, PlacedCause, Station, Target, Verdict};
use crate::schema;
use crate::submit::kubectl::{Applied, End, Tried};
use crate::submit::status::Status;
use crate::value::place::place;
use crate::value::{Source, Value};
use manifest::{Diagnostic, Severity, Span};

/// One verdict per object that was tried, in the order of the text; `failure` is what kubectl could not read.
pub(crate) fn verdicts(mut tried: Vec<Tried>, failure: Option<(&str, Source)>) -> Vec<Verdict> {
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

fn of_object(tried: Tried) -> Verdict {
    let mut verdict = Verdict {
        source: tried.sent.origin,
        station: Station::Kind,
        accepted: false,
        result: "refused",
        object: tried.target.as_ref().map(|(kind, _, name)| super::kubectl::printed(kind, name)),
        target: None,
        words: String::new(),
        code: None,
        reason: None,
        causes: Vec::new(),
        warnings: tried.warnings,
        stored: None,
    };
    match tried.end {
        End::Stored(result, object) => {
            verdict.station = Station::Controllers;
            verdict.accepted = true;
            verdict.result = result;
            verdict.stored = Some(object);
        }
        End::Client(words) => {
            verdict.causes.extend(tried.at.map(|at| PlacedCause {
                cause: Cause { reason: None, field: None, message: words.clone() },
                source: Some(at),
            }));
            verdict.words = words;
        }
        End::Server(status) => {
            verdict.station = station(&status);
            verdict.causes = causes(&status, tried.target.as_ref().map(|(kind, ..)| *kind), &tried.sent);
            verdict.words = status.message;
            verdict.code = Some(status.code);
            verdict.reason = Some(status.reason.to_owned());
        }
    }
    verdict.target = tried.target.map(|(kind, namespace, name)| Target { kind: kind.kind, namespace, name });
    verdict
}

fn station(status: &Status) -> Station {
    match (status.code, status.reason) {
        (400, _) => Station::Fields,
        (422, _) if status.causes.iter().any(|cause| cause.field.as_deref() == Some("patch")) => Station::Fields,
        (403 | 404 | 409, _) => Station::Admission,
        _ => Station::Rules,
    }
}

/// The causes of a refusal; errors of decoding, which the server sends without causes, give one per value.
fn causes(status: &Status, kind: Option<&Kind>, sent: &Value) -> Vec<PlacedCause> {
    let mut causes = status.causes.clone();
    let bare = |field: String, message: String| Cause { reason: None, field: Some(field), message };
    if let Some((_, list)) = status.message.split_once("strict decoding error: ") {
        let fields = list.split("unknown field \"").filter_map(|part| part.split_once('"'));
        causes = fields.map(|(field, _)| bare(field.to_owned(), format!("unknown field \"{field}\""))).collect();
    } else if station(status) == Station::Fields {
        let at = kind.and_then(|kind| schema::mismatch(kind, sent));
        causes = at.into_iter().map(|at| bare(at, status.message.clone())).collect();
    }
    let placed = |cause: Cause| {
        let source = cause.field.as_deref().and_then(|field| place(sent, field));
        PlacedCause { cause, source }
    };
    causes.into_iter().map(placed).collect()
}
