//! Fields that the server does not know and what they most likely mean.

use super::place::Sheet;
use simulator::kinds;
use simulator::outcome::{PlacedCause, Verdict};
use simulator::schema::nearest_member;

/// An unknown field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Its name as written.
    pub name: String,
    /// Bytes of the text in which it stands.
    pub at: Option<(usize, usize)>,
    /// The field that is spelled most alike, if one is near enough to be meant.
    pub near: Option<&'static str>,
}

/// The unknown fields of a refused document, in the order in which the server names them.
pub fn unknown(verdict: &Verdict, sheet: Sheet<'_>) -> Vec<Unknown> {
    let kind = verdict.target.as_ref().and_then(|target| kinds::all().iter().find(|known| known.kind == target.kind));
    let one = |placed: &PlacedCause| {
        let path = path(placed)?;
        let name = path.rsplit('.').next().unwrap_or(path).to_owned();
        let at = sheet.key_bytes(placed.source).filter(|&(start, end)| sheet.text.get(start..end) == Some(&*name));
        Some(Unknown { name, at, near: kind.and_then(|kind| nearest_member(kind, path)) })
    };
    verdict.causes.iter().filter_map(one).collect()
}

/// The text after every unknown field of the name of the first one got the name that it most likely means.
pub fn mended(verdict: &Verdict, sheet: Sheet<'_>) -> Option<String> {
    let unknown = unknown(verdict, sheet);
    let first = unknown.iter().find(|field| field.at.is_some() && field.near.is_some())?;
    let mut same: Vec<(usize, usize)> =
        unknown.iter().filter(|field| field.name == first.name).filter_map(|field| field.at).collect();
    same.sort_unstable();
    let mut text = sheet.text.to_owned();
    // From the end, so that the places before stay where they are.
    for (start, end) in same.into_iter().rev() {
        text.replace_range(start..end, first.near?);
    }
    Some(text)
}

/// The path in `unknown field "spec.ports[0].protocal"`.
fn path(placed: &PlacedCause) -> Option<&str> {
    placed.cause.message.strip_prefix("unknown field \"")?.strip_suffix('"')
}
