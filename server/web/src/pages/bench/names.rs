//! Names: every record of the cluster's zone, and the ladder of queries that a pod's resolver makes for a name.

use super::fields::{Fields, RECORDS};
use super::kind::Look;
use super::overview;
use super::seen::Seen;
use crate::pages::words::Words;
use fluent_bundle::FluentValue;
use simulator::dns::resolver::candidates;
use simulator::dns::{DnsAnswer, Query, Resolver, Why};
use simulator::object::Name;

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
    /// The question in one line, so that a later request can tell what was written into the box; empty for none.
    pub asked: String,
    /// Whether it was asked just now.
    pub fresh: bool,
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
    /// Why there is no record; empty when there is one, or when nobody asked.
    pub why: String,
    /// Records of the answer in zone file style.
    pub answer: Vec<String>,
    /// What the records are made of.
    pub objects: Vec<Named>,
}

/// An object by its look and name.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// What its kind looks like.
    pub look: Look,
    /// Its name; with the namespace in front unless that is `default`.
    pub name: String,
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
            asked: fields.asking(),
            fresh: fields.asks_name(),
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

fn ladder(answer: &DnsAnswer, resolver: &Resolver, w: Words) -> Vec<Rung> {
    let typed = answer.question.name.as_str();
    let made = answer.asked.iter().map(|query| Rung::made(query, typed, w));
    // Names behind the first answer stay unasked.
    let left =
        candidates(typed, resolver).skip(answer.asked.len()).map(|name| Rung::new("skip", "s-open", &name, typed, w));
    made.chain(left).collect()
}

impl Rung {
    fn new(result: &'static str, icon: &'static str, name: &str, typed: &str, w: Words) -> Rung {
        let (typed, added) =
            name.split_at_checked(typed.len()).filter(|(front, _)| *front == typed).unwrap_or((name, ""));
        Rung {
            result,
            icon,
            typed: typed.to_owned(),
            added: added.to_owned(),
            rcode: String::new(),
            reading: reading(name, w),
            why: String::new(),
            answer: Vec::new(),
            objects: Vec::new(),
        }
    }

    fn made(query: &Query, typed: &str, w: Words) -> Rung {
        let answered = !query.answer.is_empty();
        let (result, icon) = if answered { ("hit", "s-met") } else { ("nx", "s-no") };
        let mut objects: Vec<Named> =
            query.because.iter().flat_map(|because| &because.objects).map(Named::new).collect();
        objects.sort_by(|one, other| (one.look.symbol, &one.name).cmp(&(other.look.symbol, &other.name)));
        objects.dedup();
        Rung {
            rcode: if query.rcode == "NOERROR" && !answered { "NODATA".into() } else { query.rcode.clone() },
            why: query.why.map(|why| w.say(said(why))).unwrap_or_default(),
            answer: query
                .answer
                .iter()
                .map(|record| format!("{} {} IN {} {}", record.0, record.2, record.1, record.3))
                .collect(),
            objects,
            ..Rung::new(result, icon, &query.name, typed, w)
        }
    }
}

impl Named {
    /// Shows an object.
    pub fn new(name: &Name) -> Named {
        Named { look: Look::of(name.kind), name: overview::short(&name.namespace, &name.name) }
    }
}

/// The message that says why there is no record.
pub fn said(why: Why) -> &'static str {
    match why {
        Why::Outside => "why-outside",
        Why::NoSuchForm => "why-no-such-form",
        Why::NoNamespace => "why-no-namespace",
        Why::NoService => "why-no-service",
        Why::NoPort => "why-no-port",
        Why::NoReadyEndpoint => "why-no-ready-endpoint",
        Why::NoEndpoint => "why-no-endpoint",
        Why::BelowExternalName => "why-below-external-name",
        Why::ExternalNameIsAddress => "why-external-name-is-address",
        Why::DeadEnd => "why-dead-end",
        Why::NoAddress => "why-no-address",
        Why::OtherRecords => "why-other-records",
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
