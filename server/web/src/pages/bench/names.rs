//! Names: every record of the cluster's zone, and the ladder of queries that a pod's resolver makes for a name.

use super::fields::{Fields, RECORDS};
use super::overview;
use super::seen::Seen;
use crate::pages::words::Words;
use fluent_bundle::FluentValue;
use simulator::dns::{DnsAnswer, Query, Resolver};

/// The domain of the base cluster.
const DOMAIN: &str = "cluster.local.";

/// The ask box and what it was answered.
#[derive(Debug)]
pub struct AskView {
    /// Pods to ask from, `namespace/name`.
    pub pods: Vec<String>,
    /// The chosen one.
    pub from: String,
    /// The name as typed.
    pub name: String,
    /// Types to ask for.
    pub records: &'static [&'static str],
    /// The chosen one.
    pub record: &'static str,
    /// How the resolver goes about it, as HTML; empty when nothing was asked.
    pub rule: String,
    /// Why nothing could be asked, in the simulator's words.
    pub outcome: Option<String>,
    /// The ladder.
    pub rungs: Vec<Rung>,
}

/// One query, made or not.
#[derive(Debug)]
pub struct Rung {
    /// `hit`, `nx` or `skip`.
    pub result: &'static str,
    /// The icon's id.
    pub icon: &'static str,
    /// The name as typed.
    pub typed: String,
    /// What the search list added.
    pub added: String,
    /// The response code; empty for a query that was not made.
    pub rcode: String,
    /// How DNS reads the name, as HTML.
    pub reading: String,
    /// Records of the answer in zone file style.
    pub answer: Vec<String>,
}

impl AskView {
    /// Reads the answer to the form's question.
    pub fn new(fields: &Fields, seen: &Seen<'_>) -> AskView {
        let pods = overview::pod_names(seen);
        let from =
            if pods.contains(&fields.from) { fields.from.clone() } else { pods.first().cloned().unwrap_or_default() };
        let answer = seen.answer.as_ref();
        let resolver = answer.and_then(|answer| answer.resolver.as_ref());
        AskView {
            pods,
            from,
            name: fields.name.clone(),
            records: RECORDS,
            record: Fields::choice(&fields.record, RECORDS),
            rule: resolver.map(|resolver| rule(fields.name.trim(), resolver, seen.w)).unwrap_or_default(),
            outcome: answer.and_then(|answer| answer.outcome.clone()),
            rungs: answer.zip(resolver).map(|(answer, resolver)| ladder(answer, resolver, seen.w)).unwrap_or_default(),
        }
    }
}

/// Why the search list comes first, last or not at all (resolv.conf(5), `ndots`).
fn rule(name: &str, resolver: &Resolver, w: Words) -> String {
    let dots = name.matches('.').count();
    let arguments = [("dots", FluentValue::from(dots)), ("ndots", ndots(resolver).into())];
    let id = match () {
        () if name.ends_with('.') => "ask-absolute",
        () if resolver.search.is_empty() => "ask-no-search",
        () if dots >= ndots(resolver) => "ask-as-is-first",
        () => "ask-search-first",
    };
    w.rich_with(id, arguments)
}

fn ndots(resolver: &Resolver) -> usize {
    resolver.options.get("ndots").and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// Every name that the resolver would try, in order; those behind the first answer stay unasked.
fn candidates(name: &str, resolver: &Resolver) -> Vec<String> {
    if name.ends_with('.') {
        return vec![String::new()];
    }
    let searched = resolver.search.iter().map(|domain| format!(".{}.", domain.trim_end_matches('.')));
    let as_is = std::iter::once(".".to_owned());
    match name.matches('.').count() >= ndots(resolver) {
        true => as_is.chain(searched).collect(),
        false => searched.chain(as_is).collect(),
    }
}

fn ladder(answer: &DnsAnswer, resolver: &Resolver, w: Words) -> Vec<Rung> {
    let typed = answer.question.name.as_str();
    let tried = candidates(typed, resolver);
    let made = answer.asked.iter().map(|query| {
        let added = query.name.strip_prefix(typed).unwrap_or_default();
        let typed = if added.is_empty() { query.name.as_str() } else { typed };
        Rung::made(query, typed, added, w)
    });
    let left = tried.iter().filter(|added| !answer.asked.iter().any(|query| query.name == format!("{typed}{added}")));
    let left = left.map(|added| Rung {
        result: "skip",
        icon: "s-open",
        typed: typed.to_owned(),
        added: added.clone(),
        rcode: String::new(),
        reading: reading(&format!("{typed}{added}"), w),
        answer: Vec::new(),
    });
    made.chain(left).collect()
}

impl Rung {
    fn made(query: &Query, typed: &str, added: &str, w: Words) -> Rung {
        let answered = query.rcode == "NOERROR" && !query.answer.is_empty();
        let records = query.answer.iter();
        Rung {
            result: if answered { "hit" } else { "nx" },
            icon: if answered { "s-met" } else { "s-no" },
            typed: typed.to_owned(),
            added: added.to_owned(),
            rcode: if query.rcode == "NOERROR" && !answered { "NODATA".into() } else { query.rcode.clone() },
            reading: reading(&query.name, w),
            answer: records.map(|record| format!("{} {} IN {} {}", record.0, record.2, record.1, record.3)).collect(),
        }
    }
}

/// How the cluster's DNS reads a full name (the Kubernetes DNS specification, 1.1).
fn reading(name: &str, w: Words) -> String {
    let Some(inside) = name.strip_suffix(DOMAIN).and_then(|inside| inside.strip_suffix('.')) else {
        return w.rich("reading-outside");
    };
    let labels: Vec<&str> = inside.split('.').collect();
    let say = |id: &str, arguments: &[(&'static str, &str)]| {
        let arguments: Vec<_> = arguments.iter().map(|&(name, value)| (name, FluentValue::from(value))).collect();
        w.rich_with(id, arguments)
    };
    match labels.as_slice() {
        [service, namespace, "svc"] => say("reading-service", &[("service", service), ("namespace", namespace)]),
        [port, protocol, service, namespace, "svc"] if port.starts_with('_') && protocol.starts_with('_') => say(
            "reading-port",
            &[("port", port.trim_start_matches('_')), ("service", service), ("namespace", namespace)],
        ),
        [endpoint, service, namespace, "svc"] => {
            say("reading-endpoint", &[("endpoint", endpoint), ("service", service), ("namespace", namespace)])
        }
        [_, _, "pod"] => w.rich("reading-pod"),
        [namespace, "svc"] => say("reading-namespace", &[("namespace", namespace)]),
        _ => w.rich("reading-neither"),
    }
}
