//! Every resource that a Kubernetes 1.37.2 API server serves out of the box, as its discovery lists them (`resources.tsv`).

use super::Kind;
use std::sync::LazyLock;

/// Columns: apiVersion, kind, resource, short names, scope, verbs, categories.
const RESOURCES: &str = include_str!("resources.tsv");

pub(super) static TABLE: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let mut kinds: Vec<Kind> = RESOURCES.lines().skip(1).filter_map(kind).collect();
    kinds.iter_mut().enumerate().for_each(|(place, kind)| kind.place = place);
    kinds
});

fn kind(line: &'static str) -> Option<Kind> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let (group, version) = next().map(|api| api.split_once('/').unwrap_or(("", api)))?;
    Some(Kind {
        group,
        version,
        kind: next()?,
        plural: next()?,
        short: next()?,
        namespaced: next()? == "namespaced",
        verbs: next()?,
        categories: next()?,
        place: 0,
    })
}
