//! From apiVersion and kind to a resource (`client-go/restmapper/discovery.go`): the kind as it is, in lower case,
//! or with `List` behind it.

use crate::kinds::{self, Kind};
use crate::values::field::quote;

/// The resource behind a kind as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mapping {
    /// The resource's kind.
    pub(super) kind: &'static Kind,
    /// Whether the text named a version; without one, requests go to a path that no server answers.
    pub(super) versioned: bool,
}

/// Finds the resource of `kind` in `group/version`; without a version, in whatever version of the group has it.
pub(super) fn find(api_version: &str, kind: &str) -> Option<Mapping> {
    let (group, version) = kinds::split_api_version(api_version);
    let versioned = !version.is_empty();
    if versioned && let Some(kind) = kinds::by_gvk(group, version, kind) {
        return Some(Mapping { kind, versioned });
    }
    let alone = kind.strip_suffix("List").filter(|alone| !alone.is_empty());
    let spelled = |known: &Kind| known.kind == kind || known.kind.to_lowercase() == kind || alone == Some(known.kind);
    let serves = |known: &Kind| known.group == group && (!versioned || known.version == version);
    kinds::all().iter().find(|known| serves(known) && spelled(known)).map(|kind| Mapping { kind, versioned })
}

/// Whether the kind is the `List` that the mapper knows in every version of every group that is served.
pub(super) fn is_list(api_version: &str, kind: &str) -> bool {
    let (group, version) = kinds::split_api_version(api_version);
    let serves = |known: &Kind| known.group == group && (version.is_empty() || known.version == version);
    kind == "List" && kinds::all().iter().any(serves)
}

/// `meta.NoKindMatchError`.
pub(super) fn unmatched(api_version: &str, kind: &str) -> String {
    let version = api_version.strip_prefix('/').unwrap_or(api_version);
    format!("no matches for kind {} in version {}", quote(kind), quote(version))
}
