//! One `[[check]]`: what all kinds have, then what its kind has.

use super::keys::{Keys, Note};
use super::nearest::nearest;
use crate::check::{Check, Expectation, Hold, KINDS, Visibility};

/// Reads a check; `None` when it cannot be understood.
pub(crate) fn read(mut keys: Keys<'_>, notes: &mut Vec<Note>) -> Option<Check> {
    let id: Option<String> = keys.required("id");
    let expectation = expectation(&mut keys);
    let weight = keys.optional("weight").unwrap_or(1);
    let visibility = keys.optional("visibility").unwrap_or(Visibility::Visible);
    let hold = hold(&mut keys, expectation.as_ref());
    let text = keys.text("text");
    let failure = keys.text("failure");
    notes.extend(keys.finish());
    Some(Check { id: id?, expectation: expectation?, weight, visibility, hold, text: text?, failure: failure? })
}

/// What the check's `kind` asks for, also used by the options of a `[[predict]]`.
pub(crate) fn expectation(keys: &mut Keys<'_>) -> Option<Expectation> {
    let kind: String = keys.required("kind")?;
    if let Some((_, read)) = KINDS.iter().find(|(name, _)| *name == kind) {
        return read(keys);
    }
    let names = || KINDS.iter().map(|(name, _)| *name);
    let message = match nearest(&kind, names()) {
        Some(near) => format!("`{kind}` is not a kind of check; did you mean `{near}`?"),
        None => format!("`{kind}` is not a kind of check; there are {}", names().collect::<Vec<_>>().join(", ")),
    };
    keys.note(message);
    keys.take_rest();
    None
}

/// `latch = true`: met once is met. `final = true`: must hold at the end.
fn hold(keys: &mut Keys<'_>, expectation: Option<&Expectation>) -> Hold {
    let latch = keys.optional::<bool>("latch").unwrap_or(false);
    let at_end = keys.optional::<bool>("final").unwrap_or(false);
    match (latch, at_end) {
        (true, true) => {
            keys.note("`latch` and `final` exclude each other");
            Hold::Final
        }
        (true, false) => Hold::Latch,
        (false, true) => Hold::Final,
        (false, false) => expectation.map_or(Hold::Latch, Expectation::usual_hold),
    }
}
