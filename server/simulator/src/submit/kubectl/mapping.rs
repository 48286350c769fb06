//! From apiVersion and kind to a resource (`client-go/restmapper/discovery.go`): the kind as it is, in lower case,
//! or with `List` behind it.

use crate::kinds::{self, Kind};

/// What kubectl makes of apiVersion and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mapping {
    /// A resource of the server.
    Resource(&'static Kind),
    /// None.
    NoMatch,
}

/// Finds the resource of `kind` in `group/version`.
pub(super) fn find(api_version: &str, kind: &str) -> Mapping {
    let (group, version) = kinds::split_api_version(api_version);
    let serves = |known: &&Kind| known.group == group && known.version == version;
    let found = kinds::by_gvk(group, version, kind).or_else(|| {
        let alone = kind.strip_suffix("List");
        kinds::all().iter().filter(serves).find(|known| known.kind.to_lowercase() == kind || alone == Some(known.kind))
    });
    found.map_or(Mapping::NoMatch, Mapping::Resource)
}
